// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QTableView;

namespace rf::ui {

class SearchStepModel;
class Workbench;

/// The steps of a search for an accurate model, live and of the shown run; a click selects the layers of a step.
class SearchPanel : public QWidget {
    Q_OBJECT

public:
    explicit SearchPanel(Workbench& workbench, QWidget* parent = nullptr);
    QTableView& table() { return *m_table; }

private:
    void showSearch();
    QString summary() const;

    Workbench& m_workbench;
    SearchStepModel* m_model;
    QLabel* m_summary;
    QTableView* m_table;
};

}  // namespace rf::ui
