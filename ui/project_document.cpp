// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/project_document.h"

namespace rf::ui {

ProjectDocument::ProjectDocument(QObject* parent) : QObject(parent) {}

bool ProjectDocument::isCurrent(const Snapshot& snapshot) const {
    return snapshot.modelRevision == m_modelRevision && snapshot.project == m_project;
}

void ProjectDocument::open(config::Project project, std::shared_ptr<const graph::Graph> model) {
    ++m_modelRevision;
    m_model = std::move(model);
    m_project = std::move(project);
    m_placement.reset();
    m_outcome.reset();
    m_histograms.clear();
    m_undoStack.clear();
    emit modelChanged();
    emit projectChanged();
    emit placementChanged();
    emit outcomeChanged();
}

void ProjectDocument::setProject(config::Project project) {
    if (project == m_project) return;
    m_project = std::move(project);
    emit projectChanged();
}

bool ProjectDocument::isOutOfDate() const { return m_outcome && !(m_outcomeProject == m_project); }

bool ProjectDocument::acceptPlacement(const Snapshot& snapshot, std::shared_ptr<const quantization::Placement> placement) {
    if (!isCurrent(snapshot)) return false;
    m_placement = std::move(placement);
    emit placementChanged();
    return true;
}

bool ProjectDocument::acceptOutcome(const Snapshot& snapshot, std::shared_ptr<const pipeline::Outcome> outcome, Histograms histograms) {
    if (!isCurrent(snapshot)) return false;
    m_outcome = std::move(outcome);
    m_outcomeProject = snapshot.project;
    m_histograms = std::move(histograms);
    emit outcomeChanged();
    return true;
}

}  // namespace rf::ui
