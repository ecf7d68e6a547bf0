// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/optimize.h"

#include "core/config/config.h"
#include "core/engine/registry/engine_registry.h"
#include "core/engine/registry/model_import.h"
#include "core/export/model_export.h"
#include "core/ir/ir.h"
#include "core/pipeline/candidate_networks.h"
#include "core/pipeline/preset_hint.h"
#include "core/pipeline/recognise.h"
#include "core/pipeline/run_report.h"
#include "core/pipeline/search.h"
#include "core/pipeline/written_out.h"
#include "core/quantization/prepare.h"

namespace rf::pipeline {

namespace {

/// The values that stay the same from the first stage to the last.
struct Run {
    const Job& job;
    Listener& listener;
    Plan plan;
    Resources resources;

    const quantization::Settings& settings() const { return job.project.quantization; }
};

Result<Run> start(const Job& job, Listener& listener, const Progress& progress) {
    RF_TRY_VOID(config::checkRunnable(job.project));
    RF_TRY(Resources resources, open(job, progress));
    listener.stageEntered(Stage::Prepare);
    RF_TRY(Plan planned, plan(job.model, job.project.quantization, progress));
    return Run{job, listener, std::move(planned), std::move(resources)};
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

}  // namespace

Result<Resources> open(const Job& job, const Progress& progress) {
    RF_TRY(auto engine, engine::get(job.project.engine));
    RF_TRY(auto samples, data::open(job.project.data, engine::inputsOf(job.model), {job.permission, progress.token()}));
    return Resources{std::move(engine), std::move(samples), job.project.threads};
}

Result<Outcome> optimize(const Job& job, Listener& listener, const Progress& progress, std::vector<Measured> measured, RunKeeper* keeper) {
    if (config::searches(job.project)) return optimizeBySearch(job, listener, progress, std::move(measured), keeper);
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
    const graph::Graph& quantized = outcome.nothingToQuantize ? job.model : outcome.quantized;
    RF_TRY(outcome.exported, exportForm(quantized, job.model, run.settings(), parts[2]));
    RF_TRY(outcome.report, reportOf(job, run.resources, outcome));
    if (!tried.empty()) outcome.report.rangeChoices = results::rangeChoices(outcome.placement, std::move(tried));

    if (job.project.errorSamples > 0 && !outcome.nothingToQuantize) {
        listener.stageEntered(Stage::Compare);
        const auto steps = parts[3].split({2, 1, 2});
        RF_TRY(outcome.report.errors, comparedLayers(job, run.resources, outcome, steps[0]));
        RF_TRY_VOID(checkOnDevice(job, run.resources, outcome, steps[1]));
        if (!job.namesPreset) {
            auto hint = presetHint(job, run.resources, outcome, steps[2]);
            if (hint)
                outcome.report.presetHint = *std::move(hint);
            else if (hint.error().code() == ErrorCode::Cancelled)
                return hint.error();  // whatever else keeps the run from a hint does not keep it from its result
        }
    }
    if (!job.project.metrics.empty()) {
        listener.stageEntered(Stage::Evaluate);
        RF_TRY(const auto data, openTestData(job, run.resources, parts[4]));
        RF_TRY(outcome.report.scores, scoresOf(job, run.resources, outcome.exported, job.project.metrics, *data, parts[4]));
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
    const auto halves = progress.split({1, 1});
    RF_TRY(const graph::Graph model, ir::read(project.model, project.weights, halves[0]));
    if (!mayBeWrittenOut(model, project.quantization.compatibility)) return model;
    return engine::withFusedOperators(model, halves[1]);
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
