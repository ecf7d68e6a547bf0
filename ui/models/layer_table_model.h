// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "ui/models/layer_query.h"
#include "ui/models/layer_rows.h"

namespace rf::ui {

/// The layers as a table. Formats and indexes, computes nothing.
class LayerTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        Position,
        Layer,
        Type,
        Shape,
        Precision,
        AccumulatedSqnr,
        IsolatedSqnr,
        MeanSquare,
        Cosine,
        LargestDifference,
        ColumnCount
    };
    /// The number behind a cell, for sorting; an invalid value where there is none.
    static constexpr int kSortRole = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;

    /// Replaces the rows. If the layers are the same, indexes and selection stay valid, and the answer is true.
    bool setRows(std::vector<LayerRow> rows);
    const LayerRow& row(int index) const { return m_rows[static_cast<std::size_t>(index)]; }
    /// Layers that match are drawn as found; an empty query marks none.
    void setMarked(LayerQuery query);
    /// -1 when there is no such layer.
    int rowOf(const QString& layer) const;

    /// Texts of which one is as wide as any in the column, header apart. Numbers have at most four digits, so the widest is known.
    QStringList widestTexts(int column) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const LayerRow& row, int position, int column) const;
    QVariant sortValue(const LayerRow& row, int position, int column) const;

    std::vector<LayerRow> m_rows;
    LayerQuery m_marked;
};

}  // namespace rf::ui
