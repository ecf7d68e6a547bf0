// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "ui/run_record.h"

namespace rf::ui {

class ProjectDocument;

/// The runs of a document as a table: their settings and results. Two of them can be ticked, which compares them.
class RunTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Number, Preset, Settings, Result, Size, Samples, InFloat, LowestSqnr, ColumnCount };

    explicit RunTableModel(ProjectDocument& document, QObject* parent = nullptr);

    const RunRecord& run(int row) const;
    /// -1 when there is no such run.
    int rowOf(const RunRecord* run) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    /// Ticks a run for a comparison, or gives it another name.
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void refresh();
    QString text(const RunRecord& run, int column) const;

    ProjectDocument& m_document;
    QString toolTip(const RunRecord& run) const;
    bool tick(int number, bool ticked);

    std::vector<int> m_numbers;  // of the rows, as last reported to views
    std::vector<int> m_ticked;   // two at most, the one that was ticked first in front
};

}  // namespace rf::ui
