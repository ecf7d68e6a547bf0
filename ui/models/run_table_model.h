// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "ui/run_record.h"

namespace rf::ui {

class ProjectDocument;

/// The runs of a document as a table: their settings and results. Formats, computes nothing.
class RunTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Number, Preset, Settings, Result, Samples, InFloat, LowestSqnr, ColumnCount };

    explicit RunTableModel(ProjectDocument& document, QObject* parent = nullptr);

    const RunRecord& run(int row) const;
    /// -1 when there is no such run.
    int rowOf(const RunRecord* run) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void refresh();
    QString text(const RunRecord& run, int column) const;

    ProjectDocument& m_document;
    int m_first = 0, m_rows = 0;  // as last reported to views: number of the first run, count of runs
};

}  // namespace rf::ui
