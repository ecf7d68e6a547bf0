// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/run.h"

#include <algorithm>
#include <set>
#include <unordered_set>

#include "core/base/bytes.h"
#include "core/calibration/collect.h"
#include "core/config/config.h"
#include "core/quantization/odd_tensors.h"
#include "core/quantization/prepare.h"
#include "core/quantization/shared_pass.h"

namespace rf::pipeline {

namespace {

using calibration::Statistics;
using quantization::StepNeeds;

Fingerprint fingerprintOf(const graph::Graph& prepared, const quantization::Settings& settings) {
    config::Project project;
    project.quantization = settings;
    Fingerprint fingerprint = graph::fingerprint(prepared);
    fingerprint.second ^= checksum(config::write(project));
    return fingerprint;
}

/// What was measured of this network on all samples that are needed; among several that with the most of the answers.
std::optional<Statistics> known(const std::vector<Measured>& all, const StepNeeds& needs, const Fingerprint& network) {
    const Statistics* best = nullptr;
    std::ptrdiff_t most = 0;
    for (const Measured& measured : all) {
        const Statistics& statistics = measured.statistics;
        if (measured.network != network) continue;
        const std::unordered_set<std::int64_t> samples(statistics.samples().begin(), statistics.samples().end());
        if (!std::ranges::all_of(needs.samples, [&](std::int64_t sample) { return samples.contains(sample); })) continue;
        const auto answers = std::ranges::count_if(needs.requests, [&](const auto& request) { return statistics.answers(request); });
        if (answers > most) best = &statistics, most = answers;
    }
    return best ? std::optional(*best) : std::nullopt;
}

Result<Statistics> collect(const StepNeeds& needs, const Resources& resources, Listener& listener, const Progress& progress) {
    calibration::CollectOptions options{resources.threads, needs.samples, {}};
    if (listener.wantsHistograms())
        options.histogramGrew = [&](graph::Output tensor, std::shared_ptr<const calibration::Histogram> histogram) {
            listener.histogramGrew(tensor, std::move(histogram));
        };
    return calibration::collect(needs.graph, needs.requests, *resources.samples, *resources.engine, options, progress);
}

/// What the memory of the run knows of the network on the samples of the step.
Result<std::optional<Statistics>> remembered(const StepNeeds& needs, const Fingerprint& network, const Resources& resources,
                                             const Progress& progress) {
    if (!resources.memory) return std::optional<Statistics>();
    RF_TRY(auto statistics, resources.memory->find(network, resources, needs.samples, progress));
    if (!statistics) return std::optional<Statistics>();
    return known({{network, *std::move(statistics)}}, needs, network);
}

/// Makes sure that the state knows these answers for its next step.
Result<void> measure(const StepNeeds& needs, RunState& state, const Resources& resources, Listener& listener, const Progress& progress) {
    state.measured.resize(std::max(state.measured.size(), state.step + 1));
    if (needs.requests.empty()) return {};
    const Fingerprint network = graph::fingerprint(needs.graph);
    const auto parts = progress.split({1, 20});
    std::optional<Statistics> before = known(state.measured, needs, network);
    if (!before) { RF_TRY(before, remembered(needs, network, resources, parts[0])); }
    StepNeeds missing = needs;
    if (before) std::erase_if(missing.requests, [&](const auto& request) { return before->answers(request); });
    Measured& own = state.measured[state.step];
    own.network = network;
    if (missing.requests.empty()) {
        own.statistics = *std::move(before);
        return progress.advance(1, 1);
    }
    RF_TRY(own.statistics, collect(missing, resources, listener, parts[1]));
    if (before) own.statistics = calibration::together(before->of(own.statistics.samples()), own.statistics);
    return resources.memory ? resources.memory->keep(network, resources, own.statistics, parts[1]) : Result<void>();
}

/// Where the pass of the step before was one for both: what it measured, as answers for the network of this step.
Result<std::optional<Statistics>> fromPassBefore(const Plan& plan, const StepNeeds& needs, const RunState& state) {
    if (state.step == 0) return std::optional<Statistics>();
    const quantization::Step &before = plan.steps[state.step - 1], &step = plan.steps[state.step];
    RF_TRY(const auto shared, quantization::sharedNeeds(before, step, state.network, needs.available));
    if (!shared) return std::optional<Statistics>();
    const Statistics measured = state.measured[state.step - 1].statistics.of(needs.samples);
    RF_TRY(auto carried, quantization::carriedOver(before, state.network, measured, needs.requests));
    return std::optional(std::move(carried));
}

/// The distributions that were drawn of tensors before alignment changed them are drawn once more. What is measured with them is
/// not used, so that the result is that of a run which nobody watches.
Result<void> drawAgain(const Plan& plan, const StepNeeds& needs, const RunState& state, StepNeeds& missing) {
    const std::size_t before = state.step - 1;
    RF_TRY(const auto aligned, quantization::alignedTensors(plan.steps[before], state.network, state.measured[before].statistics));
    std::set<calibration::TensorName> tensors;
    for (const auto& request : needs.requests)
        if (aligned.contains(request.tensor)) tensors.insert(request.tensor);
    for (const auto& request : missing.requests) tensors.erase(request.tensor);
    for (const auto& tensor : tensors) missing.requests.push_back({tensor, calibration::Reduction::Max});
    return {};
}

/// Makes sure that the state knows what its next step needs, with as few passes over the data as possible.
Result<void> measureStep(const Plan& plan, const StepNeeds& needs, RunState& state, const Resources& resources, Listener& listener,
                         const Progress& progress) {
    if (state.step + 1 < plan.steps.size()) {
        const quantization::Step &step = plan.steps[state.step], &next = plan.steps[state.step + 1];
        RF_TRY(const auto shared, quantization::sharedNeeds(step, next, state.network, needs.available));
        if (shared) return measure(*shared, state, resources, listener, progress);
    }
    RF_TRY(const auto carried, fromPassBefore(plan, needs, state));
    if (!carried) return measure(needs, state, resources, listener, progress);
    StepNeeds missing = needs;
    std::erase_if(missing.requests, [&](const auto& request) { return carried->answers(request); });
    if (listener.wantsHistograms()) RF_TRY_VOID(drawAgain(plan, needs, state, missing));
    RF_TRY_VOID(measure(missing, state, resources, listener, progress));
    Measured& own = state.measured[state.step];
    own.network = graph::fingerprint(needs.graph);
    own.statistics = missing.requests.empty() ? *carried : calibration::together(*carried, own.statistics.of(needs.samples));
    return progress.advance(1, 1);
}

}  // namespace

Result<Plan> plan(const graph::Graph& model, const quantization::Settings& settings, const Progress& progress) {
    RF_TRY(const quantization::HardwareProfile profile, quantization::hardwareProfile(settings.device));
    Plan plan;
    plan.settings = settings;
    RF_TRY(plan.steps, quantization::plan(settings, profile));
    const auto halves = progress.split({1, 1});
    RF_TRY(const graph::Graph prepared, quantization::prepare(model, quantization::prepareOptions(settings), halves[0]));
    RF_TRY(plan.start, quantization::start(prepared, plan.steps, settings, profile, halves[1]));
    plan.fingerprint = fingerprintOf(prepared, settings);
    return plan;
}

std::vector<std::int64_t> samplesOf(const Plan& plan, std::int64_t available) {
    std::set<std::int64_t> all;
    for (const quantization::Step& step : plan.steps)
        for (const auto& algorithm : step.algorithms) {
            const auto samples = algorithm->samples(available);
            all.insert(samples.begin(), samples.end());
        }
    return {all.begin(), all.end()};
}

RunState begin(const Plan& plan, std::vector<Measured> measured) { return {0, plan.start, std::move(measured)}; }

bool isDone(const Plan& plan, const RunState& state) { return state.step >= plan.steps.size(); }

Result<RunState> runStep(const Plan& plan, RunState state, const Resources& resources, Listener& listener, const Progress& progress) {
    RF_ASSERT(!isDone(plan, state));
    const quantization::Step& step = plan.steps[state.step];
    const auto halves = progress.split({3, 1});
    if (state.step == 0) RF_TRY_VOID(quantization::checkConstants(plan.start.floatModel, Progress()));
    listener.stageEntered(Stage::Calibrate);
    RF_TRY(const StepNeeds needs, quantization::needsOf(step, state.network, resources.samples->size()));
    RF_TRY_VOID(measureStep(plan, needs, state, resources, listener, halves[0]));

    listener.stageEntered(Stage::Quantize);
    const auto collectTensors = [&](const calibration::TensorRequest& request, const Progress& part) {
        return calibration::collectTensors(request, *resources.samples, *resources.engine, resources.threads, part);
    };
    const Statistics& statistics = state.measured[state.step].statistics;
    RF_TRY(state.network, quantization::applyStep(step, needs, statistics, std::move(state.network), collectTensors, halves[1]));
    ++state.step;
    return state;
}

}  // namespace rf::pipeline
