// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/preset_hint.h"

#include <cmath>

#include "core/pipeline/evaluate.h"
#include "core/search/choose_settings.h"

namespace rf::pipeline {
namespace {

using quantization::Preset;

Job hintJob(Preset preset) {
    Job job;
    job.project.model = std::string(RF_DEMO_DIR) + "/glyphs.xml";
    job.project.data.sources = {{"", std::string(RF_DEMO_DIR) + "/calib-images.idx.gz", ""}};
    job.project.quantization.sampling.subsetSize = 12;
    job.project.quantization.preset = preset;
    job.project.quantization.rangeEstimator.preset = quantization::EstimatorPreset::Default;
    job.project.errorSamples = 32;
    job.model = load(job.project, Progress()).value();
    job.namesPreset = false;
    return job;
}

/// The squared distance of an outcome to the float model, sample by sample, on the samples that a hint looks at.
search::Answer distanceOf(const Job& job, const Outcome& outcome) {
    const Resources resources = open(job, Progress()).value();
    EvaluateOptions options;
    options.reference = &job.model;
    options.perSample = true;
    options.samples = search::comparedSamples(resources.samples->size(), 32);
    const metrics::MetricSpec nmse{"nmse", {}, {}};
    const Evaluation evaluation =
        evaluate(outcome.exported, *resources.samples, std::span(&nmse, 1), *resources.engine, options, Progress()).value();
    search::Answer answer;
    answer.values = {evaluation.value};
    answer.perSample.emplace_back();
    for (const SampleRow& row : evaluation.rows) answer.perSample[0].push_back(row.scores[0].value.value_or(NAN));
    return answer;
}

TEST(PresetHint, IsThereExactlyWhereMixedIsClearlyNearerAndSaysByHowMuch) {
    Listener nobody;
    const Job job = hintJob(Preset::Performance);
    const Outcome performance = optimize(job, nobody, Progress()).value(),
                  mixed = optimize(hintJob(Preset::Mixed), nobody, Progress()).value();
    const search::Answer before = distanceOf(job, performance), after = distanceOf(job, mixed);
    const bool isClear = search::isClearlyBetter(after, before, {{"nmse", metrics::Better::Lower}});
    ASSERT_EQ(performance.report.presetHint.has_value(), isClear) << before.values[0] << " and " << after.values[0];
    EXPECT_FALSE(mixed.report.presetHint) << "only performance is compared with it";
    if (!isClear) return;
    EXPECT_EQ(performance.report.presetHint->samples, 32);
    EXPECT_NEAR(performance.report.presetHint->gain, 10 * std::log10(before.values[0] / after.values[0]), 1e-9);
}

TEST(PresetHint, IsNotLookedForWhereThePresetIsNamed) {
    Listener nobody;
    Job job = hintJob(Preset::Performance);
    job.namesPreset = true;
    EXPECT_FALSE(optimize(job, nobody, Progress()).value().report.presetHint);
}

}  // namespace
}  // namespace rf::pipeline
