// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QTableView;

namespace rf::ui {

class LayerFilterModel;
class LayerTableModel;
class Workbench;

/// The layers as a table that can be sorted, searched, narrowed to the worst, and copied.
class LayersPanel : public QWidget {
    Q_OBJECT

public:
    explicit LayersPanel(Workbench& workbench, QWidget* parent = nullptr);
    QTableView& table() { return *m_table; }
    LayerTableModel& model() { return *m_model; }
    /// What the table shows, as comma-separated values.
    QString csv() const;
    /// The worst layers first, unless the user has sorted by something else.
    void sortByError();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showRows();
    void showSearch();
    void showWorst();
    void fitColumns();
    void showCount();
    void showSelection();
    void takeSelection();
    QStringList selectedLayers() const;

    Workbench& m_workbench;
    LayerTableModel* m_model;
    LayerFilterModel* m_filtered;
    QComboBox* m_worst;
    QLabel* m_count;
    QTableView* m_table;
    bool m_updating = false;
};

}  // namespace rf::ui
