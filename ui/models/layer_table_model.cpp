// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/layer_table_model.h"

#include <QFont>
#include <QSet>
#include <algorithm>

#include "ui/text/format.h"
#include "ui/text/state_words.h"

namespace rf::ui {

namespace {

QString headerText(int column) {
    switch (column) {
        case LayerTableModel::Position: return QStringLiteral("#");
        case LayerTableModel::Layer: return LayerTableModel::tr("Layer");
        case LayerTableModel::Type: return LayerTableModel::tr("Type");
        case LayerTableModel::Shape: return LayerTableModel::tr("Output shape");
        case LayerTableModel::Precision: return LayerTableModel::tr("Precision");
        case LayerTableModel::AccumulatedSqnr: return LayerTableModel::tr("SQNR dB");
        case LayerTableModel::IsolatedSqnr: return LayerTableModel::tr("Alone dB");
        case LayerTableModel::MeanSquare: return LayerTableModel::tr("MSE");
        case LayerTableModel::Cosine: return LayerTableModel::tr("Cosine");
        case LayerTableModel::LargestDifference: return LayerTableModel::tr("Max. diff.");
        default: return {};
    }
}

QString headerTip(int column) {
    switch (column) {
        case LayerTableModel::AccumulatedSqnr:
            return LayerTableModel::tr("Signal to quantization noise at this layer when the whole model is int8: higher is better");
        case LayerTableModel::IsolatedSqnr:
            return LayerTableModel::tr("The same when only this layer is int8: low values name the culprit");
        case LayerTableModel::MeanSquare: return LayerTableModel::tr("Mean squared difference between int8 and float");
        case LayerTableModel::Cosine: return LayerTableModel::tr("Cosine of the angle between int8 and float: 1 is equal");
        case LayerTableModel::LargestDifference: return LayerTableModel::tr("The largest difference between int8 and float");
        default: return {};
    }
}

bool sameLayers(const std::vector<LayerRow>& a, const std::vector<LayerRow>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const LayerRow& x, const LayerRow& y) { return x.name == y.name; });
}

}  // namespace

bool LayerTableModel::setRows(std::vector<LayerRow> rows) {
    if (!m_rows.empty() && sameLayers(m_rows, rows)) {
        m_rows = std::move(rows);
        // Not the columns before: a table sorted by one of them need not be sorted again.
        emit dataChanged(index(0, Shape), index(rowCount() - 1, ColumnCount - 1));
        return true;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    return false;
}

void LayerTableModel::setMarked(LayerQuery query) {
    if (query.isEmpty() && m_marked.isEmpty()) return;
    m_marked = std::move(query);
    if (!m_rows.empty()) emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {Qt::FontRole});
}

int LayerTableModel::rowOf(const QString& layer) const {
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const LayerRow& row) { return row.name == layer; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

QStringList LayerTableModel::widestTexts(int column) const {
    if (column == Position) return {countText(rowCount())};
    if (column == AccumulatedSqnr || column == IsolatedSqnr) return {decibelText(-999.9)};
    if (column > IsolatedSqnr) return {numberText(-8.888e-88)};
    QSet<QString> texts;
    for (const LayerRow& row : m_rows) texts.insert(text(row, 0, column));
    return texts.values();
}

int LayerTableModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }

int LayerTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant LayerTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const LayerRow& row = this->row(index.row());
    const int column = index.column();
    switch (role) {
        case Qt::DisplayRole: return text(row, index.row(), column);
        case kSortRole: return sortValue(row, index.row(), column);
        case Qt::ToolTipRole: return column == Layer || column == Type || column == Shape ? text(row, index.row(), column) : QVariant();
        case Qt::FontRole: {
            if (m_marked.isEmpty() || !m_marked.matches(row)) return {};
            QFont font;
            font.setBold(true);
            return font;
        }
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(Qt::AlignVCenter |
                                       (column == Position || column >= AccumulatedSqnr ? Qt::AlignRight : Qt::AlignLeft));
        default: return {};
    }
}

QString LayerTableModel::text(const LayerRow& row, int position, int column) const {
    switch (column) {
        case Position: return countText(position + 1);
        case Layer: return row.name;
        case Type: return row.type;
        case Shape: return row.shape;
        case Precision: return stateWord(row.state);
        case IsolatedSqnr: return row.isolated ? decibelText(row.isolated->sqnr()) : QString();
        default: break;
    }
    if (!row.accumulated) return {};
    switch (column) {
        case AccumulatedSqnr: return decibelText(row.accumulated->sqnr());
        case MeanSquare: return numberText(row.accumulated->mse());
        case Cosine: return numberText(row.accumulated->cosine());
        case LargestDifference: return numberText(row.accumulated->maxAbs);
        default: return {};
    }
}

QVariant LayerTableModel::sortValue(const LayerRow& row, int position, int column) const {
    const auto number = [](const auto& distance, auto value) { return distance ? QVariant(value(*distance)) : QVariant(); };
    switch (column) {
        case Position: return position;
        case Precision: return static_cast<int>(row.state);
        case AccumulatedSqnr: return number(row.accumulated, [](const auto& d) { return d.sqnr(); });
        case IsolatedSqnr: return number(row.isolated, [](const auto& d) { return d.sqnr(); });
        case MeanSquare: return number(row.accumulated, [](const auto& d) { return d.mse(); });
        case Cosine: return number(row.accumulated, [](const auto& d) { return d.cosine(); });
        case LargestDifference: return number(row.accumulated, [](const auto& d) { return d.maxAbs; });
        default: return text(row, position, column);
    }
}

QVariant LayerTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::DisplayRole) return headerText(section);
    if (role == Qt::ToolTipRole) return headerTip(section);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (section == Position || section >= AccumulatedSqnr ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

}  // namespace rf::ui
