// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QTableView;

namespace rf::ui {

class RunDifferenceModel;
class Workbench;

/// Two runs layer by layer, and what differs in their settings. A click selects the layer everywhere.
class RunDifferencePage : public QWidget {
    Q_OBJECT

public:
    explicit RunDifferencePage(Workbench& workbench, QWidget* parent = nullptr);
    QTableView& table() { return *m_table; }

signals:
    void closed();

private:
    void showRuns();

    Workbench& m_workbench;
    RunDifferenceModel* m_model;
    QLabel* m_title;
    QTableView* m_table;
};

}  // namespace rf::ui
