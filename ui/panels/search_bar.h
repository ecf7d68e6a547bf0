// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace rf::ui {

class Workbench;

/// The field that looks for layers in graph, table and chart: n of m, Enter goes on, Shift+Enter back.
class SearchBar : public QWidget {
    Q_OBJECT

public:
    explicit SearchBar(Workbench& workbench, QWidget* parent = nullptr);
    void focusField();
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showState();

    Workbench& m_workbench;
    QLineEdit* m_field;
    QLabel* m_count;
    QToolButton* m_filter;
};

}  // namespace rf::ui
