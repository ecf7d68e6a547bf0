// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/optimize.h"

#include <numeric>

#include "core/base/version.h"
#include "core/config/config.h"
#include "core/data/sampler.h"
#include "core/engine/registry/engine_registry.h"
#include "core/engine/registry/model_import.h"
#include "core/export/model_export.h"
#include "core/ir/ir.h"
#include "core/metrics/registry.h"
#include "core/pipeline/evaluate.h"
#include "core/pipeline/recognise.h"
#include "core/quantization/prepare.h"
#include "core/quantization/stored_precision.h"
#include "core/quantization/weight_compression.h"

namespace rf::pipeline {

namespace {

/// The values that stay the same from the first stage to the last.
struct Run {
    const Job& job;
    Listener& listener;
    Plan plan;
    Resources resources;
    std::vector<std::int64_t> samples;

    const config::Project& project() const { return job.project; }
    const quantization::Settings& settings() const { return job.project.quantization; }
};

Result<Run> start(const Job& job, Listener& listener, const Progress& progress) {
    RF_TRY_VOID(config::checkRunnable(job.project));
    RF_TRY(Resources resources, open(job, progress));
    listener.stageEntered(Stage::Prepare);
    RF_TRY(Plan planned, plan(job.model, job.project.quantization, progress));
    const quantization::Sampling& sampling = job.project.quantization.sampling;
    auto samples = data::chooseSubset(resources.samples->size(), sampling.subsetSize, sampling.shuffleData, sampling.seed);
    return Run{job, listener, std::move(planned), std::move(resources), std::move(samples)};
}

// Every step is one pass over the data; the bar is shared out evenly between them.
Result<RunState> runSteps(const Run& run, RunState state, RunKeeper* keeper, const Progress& progress) {
    const auto parts = progress.equalParts(run.plan.steps.size());
    while (!isDone(run.plan, state)) {
        const Progress& part = parts[state.step];
        RF_TRY(state, runStep(run.plan, std::move(state), run.resources, run.listener, part));
        if (keeper) RF_TRY_VOID(keeper->stepDone(run.plan, state));
    }
    return state;
}

/// The state after the last step of the run.
Result<RunState> lastState(const Run& run, std::vector<Measured> measured, RunKeeper* keeper, const Progress& progress) {
    const auto parts = progress.split({1, 20});
    RunState state = begin(run.plan, std::move(measured));
    if (keeper) {
        RF_TRY(auto kept, keeper->begun(run.plan, run.resources, parts[0]));
        if (kept) state = *std::move(kept);
    }
    if (run.plan.nothingToQuantize()) return state;
    return runSteps(run, std::move(state), keeper, parts[1]);
}

std::vector<std::int64_t> firstOf(const std::vector<std::int64_t>& samples, std::int64_t count) {
    return {samples.begin(), samples.begin() + std::min<std::ptrdiff_t>(count, std::ssize(samples))};
}

Result<std::vector<results::Score>> scores(const Run& run, const Outcome& outcome, const Progress& progress) {
    const config::Project& project = run.project();
    const auto& specs = project.metrics;
    auto source = run.resources.samples;
    if (project.testData) {
        RF_TRY(source, data::open(*project.testData, engine::inputsOf(run.job.model), {run.job.permission, progress.token()}));
    }
    const auto parts = progress.split({1, 1});
    // The float model is held against itself where a metric asks for a reference: what "no loss" looks like.
    EvaluateOptions exact{project.threads, engine::Arithmetic::Exact,
                          metrics::anyNeeds(specs, metrics::Needs::Reference) ? &run.job.model : nullptr, run.job.permission};
    EvaluateOptions deployed = exact;
    deployed.arithmetic = engine::Arithmetic::Deployed;
    RF_TRY(const Evaluation reference, evaluate(run.job.model, *source, specs, *run.resources.engine, exact, parts[0]));
    RF_TRY(Evaluation quantized, evaluate(outcome.exported, *source, specs, *run.resources.engine, deployed, parts[1]));
    std::vector<results::Score> scores = std::move(quantized.scores);
    for (std::size_t i = 0; i < scores.size(); ++i) scores[i].reference = reference.scores[i].value;
    return scores;
}

Result<results::Report> startReport(const Run& run, const Outcome& outcome) {
    results::Report report;
    report.project = run.project();
    const engine::EngineInfo info = run.resources.engine->info();
    RF_TRY(std::string hash, exporting::modelHash(run.job.model));
    report.provenance = {version(), info.name, info.version, std::move(hash), outcome.nothingToQuantize ? 0 : std::ssize(run.samples)};
    report.quantizers = results::rangesOf(outcome.quantized, outcome.placement.quantizers);
    report.rules = outcome.placement.rules;
    report.transformer = outcome.placement.transformer;
    return report;
}

}  // namespace

Result<Resources> open(const Job& job, const Progress& progress) {
    RF_TRY(auto engine, engine::get(job.project.engine));
    RF_TRY(auto samples, data::open(job.project.data, engine::inputsOf(job.model), {job.permission, progress.token()}));
    return Resources{std::move(engine), std::move(samples), job.project.threads};
}

Result<Outcome> optimize(const Job& job, Listener& listener, const Progress& progress, std::vector<Measured> measured, RunKeeper* keeper) {
    const auto parts = progress.split({2, 60, 2, 20, 16});
    RF_TRY(Run run, start(job, listener, parts[0]));
    if (keeper) run.resources.memory = keeper->memory();
    Outcome outcome;
    outcome.nothingToQuantize = run.plan.nothingToQuantize();
    RF_TRY(RunState state, lastState(run, std::move(measured), keeper, parts[1]));
    outcome.floatModel = std::move(state.network.floatModel);
    outcome.quantized = std::move(state.network.model);
    outcome.placement = outcome.nothingToQuantize ? *run.plan.placement() : std::move(state.network.placement);
    std::vector<quantization::TriedEstimator> tried = std::move(state.network.triedEstimators);
    outcome.measured = std::move(state.measured);
    outcome.exported = outcome.nothingToQuantize ? job.model : outcome.quantized;
    if (quantization::habitsOf(run.settings()).storesHalfPrecision)
        outcome.exported = quantization::inStoredPrecision(outcome.exported, job.model);
    if (!run.settings().keepUncompressedWeights) { RF_TRY(outcome.exported, quantization::compressWeights(outcome.exported, parts[2])); }
    RF_TRY(outcome.report, startReport(run, outcome));
    if (!tried.empty()) outcome.report.rangeChoices = results::rangeChoices(outcome.placement, std::move(tried));

    if (job.project.errorSamples > 0 && !outcome.nothingToQuantize) {
        listener.stageEntered(Stage::Compare);
        const analysis::LayerErrorOptions options{job.project.threads, firstOf(run.samples, job.project.errorSamples), true};
        RF_TRY(outcome.report.errors, analysis::layerErrors(outcome.floatModel, outcome.quantized, *run.resources.samples,
                                                            *run.resources.engine, options, parts[3]));
    }
    if (!job.project.metrics.empty()) {
        listener.stageEntered(Stage::Evaluate);
        RF_TRY(outcome.report.scores, scores(run, outcome, parts[4]));
    }
    RF_TRY_VOID(progress.advance(1, 1));
    return outcome;
}

Result<graph::Graph> load(const config::Project& project, const Progress& progress) {
    if (project.model.empty())
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "no model is named; choose one (.xml, .onnx, .tflite, .pb, .pdmodel)"));
    RF_TRY_VOID(expect(PathKind::Model, project.model));
    if (const auto file = frameworks::modelFile(project.model)) {
        if (!project.weights.empty())
            return fail(ErrorCode::InvalidArgument,
                        RF_TEXT("core", "%1: only an OpenVINO IR (.xml) takes weights of its own; leave out %2"), project.model,
                        project.weights);
        return engine::importModel(*file, progress);
    }
    return ir::read(project.model, project.weights, progress);
}

Result<void> save(const Outcome& outcome, const exporting::Target& target, const Progress& progress) {
    return exporting::exportModel(outcome.exported, outcome.report, target, progress);
}

Result<quantization::Placement> preview(const graph::Graph& model, const quantization::Settings& settings, const Progress& progress) {
    const auto halves = progress.split({1, 1});
    RF_TRY(const graph::Graph prepared, quantization::prepare(model, quantization::prepareOptions(settings), halves[0]));
    RF_TRY(const auto profile, quantization::hardwareProfile(settings.device));
    return quantization::place(prepared, profile, settings, halves[1]);
}

}  // namespace rf::pipeline
