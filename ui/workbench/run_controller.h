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
#include "ui/workbench/run_ticket.h"
#include "ui/workbench/unfinished_run.h"

namespace rf::ui {

class JobRunner;
class RunStore;

/// Runs the document's model with its present settings, in the lane of the engine. Edits during a run don't affect it: it
/// continues with its own settings, and the document keeps it as a run for earlier settings. Every run is kept in the store.
class RunController : public QObject {
    Q_OBJECT

public:
    /// All three outlive the controller's answers.
    RunController(ProjectDocument& document, JobRunner& jobs, RunStore& store);

    /// Begins a run. `resume`: from the last step that is kept of one with the same model, settings and data.
    void run(bool resume = false);
    /// Goes on with a run of the open model.
    void goOn(const UnfinishedRun& run);
    /// Makes the model of a run whose steps are done (see UnfinishedRun::hasModel()), but does not compare and score it.
    void openUnscored(const UnfinishedRun& run);
    /// Stops the run; what is kept of it stays.
    void cancel();
    /// Stops the run and keeps nothing of it.
    void discard();
    bool isRunning() const { return m_run.has_value(); }
    /// The steps of the search in progress; null while none has been taken.
    const results::SearchRecord* search() const { return m_run && !m_run->search.steps.empty() ? &m_run->search : nullptr; }
    RunProgress reached() const { return m_run ? m_run->reached : RunProgress{}; }
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
    void searchMoved();
    void failed(const QString& what, const rf::Error& error);
    /// A run ended without result, and something of it is kept.
    void unfinished(const rf::ui::UnfinishedRun& run);
    /// The store could not keep the run, or something else that the user should know about it.
    void warned(const rf::Error& warning);

private:
    struct Run {
        ProjectDocument::Snapshot snapshot;
        Histograms histograms;
        std::shared_ptr<RunTicket> ticket;
        RunProgress reached;
        results::SearchRecord search;
        std::shared_ptr<const pipeline::Outcome> best;  // of the search so far
    };
    /// `project` is what runs; the run is kept with the settings of the snapshot.
    void start(ProjectDocument::Snapshot snapshot, config::Project project, bool resume);
    void finished(Result<pipeline::Outcome> outcome);
    /// Answers with unfinished() once the thread of the run has written down how it ended.
    void lookWhatIsKept(Run run, Error error);
    /// Nothing when a project must not run.
    std::optional<process::Permission> permissionToRun(const config::Project& project);

    ProjectDocument& m_document;
    JobRunner& m_jobs;
    RunStore& m_store;
    ProgressBridge m_bridge;
    std::optional<Run> m_run;
    std::function<bool(const QStringList&)> m_commandQuestion;
    std::vector<process::CommandLine> m_allowed;  // in this session
};

}  // namespace rf::ui
