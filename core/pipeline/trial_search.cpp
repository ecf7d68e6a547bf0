// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/trial_search.h"

#include "core/config/config.h"
#include "core/export/model_export.h"
#include "core/export/report.h"
#include "core/quantization/range_estimator.h"
#include "core/search/tunable.h"

namespace rf::pipeline {

namespace {

/// A project without what may differ between searches that can use each other's trials.
config::Project comparable(config::Project project) {
    project.search.reset();
    project.threads = 0;
    project.errorSamples = 0;
    return project;
}

/// The trials of finished searches in the store that are about the same thing.
class EarlierTrials {
public:
    EarlierTrials(storage::Store* store, const config::Project& project, std::string modelHash)
        : m_store(store), m_project(project), m_modelHash(std::move(modelHash)) {}

    /// The steps of the newest one; none without.
    Result<std::vector<search::SearchStep>> newest() const {
        if (!m_store) return std::vector<search::SearchStep>();
        RF_TRY(const auto runs, m_store->runs());
        for (const storage::RunRecord& run : runs)
            if (auto steps = stepsOf(run); !steps.empty()) return steps;
        return std::vector<search::SearchStep>();
    }

    /// The steps of all that share the name of the search, oldest first.
    Result<std::vector<search::SearchStep>> shared(const std::string& name) const {
        std::vector<search::SearchStep> all;
        if (!m_store) return all;
        RF_TRY(const auto runs, m_store->runs());
        for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
            auto steps = stepsOf(*run, name);
            std::move(steps.begin(), steps.end(), std::back_inserter(all));
        }
        return all;
    }

private:
    /// None for a run that can't be used.
    std::vector<search::SearchStep> stepsOf(const storage::RunRecord& run, const std::string& name = {}) const {
        if (run.status != storage::RunStatus::Finished) return {};
        const auto project = config::readText(run.start.project, "/", "run.json");
        if (!project || !project->search || comparable(*project) != comparable(m_project)) return {};
        if (!name.empty() && (!project->search->multinode || project->search->multinode->name != name)) return {};
        if (exporting::modelHashIn(run.report) != m_modelHash) return {};
        auto record = exporting::searchIn(run.report, "run.json");
        return record ? std::move(record->steps) : std::vector<search::SearchStep>();
    }

    storage::Store* m_store;
    const config::Project& m_project;
    std::string m_modelHash;
};

/// The number of a process's draws, from its name (FNV-1a).
std::uint64_t streamOf(const std::string& tag) {
    std::uint32_t hash = 2166136261u;
    for (const unsigned char letter : tag) hash = (hash ^ letter) * 16777619u;
    return tag.empty() ? 0 : hash;
}

}  // namespace

search::AccuracyControl limitsOf(const search::Search& search) {
    search::AccuracyControl control;
    control.maximalDrop = search.accuracyLoss / 100;
    control.dropType = search::DropType::Relative;
    control.metrics = search.metrics;
    return control;
}

Result<search::SearchOutcome> searchTrials(SearchSetup& setup, storage::Store* store, search::SearchListener& listener,
                                           const Progress& progress) {
    const config::Project& project = setup.job.project;
    RF_TRY(const auto profile, quantization::hardwareProfile(project.quantization.device));
    RF_TRY(std::string hash, exporting::modelHash(setup.job.model));
    const EarlierTrials earlier(store, project, std::move(hash));
    // Trials choose estimators themselves, where they may; a choice within each would cost more than all the rest of it.
    search::TunableProblem problem{*project.tuning,
                                   *project.search,
                                   quantization::withoutChoice(project.quantization),
                                   search::tunableLayers(*setup.plan.placement(), profile),
                                   {}};
    RF_TRY(const search::AccuracyControl named, withMetricNames(limitsOf(*project.search), setup.measure.metrics));
    problem.search.metrics = named.metrics;
    if (project.search->load != search::TrialsLoad::ColdStart) { RF_TRY(problem.earlier, earlier.newest()); }
    if (const auto& shared = project.search->multinode) {
        problem.stream = streamOf(shared->tag);
        problem.others = [&earlier, name = shared->name] { return earlier.shared(name); };
    }
    return search::tunable(problem, setup.oracle(), listener, {}, progress);
}

}  // namespace rf::pipeline
