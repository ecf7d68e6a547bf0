// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace rf::ui {

/// Sorts the layer table by number or text, layers without a value last in either direction, and shows the layers whose
/// name, type or shape contains every word of a text.
class LayerFilterModel : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit LayerFilterModel(QObject* parent = nullptr);
    void setFilterText(const QString& text);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    QStringList m_words;
};

}  // namespace rf::ui
