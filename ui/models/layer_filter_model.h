// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>
#include <optional>
#include <unordered_set>

#include "ui/models/layer_query.h"

namespace rf::ui {

/// Sorts the layer table by number or text, layers without a value last in either direction, and shows the layers that match a
/// query, or the worst of all.
class LayerFilterModel : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit LayerFilterModel(QObject* parent = nullptr);
    void setQuery(LayerQuery query);
    /// Shows only the layers that hurt most; nothing: all. To be called again when the numbers have changed.
    void setWorst(std::optional<int> count);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    LayerQuery m_query;
    std::optional<std::unordered_set<int>> m_worst;  // rows of the source
};

}  // namespace rf::ui
