// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "ui/models/run_difference.h"

namespace rf::ui {

/// The layers of two runs side by side. Formats, computes nothing.
class RunDifferenceModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Layer, First, Second, Change, FirstRange, SecondRange, Precision, ColumnCount };
    /// What a cell is sorted and copied by.
    static constexpr int kValueRole = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;

    void setRuns(int first, int second, std::vector<LayerDifference> rows);
    const LayerDifference& row(int row) const { return m_rows[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    int m_first = 0, m_second = 0;
    std::vector<LayerDifference> m_rows;
};

}  // namespace rf::ui
