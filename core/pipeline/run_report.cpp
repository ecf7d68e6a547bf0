// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/run_report.h"

#include <algorithm>

#include "core/base/version.h"
#include "core/data/sampler.h"
#include "core/export/model_export.h"
#include "core/metrics/registry.h"
#include "core/pipeline/deployed_check.h"
#include "core/pipeline/evaluate.h"
#include "core/pipeline/saturation_check.h"
#include "core/quantization/odd_tensors.h"

namespace rf::pipeline {

namespace {

std::vector<std::int64_t> errorSamples(const config::Project& project, const data::SampleSource& data) {
    auto samples = calibrationSamples(project, data);
    samples.resize(std::min(samples.size(), static_cast<std::size_t>(project.errorSamples)));
    return samples;
}

}  // namespace

std::vector<std::int64_t> calibrationSamples(const config::Project& project, const data::SampleSource& data) {
    const quantization::Sampling& sampling = project.quantization.sampling;
    return data::chooseSubset(data.size(), sampling.subsetSize, sampling.shuffleData, sampling.seed);
}

Result<results::Report> reportOf(const Job& job, const Resources& resources, const Outcome& outcome) {
    results::Report report;
    report.project = job.project;
    const engine::EngineInfo info = resources.engine->info();
    RF_TRY(std::string hash, exporting::modelHash(job.model));
    const auto samples = outcome.nothingToQuantize ? 0 : std::ssize(calibrationSamples(job.project, *resources.samples));
    report.provenance = {version(), info.name, info.version, std::move(hash), samples};
    report.quantizers = results::rangesOf(outcome.quantized, outcome.placement.quantizers);
    report.rules = outcome.placement.rules;
    report.leftInFloat = outcome.placement.leftInFloat;
    report.constantData = std::ranges::any_of(
        outcome.measured, [&](const Measured& measured) { return quantization::isDataConstant(outcome.floatModel, measured.statistics); });
    report.transformer = outcome.placement.transformer;
    report.fused = job.model.info().fused;
    return report;
}

Result<std::vector<analysis::LayerError>> comparedLayers(const Job& job, const Resources& resources, const Outcome& outcome,
                                                         const Progress& progress) {
    const analysis::LayerErrorOptions options{job.project.threads, errorSamples(job.project, *resources.samples), true};
    return analysis::layerErrors(outcome.floatModel, outcome.quantized, *resources.samples, *resources.engine, options, progress);
}

Result<void> checkOnDevice(const Job& job, const Resources& resources, Outcome& outcome, const Progress& progress) {
    const auto samples = errorSamples(job.project, *resources.samples);
    const auto parts = progress.split({1, 2});
    const engine::Engine& engine = *resources.engine;
    // An engine may refuse a network that it has made the statistics of, such as one whose weights are behind a FakeQuantize. The
    // result is as good as before; only this is not known of it.
    const auto keep = [&](auto& place, auto checked) -> Result<void> {
        if (checked)
            place = *std::move(checked);
        else if (checked.error().code() == ErrorCode::Cancelled)
            return checked.error();
        else
            outcome.report.deviceProblem = checked.error().message();
        return {};
    };
    RF_TRY_VOID(keep(outcome.report.saturation,
                     checkSaturation(outcome.exported, *resources.samples, samples, engine, job.project.threads, parts[0])));
    return keep(outcome.report.deployed,
                checkDeployed(outcome.floatModel, outcome.exported, *resources.samples, samples, engine, job.project.threads, parts[1]));
}

Result<std::shared_ptr<const data::SampleSource>> openTestData(const Job& job, const Resources& resources, const Progress& progress) {
    if (!job.project.testData) return resources.samples;
    return data::open(*job.project.testData, engine::inputsOf(job.model), {job.permission, progress.token()});
}

Result<std::vector<results::Score>> scoresOf(const Job& job, const Resources& resources, const graph::Graph& exported,
                                             std::span<const metrics::MetricSpec> specs, const data::SampleSource& data,
                                             const Progress& progress) {
    const auto parts = progress.split({1, 1});
    // The float model is held against itself where a metric asks for a reference: what "no loss" looks like.
    EvaluateOptions exact{job.project.threads, engine::Arithmetic::Exact,
                          metrics::anyNeeds(specs, metrics::Needs::Reference) ? &job.model : nullptr, job.permission};
    EvaluateOptions deployed = exact;
    deployed.arithmetic = engine::Arithmetic::Deployed;
    RF_TRY(const Evaluation reference, evaluate(job.model, data, specs, *resources.engine, exact, parts[0]));
    RF_TRY(Evaluation quantized, evaluate(exported, data, specs, *resources.engine, deployed, parts[1]));
    std::vector<results::Score> scores = std::move(quantized.scores);
    for (std::size_t i = 0; i < scores.size(); ++i) scores[i].reference = reference.scores[i].value;
    return scores;
}

}  // namespace rf::pipeline
