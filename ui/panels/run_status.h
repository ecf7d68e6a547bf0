// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/jobs/run_progress.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace rf::ui {

class Workbench;

/// The line at the bottom of the window: the running job, its progress, speed and remaining time, and a button to cancel it.
class RunStatus : public QWidget {
    Q_OBJECT

public:
    explicit RunStatus(Workbench& workbench, QWidget* parent = nullptr);
    /// Says for a while, on the button that stops, that a second Esc does so too.
    void askForSecondEscape();

private:
    void showActivity();
    void showProgress();
    QString activity() const;

    Workbench& m_workbench;
    RunProgress m_progress;  // of the run in progress
    QLabel* m_stage;
    QProgressBar* m_bar;
    QLabel* m_details;
    QPushButton* m_cancel;
};

/// "184 of 300 · 61 per second · 2 s left"; parts that are not known are left out.
QString progressDetails(const RunProgress& progress);
/// "OpenVINO CPU · AVX-512 VNNI · 2 threads", or why the engine is not there.
QString engineLine(const std::string& engine, int threads);

}  // namespace rf::ui
