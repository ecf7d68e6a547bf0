// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QMenu;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace rf::ui {

class ElidedLabel;
class RunDifferencePage;
class RunTableModel;
class Workbench;

/// The table of the runs of this model. All panels show the selected run; its settings can be restored. Two ticked runs are compared
/// layer by layer; earlier runs of the model come back from the store.
class RunsPanel : public QWidget {
    Q_OBJECT

public:
    explicit RunsPanel(Workbench& workbench, QWidget* parent = nullptr);
    QTableView& table() { return *m_table; }
    RunDifferencePage& difference() { return *m_difference; }

private:
    void fillMenu(QMenu& menu);
    void listEarlierRuns();
    void showRuns();
    void showCompared();
    void takeSelection();
    QString hint() const;

    Workbench& m_workbench;
    RunTableModel* m_model;
    ElidedLabel* m_hint;
    QPushButton* m_use;
    QPushButton *m_compare, *m_more;
    QMenu* m_earlier;
    QTableView* m_table;
    RunDifferencePage* m_difference;
    QStackedWidget* m_pages;
    bool m_updating = false;
};

}  // namespace rf::ui
