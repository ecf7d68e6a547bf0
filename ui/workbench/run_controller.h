// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>
#include <functional>
#include <optional>

#include "core/process/process.h"
#include "ui/jobs/progress_bridge.h"
#include "ui/project_document.h"

namespace rf::ui {

class JobRunner;

/// Runs the document's model with its present settings, in the lane of the engine. Edits during a run don't affect it: it
/// continues with its own settings, and the document keeps it as a run for earlier settings.
class RunController : public QObject {
    Q_OBJECT

public:
    /// Both outlive the controller's answers.
    RunController(ProjectDocument& document, JobRunner& jobs);

    void run();
    void cancel();
    bool isRunning() const { return m_run.has_value(); }
    /// Whether the settings were edited since the run in progress began.
    bool isForEarlierSettings() const { return m_run && !(m_run->snapshot.project == m_document.project()); }
    /// Of the run in progress; null when it has not seen the tensor.
    std::shared_ptr<const calibration::Histogram> histogram(graph::Output tensor) const;
    /// See Workbench::setCommandQuestion().
    void setCommandQuestion(std::function<bool(const QStringList&)> question) { m_commandQuestion = std::move(question); }

signals:
    /// A run started or ended.
    void activityChanged();
    void progressed(const rf::ui::RunProgress& progress);
    void histogramGrew(rf::graph::Output tensor);
    void failed(const QString& what, const rf::Error& error);

private:
    struct Run {
        ProjectDocument::Snapshot snapshot;
        Histograms histograms;
    };
    void finished(Result<pipeline::Outcome> outcome);
    /// Nothing when the run must not start.
    std::optional<process::Permission> permissionToRun();

    ProjectDocument& m_document;
    JobRunner& m_jobs;
    ProgressBridge m_bridge;
    std::optional<Run> m_run;
    std::function<bool(const QStringList&)> m_commandQuestion;
    std::vector<process::CommandLine> m_allowed;  // in this session
};

}  // namespace rf::ui
