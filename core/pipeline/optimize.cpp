// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/optimize.h"

#include <numeric>

#include "core/base/version.h"
#include "core/calibration/collect.h"
#include "core/config/config.h"
#include "core/data/sampler.h"
#include "core/engine/registry/engine_registry.h"
#include "core/export/model_export.h"
#include "core/ir/ir.h"
#include "core/metrics/registry.h"
#include "core/pipeline/evaluate.h"
#include "core/quantization/prepare.h"
#include "core/quantization/stored_precision.h"
#include "core/quantization/weight_compression.h"

namespace rf::pipeline {

namespace {

using quantization::State;

/// What stays the same from the first stage to the last.
struct Run {
    const Job& job;
    Listener& listener;
    std::vector<quantization::Step> steps;
    std::shared_ptr<const engine::Engine> engine;
    std::shared_ptr<const data::SampleSource> source;
    std::vector<std::int64_t> samples;

    const config::Project& project() const { return job.project; }
    const quantization::Settings& settings() const { return job.project.quantization; }
};

Result<Run> start(const Job& job, Listener& listener, const Progress& progress) {
    RF_TRY_VOID(config::checkRunnable(job.project));
    RF_TRY(auto steps, quantization::plan(job.project.quantization));
    RF_TRY(auto engine, engine::get(job.project.engine));
    RF_TRY(auto source, data::open(job.project.data, engine::inputsOf(job.model), {job.permission, progress.token()}));
    const quantization::Sampling& sampling = job.project.quantization.sampling;
    auto samples = data::chooseSubset(source->size(), sampling.subsetSize, sampling.shuffleData, sampling.seed);
    return Run{job, listener, std::move(steps), std::move(engine), std::move(source), std::move(samples)};
}

Result<calibration::Statistics> collect(const Run& run, const quantization::StepNeeds& needs, const Progress& progress) {
    if (needs.requests.empty()) return calibration::Statistics{};
    calibration::CollectOptions options{run.project().threads, needs.samples, {}};
    if (run.listener.wantsHistograms())
        options.histogramGrew = [&](graph::Output tensor, std::shared_ptr<const calibration::Histogram> histogram) {
            run.listener.histogramGrew(tensor, std::move(histogram));
        };
    return calibration::collect(needs.graph, needs.requests, *run.source, *run.engine, options, progress);
}

// Every step is one pass over the data; the bar is shared out evenly between them.
Result<State> runSteps(const Run& run, State state, calibration::Statistics& statistics, const Progress& progress) {
    const auto collectTensors = [&](const calibration::TensorRequest& request, const Progress& part) {
        return calibration::collectTensors(request, *run.source, *run.engine, run.project().threads, part);
    };
    const auto parts = progress.equalParts(run.steps.size());
    for (std::size_t i = 0; i < run.steps.size(); ++i) {
        const auto halves = parts[i].split({3, 1});
        run.listener.stageEntered(Stage::Calibrate);
        RF_TRY(const quantization::StepNeeds needs, quantization::needsOf(run.steps[i], state, run.source->size()));
        RF_TRY(statistics, collect(run, needs, halves[0]));
        run.listener.stageEntered(Stage::Quantize);
        RF_TRY(state, quantization::applyStep(run.steps[i], needs, statistics, std::move(state), collectTensors, halves[1]));
    }
    return state;
}

std::vector<std::int64_t> firstOf(const std::vector<std::int64_t>& samples, std::int64_t count) {
    return {samples.begin(), samples.begin() + std::min<std::ptrdiff_t>(count, std::ssize(samples))};
}

Result<std::vector<exporting::Score>> scores(const Run& run, const Outcome& outcome, const Progress& progress) {
    const config::Project& project = run.project();
    RF_TRY(const auto specs, metricsOf(project));
    auto source = run.source;
    if (project.testData) {
        RF_TRY(source, data::open(*project.testData, engine::inputsOf(run.job.model), {run.job.permission, progress.token()}));
    }
    const auto parts = progress.split({1, 1});
    // The float model is held against itself where a metric asks for a reference: what "no loss" looks like.
    EvaluateOptions exact{project.threads, engine::Arithmetic::Exact,
                          metrics::anyNeeds(specs, metrics::Needs::Reference) ? &run.job.model : nullptr, run.job.permission};
    EvaluateOptions deployed = exact;
    deployed.arithmetic = engine::Arithmetic::Deployed;
    RF_TRY(const Evaluation reference, evaluate(run.job.model, *source, specs, *run.engine, exact, parts[0]));
    RF_TRY(const Evaluation quantized, evaluate(outcome.exported, *source, specs, *run.engine, deployed, parts[1]));
    std::vector<exporting::Score> scores;
    for (std::size_t i = 0; i < specs.size(); ++i)
        scores.push_back({reference.values[i].name, reference.values[i].value, quantized.values[i].value, reference.samples, specs[i].limit,
                          reference.values[i].better, reference.values[i].unit});
    return scores;
}

Result<exporting::Report> startReport(const Run& run, const Outcome& outcome) {
    exporting::Report report;
    report.project = run.project();
    const engine::EngineInfo info = run.engine->info();
    RF_TRY(std::string hash, exporting::modelHash(run.job.model));
    report.provenance = {version(), info.name, info.version, std::move(hash), std::ssize(run.samples)};
    report.quantizers = exporting::rangesOf(outcome.quantized, outcome.placement.quantizers);
    report.rules = outcome.placement.rules;
    return report;
}

}  // namespace

Result<std::vector<metrics::MetricSpec>> metricsOf(const config::Project& project) {
    std::vector<metrics::MetricSpec> specs;
    if (!project.metric.empty()) { RF_TRY(specs.emplace_back(), metrics::parseSpec(project.metric)); }
    specs.insert(specs.end(), project.metrics.begin(), project.metrics.end());
    return specs;
}

Result<Outcome> optimize(const Job& job, Listener& listener, const Progress& progress) {
    RF_TRY(const Run run, start(job, listener, progress));
    const auto parts = progress.split({2, 60, 2, 20, 16});

    listener.stageEntered(Stage::Prepare);
    RF_TRY(const graph::Graph prepared, quantization::prepare(job.model, quantization::prepareOptions(run.settings()), parts[0]));
    if (quantization::quantizes(run.settings())) {
        RF_TRY(const auto profile, quantization::hardwareProfile(run.settings().device));
        RF_TRY(auto placement, quantization::place(prepared, profile, run.settings()));
        listener.placed(std::make_shared<const quantization::Placement>(std::move(placement)));
    }

    Outcome outcome;
    RF_TRY(State state, runSteps(run, State{prepared, prepared, {prepared, {}, {}, {}, {}}, {}, prepared}, outcome.statistics, parts[1]));
    outcome.floatModel = std::move(state.floatModel);
    outcome.quantized = std::move(state.model);
    outcome.placement = std::move(state.placement);
    outcome.exported = outcome.quantized;
    if (run.settings().compatibility == quantization::Compatibility::Pot)
        outcome.exported = quantization::inStoredPrecision(outcome.exported, job.model);
    if (!run.settings().keepUncompressedWeights) { RF_TRY(outcome.exported, quantization::compressWeights(outcome.exported, parts[2])); }
    RF_TRY(outcome.report, startReport(run, outcome));

    if (job.project.errorSamples > 0) {
        listener.stageEntered(Stage::Compare);
        const analysis::LayerErrorOptions options{job.project.threads, firstOf(run.samples, job.project.errorSamples), true};
        RF_TRY(outcome.report.errors,
               analysis::layerErrors(outcome.floatModel, outcome.quantized, *run.source, *run.engine, options, parts[3]));
    }
    if (!job.project.metric.empty() || !job.project.metrics.empty()) {
        listener.stageEntered(Stage::Evaluate);
        RF_TRY(outcome.report.scores, scores(run, outcome, parts[4]));
    }
    RF_TRY_VOID(progress.advance(1, 1));
    return outcome;
}

Result<graph::Graph> load(const config::Project& project, const Progress& progress) {
    if (project.model.empty()) return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "no model is named; choose an OpenVINO .xml file"));
    return ir::read(project.model, project.weights, progress);
}

Result<void> save(const Outcome& outcome, const std::filesystem::path& folder, const Progress& progress) {
    const config::Project& project = outcome.report.project;
    const std::string name = project.modelName.empty() ? project.model.stem().string() : project.modelName;
    return exporting::exportModel(outcome.exported, outcome.report, name.empty() ? "model" : name, folder, progress);
}

Result<quantization::Placement> preview(const graph::Graph& model, const quantization::Settings& settings, const Progress& progress) {
    RF_TRY(const graph::Graph prepared, quantization::prepare(model, quantization::prepareOptions(settings), progress));
    RF_TRY(const auto profile, quantization::hardwareProfile(settings.device));
    return quantization::place(prepared, profile, settings);
}

}  // namespace rf::pipeline
