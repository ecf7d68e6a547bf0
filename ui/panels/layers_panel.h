// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QTableView;

namespace rf::ui {

class LayerFilterModel;
class LayerTableModel;
class Workbench;

/// The layers as a table that can be filtered and sorted.
class LayersPanel : public QWidget {
    Q_OBJECT

public:
    explicit LayersPanel(Workbench& workbench, QWidget* parent = nullptr);
    void focusFilter();
    QTableView& table() { return *m_table; }
    LayerTableModel& model() { return *m_model; }

private:
    void showRows();
    void showCount();
    void showSelection();
    void takeSelection();
    QStringList selectedLayers() const;

    Workbench& m_workbench;
    LayerTableModel* m_model;
    LayerFilterModel* m_filtered;
    QLineEdit* m_filter;
    QLabel* m_count;
    QTableView* m_table;
    bool m_updating = false;
};

}  // namespace rf::ui
