// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QUndoStack>
#include <memory>
#include <vector>

#include "ui/run_record.h"

namespace rf::ui {

/// The single mutable state of the window: a model, the settings that the user edits, and the runs that were made with them.
/// Settings change only through edits on the undo stack (ui/edits.h); runs are values that nobody changes.
class ProjectDocument : public QObject {
    Q_OBJECT

public:
    /// More runs than these are not kept: each holds a model. The oldest one goes.
    static constexpr std::size_t kKeptRuns = 12;

    explicit ProjectDocument(QObject* parent = nullptr);

    const config::Project& project() const { return m_project; }
    /// Null before a model is open.
    const std::shared_ptr<const graph::Graph>& model() const { return m_model; }
    /// A new number for every opened model.
    quint64 modelRevision() const { return m_modelRevision; }
    QUndoStack& undoStack() { return m_undoStack; }
    /// Whether the settings are as they were opened or last exported.
    bool isClean() const { return m_undoStack.isClean(); }

    /// The input of a run.
    struct Snapshot {
        quint64 modelRevision = 0;
        std::shared_ptr<const graph::Graph> model;
        config::Project project;
    };
    Snapshot snapshot() const { return {m_modelRevision, m_model, m_project}; }

    /// Starts over with another model; the undo stack and all runs go.
    void open(config::Project project, std::shared_ptr<const graph::Graph> model);
    /// For edits only: replaces the settings. If the shown run has other settings and an earlier run has these, shows that run.
    void setProject(config::Project project);

    /// The planned quantizers; null until the preview of the model is ready.
    const std::shared_ptr<const quantization::Placement>& placement() const { return m_placement; }
    void setPlacement(std::shared_ptr<const quantization::Placement> placement);

    /// In the order in which they ended.
    const std::vector<RunRecord>& runs() const { return m_runs; }
    /// Keeps a run and shows it, whatever the settings are now. False: another model was opened meanwhile, the run is dropped.
    bool addRun(const Snapshot& snapshot, std::shared_ptr<const pipeline::Outcome> outcome, Histograms histograms,
                std::optional<storage::RunId> stored = {});
    /// Shows a run of runs() by its number.
    void showRun(int number);
    /// Forgets a run; the newest of the others is shown if it was shown.
    void removeRun(int number);
    /// The name of a run, for lists; empty: none.
    void renameRun(int number, const QString& name);
    /// The run that others are measured against: the one that was pinned, else the first that is kept. Null before the first run.
    const RunRecord* baseline() const;
    void pinBaseline(int number);
    /// The two runs that are compared, by their numbers; nothing: none are.
    const std::optional<std::pair<int, int>>& compared() const { return m_compared; }
    void compare(std::optional<std::pair<int, int>> runs);
    /// Null when there is no such run.
    const RunRecord* run(int number) const;
    /// The run whose results the panels show; null before the first one.
    const RunRecord* shownRun() const;
    /// Of the shown run; null when there is none.
    const std::shared_ptr<const pipeline::Outcome>& outcome() const;
    /// Whether the run was made with the present settings.
    bool isCurrent(const RunRecord& run) const { return run.settings == m_project; }
    /// Whether the shown run was made with other settings.
    bool isOutOfDate() const;

signals:
    void modelChanged();
    void projectChanged();
    void placementChanged();
    /// Another run is shown, or none.
    void outcomeChanged();
    /// A run has ended, and is shown.
    void runAdded();
    /// A run was removed, renamed or pinned.
    void runsChanged();
    void comparedChanged();

private:
    quint64 m_modelRevision = 0;
    std::shared_ptr<const graph::Graph> m_model;
    config::Project m_project;
    QUndoStack m_undoStack;
    std::shared_ptr<const quantization::Placement> m_placement;
    std::vector<RunRecord> m_runs;
    int m_runCount = 0;
    int m_shown = 0;     // number of a run; 0: none
    int m_baseline = 0;  // number of the pinned run; 0: none
    std::optional<std::pair<int, int>> m_compared;
};

}  // namespace rf::ui
