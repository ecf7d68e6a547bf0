// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/project_document.h"

#include <algorithm>

namespace rf::ui {

ProjectDocument::ProjectDocument(QObject* parent) : QObject(parent) {}

void ProjectDocument::open(config::Project project, std::shared_ptr<const graph::Graph> model) {
    ++m_modelRevision;
    m_model = std::move(model);
    m_project = std::move(project);
    m_placement.reset();
    m_runs.clear();
    m_runCount = m_shown = 0;
    m_undoStack.clear();
    emit modelChanged();
    emit projectChanged();
    emit placementChanged();
    emit outcomeChanged();
}

void ProjectDocument::setProject(config::Project project) {
    if (project == m_project) return;
    m_project = std::move(project);
    const int before = m_shown;
    const auto fits = std::find_if(m_runs.rbegin(), m_runs.rend(), [this](const RunRecord& run) { return isCurrent(run); });
    if (isOutOfDate() && fits != m_runs.rend()) m_shown = fits->number;
    emit projectChanged();
    if (m_shown != before) emit outcomeChanged();
}

void ProjectDocument::setPlacement(std::shared_ptr<const quantization::Placement> placement) {
    m_placement = std::move(placement);
    emit placementChanged();
}

bool ProjectDocument::addRun(const Snapshot& snapshot, std::shared_ptr<const pipeline::Outcome> outcome, Histograms histograms,
                             std::optional<storage::RunId> stored) {
    if (snapshot.modelRevision != m_modelRevision) return false;
    m_shown = ++m_runCount;
    m_runs.push_back({m_shown, snapshot.project, std::move(outcome), std::move(histograms), stored});
    if (m_runs.size() > kKeptRuns) m_runs.erase(m_runs.begin());
    emit outcomeChanged();
    emit runAdded();
    return true;
}

void ProjectDocument::showRun(int number) {
    const bool isKept = std::any_of(m_runs.begin(), m_runs.end(), [&](const RunRecord& run) { return run.number == number; });
    if (!isKept || number == m_shown) return;
    m_shown = number;
    emit outcomeChanged();
}

const RunRecord* ProjectDocument::shownRun() const {
    const auto found = std::find_if(m_runs.begin(), m_runs.end(), [this](const RunRecord& run) { return run.number == m_shown; });
    return found == m_runs.end() ? nullptr : &*found;
}

const std::shared_ptr<const pipeline::Outcome>& ProjectDocument::outcome() const {
    static const std::shared_ptr<const pipeline::Outcome> none;
    const RunRecord* run = shownRun();
    return run ? run->outcome : none;
}

bool ProjectDocument::isOutOfDate() const {
    const RunRecord* run = shownRun();
    return run && !isCurrent(*run);
}

}  // namespace rf::ui
