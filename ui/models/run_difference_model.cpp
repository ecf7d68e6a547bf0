// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/run_difference_model.h"

#include <limits>

#include "ui/text/format.h"

namespace rf::ui {

namespace {

bool isText(int column) { return column == RunDifferenceModel::Layer || column == RunDifferenceModel::Precision; }

QString rangeWords(const std::optional<std::pair<float, float>>& range) {
    if (!range) return {};
    return RunDifferenceModel::tr("%1 … %2").arg(numberText(static_cast<double>(range->first)),
                                                 numberText(static_cast<double>(range->second)));
}

QString precisionWords(bool isQuantized) { return isQuantized ? RunDifferenceModel::tr("int8") : RunDifferenceModel::tr("float"); }

QVariant numberOf(const LayerDifference& row, int column) {
    std::optional<double> value;
    if (column == RunDifferenceModel::First) value = row.sqnr.first;
    if (column == RunDifferenceModel::Second) value = row.sqnr.second;
    if (column == RunDifferenceModel::Change) value = row.change();
    return value ? QVariant(*value) : QVariant();
}

QString textOf(const LayerDifference& row, int column) {
    switch (column) {
        case RunDifferenceModel::Layer: return QString::fromStdString(row.layer);
        case RunDifferenceModel::FirstRange: return rangeWords(row.range.first);
        case RunDifferenceModel::SecondRange: return rangeWords(row.range.second);
        case RunDifferenceModel::Precision:
            return row.isQuantized.first == row.isQuantized.second
                       ? precisionWords(row.isQuantized.first)
                       : RunDifferenceModel::tr("%1 → %2").arg(precisionWords(row.isQuantized.first),
                                                               precisionWords(row.isQuantized.second));
        default: break;
    }
    const QVariant number = numberOf(row, column);
    if (!number.isValid()) return {};
    const QString text = decibelText(number.toDouble());
    return column == RunDifferenceModel::Change && number.toDouble() > 0 ? u'+' + text : text;
}

}  // namespace

void RunDifferenceModel::setRuns(int first, int second, std::vector<LayerDifference> rows) {
    beginResetModel();
    m_first = first;
    m_second = second;
    m_rows = std::move(rows);
    endResetModel();
}

int RunDifferenceModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }

int RunDifferenceModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant RunDifferenceModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    if (role == Qt::DisplayRole) return textOf(row(index.row()), index.column());
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (isText(index.column()) ? Qt::AlignLeft : Qt::AlignRight));
    if (role != kValueRole) return {};
    const QVariant number = numberOf(row(index.row()), index.column());
    return number.isValid() ? number : QVariant(textOf(row(index.row()), index.column()));
}

QVariant RunDifferenceModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::AlignVCenter | (isText(section) ? Qt::AlignLeft : Qt::AlignRight));
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Layer: return tr("Layer");
        case First: return tr("Run %1, dB").arg(m_first);
        case Second: return tr("Run %1, dB").arg(m_second);
        case Change: return tr("Change, dB");
        case FirstRange: return tr("Range, run %1").arg(m_first);
        case SecondRange: return tr("Range, run %1").arg(m_second);
        case Precision: return tr("Precision");
        default: return {};
    }
}

}  // namespace rf::ui
