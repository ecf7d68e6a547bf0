// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "ui/models/result_summary.h"

class QLabel;
class QPushButton;
class QToolButton;

namespace rf::ui {

class ElidedLabel;
class Workbench;

/// What the shown run has brought, over the graph: score or SQNR, size, the layer that harms most and what to do about it. Folds to
/// one line; hidden while there is no run.
class ResultCard : public QFrame {
    Q_OBJECT

public:
    explicit ResultCard(Workbench& workbench, QWidget* parent = nullptr);

    const ResultSummary& summary() const { return m_summary; }

signals:
    /// Of the layer that harms most.
    void layerWanted(const QString& layer);

private:
    void showRun();
    void refresh();
    void fold(bool folded);
    void excludeWorst();

    Workbench& m_workbench;
    ResultSummary m_summary;
    int m_run = 0;  // whose summary it is; 0: none
    QLabel *m_headline, *m_change, *m_size;
    ElidedLabel* m_harm;
    QPushButton *m_show, *m_exclude;
    QToolButton* m_fold;
    QWidget* m_second;  // what is hidden while it is folded
};

}  // namespace rf::ui
