// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/preset_hint.h"

#include <cmath>

#include "core/pipeline/candidate_networks.h"
#include "core/pipeline/run_report.h"
#include "core/pipeline/search_oracle.h"
#include "core/pipeline/setting_variations.h"
#include "core/quantization/range_estimator.h"

namespace rf::pipeline {

namespace {

constexpr const char* kDistance = "nmse";

double lossOf(const search::MetricInfo& metric, double value) { return metric.better == metrics::Better::Higher ? -value : value; }

/// What the first metric gains that tells the two apart; the distance to the float model where none does.
results::PresetHint hintOf(const search::Answer& performance, const search::Answer& mixed, const std::vector<search::MetricInfo>& metrics) {
    results::PresetHint hint;
    for (std::size_t i = 0; i < metrics.size(); ++i) {
        const double less = lossOf(metrics[i], performance.values[i]) - lossOf(metrics[i], mixed.values[i]);
        hint = {metrics[i].name, less, metrics[i].unit, 0};
        if (less > 0.0 && metrics[i].name != kDistance) return hint;
    }
    hint.gain = 10.0 * std::log10(performance.values.back() / mixed.values.back());
    return hint;
}

}  // namespace

Result<std::optional<results::PresetHint>> presetHint(const Job& job, const Resources& resources, const Outcome& outcome,
                                                      const Progress& progress) {
    const std::optional<results::PresetHint> none;
    if (job.project.quantization.preset != quantization::Preset::Performance) return none;
    const quantization::Settings performance = quantization::withChosenNamed(job.project.quantization, outcome.placement);
    if (quantization::choosesAutomatically(performance)) return none;
    quantization::Settings mixed = performance;
    mixed.preset = quantization::Preset::Mixed;
    const auto parts = progress.split({1, 1, 1, 4, 4});
    RF_TRY(const Plan one, plan(job.model, performance, parts[0]));
    RF_TRY(const Plan other, plan(job.model, mixed, parts[1]));
    if (!placesOtherwise(one, other)) return none;

    Listener nobody;
    CandidateNetworks networks(job.model, resources, nobody, outcome.measured);
    RF_TRY(auto data, openTestData(job, resources, parts[2]));
    std::vector<metrics::MetricSpec> specs = job.project.metrics;
    specs.push_back({kDistance, {}, {}});
    RF_TRY(const auto oracle, NetworkOracle::create(job.model, networks, resources, {std::move(data), specs},
                                                    {engine::Arithmetic::Deployed, job.permission, {}}));
    search::Question question;
    question.samples = search::comparedSamples(oracle->samples(), job.project.errorSamples);
    question.perSample = true;
    question.candidate.settings = performance;
    RF_TRY(const search::Answer before, oracle->ask(question, parts[3]));
    question.candidate.settings = mixed;
    RF_TRY(const search::Answer after, oracle->ask(question, parts[4]));
    if (!search::isClearlyBetter(after, before, oracle->metrics())) return none;
    results::PresetHint hint = hintOf(before, after, oracle->metrics());
    hint.samples = std::ssize(*question.samples);
    return std::optional(hint);
}

}  // namespace rf::pipeline
