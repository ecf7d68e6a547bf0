// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace rf::ui {

class LayerErrorChart;
class Workbench;

/// The error of every layer as a chart.
class ErrorPanel : public QWidget {
    Q_OBJECT

public:
    explicit ErrorPanel(Workbench& workbench, QWidget* parent = nullptr);
    LayerErrorChart& chart() { return *m_chart; }

private:
    void showErrors();
    void showFound();
    void showSelection();

    Workbench& m_workbench;
    LayerErrorChart* m_chart;
};

}  // namespace rf::ui
