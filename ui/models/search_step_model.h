// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "core/results/search_steps.h"

namespace rf::ui {

/// The steps of a search as a table. Formats, computes nothing.
class SearchStepModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Number, What, Layers, Score, Lost, Milliseconds, Size, State, ColumnCount };
    /// What a cell is copied by.
    static constexpr int kValueRole = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;

    /// Steps that are added leave the others as they are.
    void setRecord(const results::SearchRecord& record);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const search::SearchStep& step, int row, int column) const;

    results::SearchRecord m_record;
};

}  // namespace rf::ui
