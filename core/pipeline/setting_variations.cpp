// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/setting_variations.h"

#include <algorithm>

#include "core/quantization/range_estimator.h"

namespace rf::pipeline {

namespace {

using quantization::AlgorithmEntry;
using quantization::AlgorithmName;
using quantization::Settings;

search::Variation keepingRanges(std::string name, SearchSetup& setup, std::function<void(Settings&)> change) {
    return {std::move(name), [&setup, change = std::move(change)](const Settings& best, const Progress& progress) -> Result<Settings> {
                // What does not touch ranges need not choose them anew.
                RF_TRY(const auto network, setup.networks->get({best}, progress));
                Settings varied = quantization::withChosenNamed(best, network->state.placement);
                change(varied);
                return varied;
            }};
}

search::Variation changing(std::string name, std::function<void(Settings&)> change) {
    return {std::move(name), [change = std::move(change)](Settings best, const Progress&) -> Result<Settings> {
                change(best);
                return best;
            }};
}

/// DefaultQuantization of a network that is no transformer, without channel alignment.
std::vector<AlgorithmEntry> withoutAlignment(const Settings& settings) {
    const bool fast = settings.algorithms.front().biasCorrection.value_or(settings.biasCorrection).fast;
    std::vector<AlgorithmEntry> parts(2, settings.algorithms.front());
    parts[0].name = AlgorithmName::MinMaxQuantization;
    parts[1].name = fast ? AlgorithmName::FastBiasCorrection : AlgorithmName::BiasCorrection;
    return parts;
}

bool isWhole(const Settings& settings) {
    return settings.algorithms.size() == 1 && settings.algorithms.front().name == AlgorithmName::DefaultQuantization;
}

void makeExact(Settings& settings) {
    for (AlgorithmEntry& entry : settings.algorithms) {
        if (entry.name == AlgorithmName::FastBiasCorrection) entry.name = AlgorithmName::BiasCorrection;
        if (entry.biasCorrection) entry.biasCorrection->fast = false;
    }
    settings.biasCorrection.fast = false;
}

/// No bias may change at all.
void leaveBiases(Settings& settings) {
    settings.biasCorrection.threshold = 0.0;
    for (AlgorithmEntry& entry : settings.algorithms)
        if (entry.biasCorrection) entry.biasCorrection->threshold = 0.0;
}

}  // namespace

bool placesOtherwise(const Plan& one, const Plan& other) {
    const auto &a = one.placement()->quantizers, &b = other.placement()->quantizers;
    return !std::ranges::equal(a, b, [](const quantization::Quantizer& x, const quantization::Quantizer& y) {
        return x.name == y.name && x.scheme == y.scheme && x.levels == y.levels && x.unifyGroup == y.unifyGroup;
    });
}

Settings firstSettings(Settings settings) {
    settings.preset = quantization::Preset::Performance;
    return settings;
}

Result<std::vector<search::Variation>> settingVariations(SearchSetup& setup, const Progress& progress) {
    const graph::Graph& model = setup.job.model;
    const Settings first = firstSettings(setup.job.project.quantization);
    std::vector<search::Variation> variations;
    const auto parts = progress.split({1, 1, 1});
    RF_TRY(const Plan plain, plan(model, first, parts[0]));
    if (!plain.placement()) return variations;
    const auto tryPlacement = [&](const char* name, std::function<void(Settings&)> change, const Progress& part) -> Result<void> {
        Settings varied = first;
        change(varied);
        RF_TRY(const Plan other, plan(model, varied, part));
        if (placesOtherwise(plain, other)) variations.push_back(changing(name, std::move(change)));
        return {};
    };
    RF_TRY_VOID(tryPlacement(
        "mixed preset", [](Settings& s) { s.preset = quantization::Preset::Mixed; }, parts[1]));
    if (first.modelType == quantization::ModelType::Auto) {
        const bool isTransformer = plain.placement()->transformer.makeTransformer();
        const auto other = isTransformer ? quantization::ModelType::Any : quantization::ModelType::Transformer;
        RF_TRY_VOID(tryPlacement(
            isTransformer ? "no rules for transformers" : "rules for transformers", [other](Settings& s) { s.modelType = other; },
            parts[2]));
    }
    if (!isWhole(first) || setup.plan.start.expected->profile.narrowAccumulators) return variations;
    if (!plain.placement()->transformer.makeTransformer())
        variations.push_back(keepingRanges("no channel alignment", setup, [](Settings& s) { s.algorithms = withoutAlignment(s); }));
    else if (first.smoothQuant.use.value_or(true))
        variations.push_back(changing("no smoothing", [](Settings& s) { s.smoothQuant.use = false; }));
    if (first.biasCorrection.fast) variations.push_back(keepingRanges("exact bias correction", setup, makeExact));
    variations.push_back(keepingRanges("no bias correction", setup, leaveBiases));
    return variations;
}

}  // namespace rf::pipeline
