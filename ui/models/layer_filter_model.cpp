// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/layer_filter_model.h"

#include "ui/models/layer_table_model.h"
#include "ui/models/worst_first.h"

namespace rf::ui {

LayerFilterModel::LayerFilterModel(QObject* parent) : QSortFilterProxyModel(parent) { setSortRole(LayerTableModel::kSortRole); }

void LayerFilterModel::setQuery(LayerQuery query) {
    if (query.isEmpty() && m_query.isEmpty()) return;
    m_query = std::move(query);
    invalidateFilter();
}

void LayerFilterModel::setWorst(std::optional<int> count) {
    m_worst.reset();
    if (count) {
        const auto& table = *static_cast<const LayerTableModel*>(sourceModel());
        std::vector<LayerHarm> harms;
        const auto ratio = [](const auto& distance) { return distance ? std::optional(distance->sqnr()) : std::nullopt; };
        for (int i = 0; i < table.rowCount(); ++i) harms.push_back({ratio(table.row(i).isolated), ratio(table.row(i).accumulated)});
        const std::vector<int> worst = worstFirst(harms, *count);
        m_worst.emplace(worst.begin(), worst.end());
    }
    invalidateFilter();
}

bool LayerFilterModel::filterAcceptsRow(int row, const QModelIndex&) const {
    if (m_worst && !m_worst->contains(row)) return false;
    return m_query.isEmpty() || m_query.matches(static_cast<const LayerTableModel*>(sourceModel())->row(row));
}

bool LayerFilterModel::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const QVariant a = left.data(sortRole()), b = right.data(sortRole());
    if (a.isValid() != b.isValid()) return (sortOrder() == Qt::AscendingOrder) == a.isValid();
    if (a.typeId() == QMetaType::QString) return a.toString().localeAwareCompare(b.toString()) < 0;
    return a.toDouble() < b.toDouble();
}

}  // namespace rf::ui
