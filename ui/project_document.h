// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QUndoStack>
#include <map>
#include <memory>

#include "core/pipeline/optimize.h"

namespace rf::ui {

using Histograms = std::map<graph::Output, std::shared_ptr<const calibration::Histogram>>;

/// The single mutable state of the window: a model, the settings that the user edits, and what they led to. Settings
/// change only through commands on the undo stack; results are values that nobody changes.
class ProjectDocument : public QObject {
    Q_OBJECT

public:
    explicit ProjectDocument(QObject* parent = nullptr);

    const config::Project& project() const { return m_project; }
    /// Null before a model is open.
    const std::shared_ptr<const graph::Graph>& model() const { return m_model; }
    QUndoStack& undoStack() { return m_undoStack; }

    /// What a job works on, and the proof that its answer is still wanted.
    struct Snapshot {
        quint64 modelRevision = 0;
        std::shared_ptr<const graph::Graph> model;
        config::Project project;
    };
    Snapshot snapshot() const { return {m_modelRevision, m_model, m_project}; }
    /// The same model with the same settings is open: nobody moved on, or everything was undone.
    bool isCurrent(const Snapshot& snapshot) const;

    /// Starts over with another model; the undo stack and all results go.
    void open(config::Project project, std::shared_ptr<const graph::Graph> model);
    /// For commands: replaces the settings.
    void setProject(config::Project project);

    /// Where quantizers would stand; null until the preview of the model is there.
    const std::shared_ptr<const quantization::Placement>& placement() const { return m_placement; }
    /// The latest result; it stays when the settings change. Null before the first run.
    const std::shared_ptr<const pipeline::Outcome>& outcome() const { return m_outcome; }
    /// The distributions that the latest run saw.
    const Histograms& histograms() const { return m_histograms; }
    /// There is a result, but it belongs to other settings.
    bool isOutOfDate() const;

    /// Take over results that are still wanted; false: they came late and were dropped.
    bool acceptPlacement(const Snapshot& snapshot, std::shared_ptr<const quantization::Placement> placement);
    bool acceptOutcome(const Snapshot& snapshot, std::shared_ptr<const pipeline::Outcome> outcome, Histograms histograms);

signals:
    void modelChanged();
    void projectChanged();
    void placementChanged();
    void outcomeChanged();

private:
    quint64 m_modelRevision = 0;
    std::shared_ptr<const graph::Graph> m_model;
    config::Project m_project;
    QUndoStack m_undoStack;
    std::shared_ptr<const quantization::Placement> m_placement;
    std::shared_ptr<const pipeline::Outcome> m_outcome;
    config::Project m_outcomeProject;
    Histograms m_histograms;
};

}  // namespace rf::ui
