// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/project_document.h"

#include <algorithm>

#include "ui/models/result_summary.h"

namespace rf::ui {

ProjectDocument::ProjectDocument(QObject* parent) : QObject(parent) {}

void ProjectDocument::open(config::Project project, std::shared_ptr<const graph::Graph> model) {
    ++m_modelRevision;
    m_model = std::move(model);
    m_project = std::move(project);
    m_placement.reset();
    m_runs.clear();
    m_runCount = m_shown = m_baseline = 0;
    m_compared.reset();
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
    const std::int64_t bytes = constantBytes(outcome->exported);
    m_runs.push_back({m_shown, snapshot.project, std::move(outcome), std::move(histograms), stored, bytes});
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

const RunRecord* ProjectDocument::run(int number) const {
    const auto found = std::find_if(m_runs.begin(), m_runs.end(), [number](const RunRecord& run) { return run.number == number; });
    return found == m_runs.end() ? nullptr : &*found;
}

const RunRecord* ProjectDocument::shownRun() const { return run(m_shown); }

const RunRecord* ProjectDocument::baseline() const {
    if (const RunRecord* pinned = run(m_baseline)) return pinned;
    return m_runs.empty() ? nullptr : &m_runs.front();
}

void ProjectDocument::pinBaseline(int number) {
    m_baseline = number;
    emit runsChanged();
}

void ProjectDocument::renameRun(int number, const QString& name) {
    for (RunRecord& each : m_runs)
        if (each.number == number) each.name = name;
    emit runsChanged();
}

void ProjectDocument::removeRun(int number) {
    if (std::erase_if(m_runs, [number](const RunRecord& run) { return run.number == number; }) == 0) return;
    if (m_compared && (m_compared->first == number || m_compared->second == number)) compare(std::nullopt);
    const bool wasShown = m_shown == number;
    if (wasShown) m_shown = m_runs.empty() ? 0 : m_runs.back().number;
    emit runsChanged();
    if (wasShown) emit outcomeChanged();
}

void ProjectDocument::compare(std::optional<std::pair<int, int>> runs) {
    if (runs == m_compared) return;
    m_compared = runs;
    emit comparedChanged();
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
