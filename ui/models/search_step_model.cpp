// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/search_step_model.h"

#include <QStringList>
#include <algorithm>
#include <cmath>

#include "ui/text/format.h"

namespace rf::ui {

namespace {

bool isFigure(int column) {
    return column != SearchStepModel::What && column != SearchStepModel::Layers && column != SearchStepModel::State;
}

QString stepWords(const std::string& what) {
    if (what == "float") return SearchStepModel::tr("float model");
    if (what == "quantized") return SearchStepModel::tr("all quantized");
    if (what == "reverted") return SearchStepModel::tr("back to float");
    if (what == "widened") return SearchStepModel::tr("16 bits");
    if (what == "restored") return SearchStepModel::tr("quantized again");
    return QString::fromStdString(what);
}

QString stateWords(const search::SearchStep& step) {
    QStringList words;
    if (step.best) words << SearchStepModel::tr("best so far");
    if (step.accepted) words << SearchStepModel::tr("within the limits");
    if (step.answer.gaveUp) words << SearchStepModel::tr("given up early");
    return words.join(QStringLiteral(", "));
}

}  // namespace

void SearchStepModel::setRecord(const results::SearchRecord& record) {
    const auto known = static_cast<std::ptrdiff_t>(m_record.steps.size());
    const bool isLonger = record.steps.size() > m_record.steps.size() && known > 0 &&
                          std::equal(m_record.steps.begin(), m_record.steps.end(), record.steps.begin());
    if (isLonger)
        beginInsertRows({}, static_cast<int>(known), static_cast<int>(record.steps.size()) - 1);
    else
        beginResetModel();
    m_record = record;
    if (isLonger)
        endInsertRows();
    else
        endResetModel();
}

int SearchStepModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_record.steps.size()); }

int SearchStepModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString SearchStepModel::text(const search::SearchStep& step, int row, int column) const {
    const auto inUnit = [this](double value) {
        return QString::fromStdString(
            metrics::formatted(value, m_record.metrics.empty() ? metrics::Unit::Share : m_record.metrics.front().unit));
    };
    switch (column) {
        case Number: return countText(row + 1);
        case What: return stepWords(step.what);
        case Layers: {
            QStringList names;
            for (const std::string& layer : step.layers) names << QString::fromStdString(layer);
            return names.join(QStringLiteral(", "));
        }
        case Score: return step.answer.values.empty() ? QString() : inUnit(step.answer.values.front());
        case Lost: return step.drops.empty() || !std::isfinite(step.drops.front()) ? QString() : inUnit(step.drops.front());
        case Milliseconds: return step.answer.latency ? numberText(step.answer.latency->milliseconds) : QString();
        case Size: return step.answer.bytes > 0 ? bytesText(step.answer.bytes) : QString();
        case State: return stateWords(step);
        default: return {};
    }
}

QVariant SearchStepModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    if (role == Qt::DisplayRole || role == kValueRole || (role == Qt::ToolTipRole && index.column() == Layers))
        return text(m_record.steps[static_cast<std::size_t>(index.row())], index.row(), index.column());
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (isFigure(index.column()) ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

QVariant SearchStepModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::AlignVCenter | (isFigure(section) ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Number: return tr("Step");
        case What: return tr("Tried");
        case Layers: return tr("Layers");
        case Score: return m_record.metrics.empty() ? tr("Score") : QString::fromStdString(m_record.metrics.front().name);
        case Lost: return tr("Lost");
        case Milliseconds: return tr("ms");
        case Size: return tr("Size");
        case State: return tr("Result");
        default: return {};
    }
}

}  // namespace rf::ui
