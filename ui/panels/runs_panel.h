// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QTableView;

namespace rf::ui {

class RunTableModel;
class Workbench;

/// The table of the runs of this model. All panels show the selected run; its settings can be restored.
class RunsPanel : public QWidget {
    Q_OBJECT

public:
    explicit RunsPanel(Workbench& workbench, QWidget* parent = nullptr);
    QTableView& table() { return *m_table; }

private:
    void showRuns();
    void takeSelection();

    Workbench& m_workbench;
    RunTableModel* m_model;
    QLabel* m_hint;
    QPushButton* m_use;
    QTableView* m_table;
    bool m_updating = false;
};

}  // namespace rf::ui
