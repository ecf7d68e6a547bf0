// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/layer_filter_model.h"

#include <algorithm>

#include "ui/models/layer_table_model.h"

namespace rf::ui {

LayerFilterModel::LayerFilterModel(QObject* parent) : QSortFilterProxyModel(parent) { setSortRole(LayerTableModel::kSortRole); }

void LayerFilterModel::setFilterText(const QString& text) {
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

bool LayerFilterModel::filterAcceptsRow(int row, const QModelIndex& parent) const {
    return std::all_of(m_words.begin(), m_words.end(), [&](const QString& word) {
        for (const int column : {LayerTableModel::Layer, LayerTableModel::Type, LayerTableModel::Shape, LayerTableModel::Precision}) {
            // Shapes are typed with an x and shown with a multiplication sign.
            const QString text = sourceModel()->index(row, column, parent).data().toString();
            if (text.contains(word, Qt::CaseInsensitive) || QString(text).replace(QChar(0x00d7), u'x').contains(word, Qt::CaseInsensitive))
                return true;
        }
        return false;
    });
}

bool LayerFilterModel::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const QVariant a = left.data(sortRole()), b = right.data(sortRole());
    if (a.isValid() != b.isValid()) return (sortOrder() == Qt::AscendingOrder) == a.isValid();
    if (a.typeId() == QMetaType::QString) return a.toString().localeAwareCompare(b.toString()) < 0;
    return a.toDouble() < b.toDouble();
}

}  // namespace rf::ui
