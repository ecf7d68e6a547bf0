// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/search.h"

#include <algorithm>
#include <cmath>

#include "core/config/config.h"
#include "core/config/search_names.h"
#include "core/metrics/registry.h"
#include "core/pipeline/run_report.h"
#include "core/pipeline/search_setup.h"
#include "core/pipeline/setting_variations.h"
#include "core/pipeline/trial_search.h"
#include "core/quantization/revert.h"
#include "core/search/accuracy_aware.h"
#include "core/search/accuracy_aware_targets.h"

namespace rf::pipeline {

namespace {

/// A search and what it has come to.
class SearchRun final : public search::SearchListener {
public:
    SearchRun(SearchSetup& setup, search::AccuracyControl control, std::shared_ptr<storage::Store> store, Listener& listener)
        : m_setup(setup), m_control(std::move(control)), m_store(std::move(store)), m_listener(listener) {}

    Result<Outcome> run(const Progress& progress) {
        const auto parts = progress.split({80, 4, 16});
        RF_TRY(const search::SearchOutcome found, searched(parts[0]));
        m_targetMet = found.targetMet;
        m_stoppedBy = found.stoppedBy;
        RF_TRY(Outcome outcome, outcomeOf(found.best, found.answer, parts[1]));
        RF_TRY_VOID(complete(outcome, parts[2]));
        return outcome;
    }

    Result<search::SearchOutcome> searched(const Progress& progress) {
        if (config::choosesSettings(m_setup.job.project)) return chosenSettings(progress);
        if (m_setup.job.project.tuning) return searchTrials(m_setup, m_store.get(), *this, progress);
        const quantization::Settings& base = m_setup.job.project.quantization;
        const search::Budget budget{m_control.maxMinutes, m_control.maxTrials};
        return search::accuracyAware(m_control, base, base.compatibility, m_setup.oracle(), *this, budget, progress);
    }

    Result<void> stepDone(const search::SearchStep& step) override {
        m_steps.push_back(step);
        m_steps.back().answer.seconds = 0;  // a report does not differ from run to run
        m_steps.back().secondsLeft.reset();
        if (step.what == "float") m_floatValues = step.answer.values;
        return m_listener.searchStepDone(View(*this, step));
    }

private:
    Result<search::SearchOutcome> chosenSettings(const Progress& progress) {
        const auto parts = progress.split({1, 40});
        RF_TRY(const auto variations, settingVariations(m_setup, parts[0]));
        return search::chooseSettings(firstSettings(m_setup.job.project.quantization), variations, m_setup.oracle(), *this, parts[1]);
    }

    class View final : public SearchProgress {
    public:
        View(const SearchRun& run, const search::SearchStep& step) : m_run(run), m_step(step) {}
        const std::vector<search::MetricInfo>& metrics() const override { return m_run.m_setup.oracle().metrics(); }
        const search::SearchStep& step() const override { return m_step; }
        Result<Outcome> outcome(const Progress& progress) const override {
            return m_run.outcomeOf(m_step.candidate, m_step.answer, progress);
        }

    private:
        const SearchRun& m_run;
        const search::SearchStep& m_step;
    };

    Result<Outcome> outcomeOf(const search::Candidate& candidate, const search::Answer& answer, const Progress& progress) const {
        RF_TRY(const auto network, m_setup.networks->get(candidate, progress));
        Outcome outcome;
        outcome.floatModel = network->state.floatModel;
        outcome.quantized = network->state.model;
        outcome.exported = network->exported;
        outcome.placement = network->state.placement;
        outcome.measured = network->measured;
        RF_TRY(outcome.report, reportOf(m_setup.job, m_setup.resources, outcome));
        if (!network->state.triedEstimators.empty())
            outcome.report.rangeChoices = results::rangeChoices(outcome.placement, network->state.triedEstimators);
        RF_TRY(outcome.report.scores, scores(answer));
        RF_TRY(outcome.report.search, summary(candidate, progress));
        return outcome;
    }

    /// What a finished run has besides.
    Result<void> complete(Outcome& outcome, const Progress& progress) {
        const auto parts = progress.split({2, 1, 3});
        const Job& job = m_setup.job;
        if (job.project.errorSamples > 0 && !outcome.placement.quantizers.empty()) {
            m_listener.stageEntered(Stage::Compare);
            RF_TRY(outcome.report.errors, comparedLayers(job, m_setup.resources, outcome, parts[0]));
            RF_TRY_VOID(checkOnDevice(job, m_setup.resources, outcome, parts[1]));
        }
        if (m_setup.arithmetic() == engine::Arithmetic::Deployed) return {};
        // The search has seen the model otherwise than it will run.
        m_listener.stageEntered(Stage::Evaluate);
        const std::vector<results::Score> searched = std::move(outcome.report.scores);
        RF_TRY(outcome.report.scores,
               scoresOf(job, m_setup.resources, outcome.exported, m_setup.measure.metrics, *m_setup.testData, parts[2]));
        for (std::size_t i = 0; i < searched.size(); ++i) outcome.report.scores[i].limit = searched[i].limit;
        return {};
    }

    Result<search::AccuracyTargets> targets() const {
        const quantization::Habits& habits = quantization::habitsOf(m_setup.job.project.quantization);
        RF_TRY(search::AccuracyTargets targets, search::AccuracyTargets::create(m_control, m_setup.oracle().metrics(), habits));
        if (m_floatValues.empty())
            targets.useGiven();
        else
            targets.useMeasured(m_floatValues);
        RF_TRY_VOID(targets.check());
        return targets;
    }

    Result<std::vector<results::Score>> scores(const search::Answer& answer) const {
        RF_TRY(const search::AccuracyTargets targets, this->targets());
        const std::vector<double> drops = targets.drops(answer.values);
        const auto& metrics = m_setup.oracle().metrics();
        const data::SampleSource& data = *m_setup.testData;
        const bool byRecord = metrics::anyNeeds(m_setup.measure.metrics, metrics::Needs::Annotations);
        std::vector<results::Score> scores;
        for (std::size_t i = 0; i < answer.values.size(); ++i) {
            results::Score& score = scores.emplace_back();
            score.metric = metrics[i].name;
            score.value = answer.values[i];
            score.samples = byRecord ? data.records() : data.size() * data.batch();
            score.better = metrics[i].better;
            score.unit = metrics[i].unit;
            score.reference = m_floatValues.empty() ? answer.values[i] + targets.direction(i) * drops[i] : m_floatValues[i];
            if (!std::isfinite(*score.reference) && m_floatValues.empty()) score.reference.reset();
            if (std::isfinite(targets.limits()[i])) score.limit = targets.limits()[i];
        }
        return scores;
    }

    Result<results::SearchSummary> summary(const search::Candidate& candidate, const Progress& progress) const {
        results::SearchSummary summary;
        RF_TRY(const search::AccuracyTargets targets, this->targets());
        summary.record = {m_setup.oracle().metrics(), targets.limits(), m_targetMet, m_stoppedBy, m_steps};
        for (double& limit : summary.record.limits)
            if (std::isinf(limit)) limit = std::nan("");
        const bool isExact = m_setup.arithmetic() == engine::Arithmetic::Exact;
        summary.arithmetic = config::word(isExact ? search::CandidateArithmetic::Exact : search::CandidateArithmetic::Deployed);
        summary.instructionSet = m_setup.resources.engine->info().instructionSet;
        summary.measure = m_setup.measure.reason;
        const search::Candidate base{candidate.settings};
        RF_TRY(const auto whole, m_setup.networks->get(base, progress));
        RF_TRY(const auto changed, m_setup.networks->get(candidate, progress));
        const auto before = quantization::quantizedLayers(whole->state), after = quantization::quantizedLayers(changed->state);
        std::ranges::set_difference(before, after, std::back_inserter(summary.layersInFloat));
        return summary;
    }

    SearchSetup& m_setup;
    search::AccuracyControl m_control;
    std::shared_ptr<storage::Store> m_store;  ///< may be null
    Listener& m_listener;
    std::vector<double> m_floatValues;  ///< empty where the user gave them
    std::vector<search::SearchStep> m_steps;
    bool m_targetMet = false;
    std::string m_stoppedBy;
};

}  // namespace

Result<Outcome> optimizeBySearch(const Job& job, Listener& listener, const Progress& progress, std::vector<Measured> measured,
                                 RunKeeper* keeper) {
    RF_TRY_VOID(config::checkRunnable(job.project));
    const auto parts = progress.split({4, 96});
    RF_TRY(const auto setup, SearchSetup::open(job, listener, measured, keeper, parts[0]));
    if (setup->plan.nothingToQuantize()) {
        Job plain = job;
        plain.project.accuracyControl.reset();
        plain.project.tuning.reset();
        plain.project.search.reset();
        plain.project.quantization = firstSettings(std::move(plain.project.quantization));
        return optimize(plain, listener, parts[1], std::move(measured), keeper);
    }
    // The search goes on from the answers in the store; a state of one of its networks is of no use.
    if (keeper) RF_TRY_VOID(keeper->begun(setup->plan, setup->resources, parts[0]));
    if (config::choosesSettings(job.project)) {
        search::AccuracyControl none;  // nothing is ruled out
        none.maximalDrop = HUGE_VAL;
        return SearchRun(*setup, std::move(none), keeper ? keeper->store() : nullptr, listener).run(parts[1]);
    }
    const search::AccuracyControl limits = job.project.tuning ? limitsOf(*job.project.search) : *job.project.accuracyControl;
    RF_TRY(search::AccuracyControl control, withMetricNames(limits, setup->measure.metrics));
    return SearchRun(*setup, std::move(control), keeper ? keeper->store() : nullptr, listener).run(parts[1]);
}

Error shortfall(const results::Report& report) {
    RF_ASSERT(report.search);
    const auto beyond = [](const results::Score& score) { return !score.isWithinLimit(); };
    const auto worst = std::ranges::find_if(report.scores, beyond);
    if (worst == report.scores.end())
        return fail(ErrorCode::Unsupported, RF_TEXT("core", "the limit was not reached; the model nearest to it is the result"));
    if (!worst->reference || std::isinf(*worst->reference))
        return fail(ErrorCode::Unsupported, RF_TEXT("core", "the limit was not reached: %1 is %2 at best, and %3 is the least allowed"),
                    worst->metric, metrics::formatted(worst->value, worst->unit), metrics::formatted(*worst->limit, worst->unit));
    return fail(ErrorCode::Unsupported,
                RF_TEXT("core", "the limit was not reached: the nearest model loses %1 of %2 (float %3, now %4), and %5 is allowed"),
                metrics::formatted(worst->loss(), worst->unit), worst->metric, metrics::formatted(*worst->reference, worst->unit),
                metrics::formatted(worst->value, worst->unit), metrics::formatted(*worst->limit, worst->unit));
}

}  // namespace rf::pipeline
