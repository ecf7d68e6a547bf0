// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/run.h"

#include <algorithm>
#include <unordered_set>

#include "core/base/bytes.h"
#include "core/calibration/collect.h"
#include "core/config/config.h"
#include "core/quantization/prepare.h"

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

bool answers(const Measured& measured, const StepNeeds& needs, const Fingerprint& network) {
    if (measured.network != network) return false;
    const Statistics& statistics = measured.statistics;
    const std::unordered_set<std::int64_t> samples(statistics.samples().begin(), statistics.samples().end());
    return std::all_of(needs.samples.begin(), needs.samples.end(), [&](std::int64_t sample) { return samples.contains(sample); }) &&
           std::all_of(needs.requests.begin(), needs.requests.end(), [&](const auto& request) { return statistics.find(request); });
}

Result<Statistics> collect(const StepNeeds& needs, const Resources& resources, Listener& listener, const Progress& progress) {
    calibration::CollectOptions options{resources.threads, needs.samples, {}};
    if (listener.wantsHistograms())
        options.histogramGrew = [&](graph::Output tensor, std::shared_ptr<const calibration::Histogram> histogram) {
            listener.histogramGrew(tensor, std::move(histogram));
        };
    return calibration::collect(needs.graph, needs.requests, *resources.samples, *resources.engine, options, progress);
}

/// What the memory of the run knows for the step.
Result<std::optional<Measured>> remembered(const StepNeeds& needs, const Fingerprint& network, const Resources& resources,
                                           const Progress& progress) {
    if (!resources.memory) return std::optional<Measured>();
    RF_TRY(auto statistics, resources.memory->find(network, resources, needs.samples, progress));
    if (!statistics) return std::optional<Measured>();
    Measured known{network, *std::move(statistics)};
    return answers(known, needs, network) ? std::optional(std::move(known)) : std::nullopt;
}

/// Makes sure that the state knows what the step needs.
Result<void> measure(const StepNeeds& needs, RunState& state, const Resources& resources, Listener& listener, const Progress& progress) {
    state.measured.resize(std::max(state.measured.size(), state.step + 1));
    if (needs.requests.empty()) return {};
    Measured& own = state.measured[state.step];
    const Fingerprint network = graph::fingerprint(needs.graph);
    if (answers(own, needs, network)) return progress.advance(1, 1);
    const auto parts = progress.split({1, 20});
    RF_TRY(auto known, remembered(needs, network, resources, parts[0]));
    if (known) {
        own = *std::move(known);
        return progress.advance(1, 1);
    }
    RF_TRY(own.statistics, collect(needs, resources, listener, parts[1]));
    own.network = network;
    return resources.memory ? resources.memory->keep(network, resources, own.statistics, parts[1]) : Result<void>();
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

RunState begin(const Plan& plan, std::vector<Measured> measured) { return {0, plan.start, std::move(measured)}; }

bool isDone(const Plan& plan, const RunState& state) { return state.step >= plan.steps.size(); }

Result<RunState> runStep(const Plan& plan, RunState state, const Resources& resources, Listener& listener, const Progress& progress) {
    RF_ASSERT(!isDone(plan, state));
    const quantization::Step& step = plan.steps[state.step];
    const auto halves = progress.split({3, 1});
    listener.stageEntered(Stage::Calibrate);
    RF_TRY(const StepNeeds needs, quantization::needsOf(step, state.network, resources.samples->size()));
    RF_TRY_VOID(measure(needs, state, resources, listener, halves[0]));

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
