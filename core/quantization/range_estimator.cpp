// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/range_estimator.h"

#include <algorithm>

namespace rf::quantization {

using calibration::Aggregator;
using calibration::Granularity;
using calibration::Reduction;

namespace {

struct PresetEnd {
    Reduction reduction;
    Aggregator aggregator;
};

bool needsQuantile(Reduction reduction) { return reduction == Reduction::Quantile || reduction == Reduction::AbsQuantile; }

bool takesExtremes(EstimatorPreset preset) { return preset == EstimatorPreset::Max || preset == EstimatorPreset::LeastSquares; }

// The tables of section 4.4, and our presets. With symmetric ranges `min` only tells whether the tensor is ever negative.
PresetEnd presetMin(Group group, const Scheme& scheme, EstimatorPreset preset) {
    const bool symmetric = scheme.mode == Mode::Symmetric;
    const bool perTensor = scheme.granularity == Granularity::PerTensor;
    const bool quantile = preset == EstimatorPreset::Quantile && !symmetric;
    const bool mean = group != Group::Weights && !symmetric && perTensor && !takesExtremes(preset);
    return {quantile ? Reduction::Quantile : Reduction::Min, mean ? Aggregator::Mean : Aggregator::Min};
}

PresetEnd presetMax(const Scheme& scheme, EstimatorPreset preset) {
    const bool symmetric = scheme.mode == Mode::Symmetric;
    const bool quantile = preset == EstimatorPreset::Quantile;
    const bool mean = scheme.granularity == Granularity::PerTensor && !takesExtremes(preset);
    const Aggregator aggregator = mean ? Aggregator::Mean : Aggregator::Max;
    if (symmetric) return {quantile ? Reduction::AbsQuantile : Reduction::AbsMax, aggregator};
    return {quantile ? Reduction::Quantile : Reduction::Max, aggregator};
}

EstimatedEnd overlaid(const PresetEnd& preset, const EstimatorEnd& overrides, Granularity granularity, bool isMin) {
    EstimatedEnd end;
    end.reduction = overrides.type.value_or(preset.reduction);
    end.aggregator = overrides.aggregator.value_or(preset.aggregator);
    end.granularity = overrides.granularity.value_or(granularity);
    if (needsQuantile(end.reduction)) {
        const double outliers = overrides.outlierProbability.value_or(kDefaultOutlierProbability);
        end.quantile = isMin ? outliers : 1.0 - outliers;
    }
    return end;
}

/// The estimator that the settings name for a quantizer.
const RangeEstimator& wanted(const Quantizer& quantizer, const Settings& settings) {
    if (quantizer.byUser && quantizer.byUser->estimator) return *quantizer.byUser->estimator;
    if (quantizer.byLayer) return *quantizer.byLayer;
    const TensorConstraint& own = quantizer.group == Group::Weights ? settings.weights : settings.activations;
    return own.rangeEstimator ? *own.rangeEstimator : settings.rangeEstimator;
}

/// Where nothing at all is named the choice is the program's too, except where POT's ranges are wanted.
bool isAutomatic(const RangeEstimator& estimator, Compatibility compatibility) {
    return estimator.preset == EstimatorPreset::Automatic || (estimator == RangeEstimator{} && compatibility != Compatibility::Pot);
}

}  // namespace

ResolvedEstimator resolveEstimator(Group group, const Scheme& scheme, const RangeEstimator& overrides) {
    const EstimatorPreset preset = overrides.preset.value_or(EstimatorPreset::Default);
    const bool symmetric = scheme.mode == Mode::Symmetric;
    ResolvedEstimator estimator;
    estimator.max = overlaid(presetMax(scheme, preset), overrides.max, scheme.granularity, false);
    estimator.clipLow = overrides.min.clippingValue;
    estimator.clipHigh = overrides.max.clippingValue;
    if (group == Group::Weights && symmetric) return estimator;
    const Granularity granularity = symmetric ? Granularity::PerTensor : scheme.granularity;
    estimator.min = overlaid(presetMin(group, scheme, preset), overrides.min, granularity, true);
    estimator.leastSquares = preset == EstimatorPreset::LeastSquares && group != Group::Weights &&
                             estimator.min->granularity == Granularity::PerTensor && estimator.max.granularity == Granularity::PerTensor;
    return estimator;
}

bool isChosenAutomatically(const Quantizer& quantizer, const Settings& settings) {
    const bool hasOwnRange = quantizer.byUser && quantizer.byUser->low;
    return quantizer.group != Group::Weights && quantizer.scheme.granularity == Granularity::PerTensor && !hasOwnRange &&
           isAutomatic(wanted(quantizer, settings), settings.compatibility);
}

bool choosesAutomatically(const Settings& settings) {
    const auto named = [&](const std::optional<RangeEstimator>& estimator) {
        return estimator && isAutomatic(*estimator, settings.compatibility);
    };
    return isAutomatic(settings.activations.rangeEstimator.value_or(settings.rangeEstimator), settings.compatibility) ||
           std::any_of(settings.layers.begin(), settings.layers.end(),
                       [&](const LayerChoice& layer) { return layer.activations && named(layer.activations->rangeEstimator); }) ||
           std::any_of(settings.overrides.begin(), settings.overrides.end(),
                       [&](const RangeOverride& one) { return named(one.estimator); });
}

Settings withoutChoice(Settings settings) {
    RangeEstimator& named = settings.activations.rangeEstimator ? *settings.activations.rangeEstimator : settings.rangeEstimator;
    if (named == RangeEstimator{}) named.preset = EstimatorPreset::Default;
    return settings;
}

Settings withChosenNamed(Settings settings, const Placement& placement) {
    if (!choosesAutomatically(settings) || !placement.bodies.empty()) return settings;
    for (const Quantizer& quantizer : placement.quantizers) {
        if (!quantizer.chosen) continue;
        RangeOverride named;
        named.quantizer = quantizer.name;
        named.estimator.emplace().preset = quantizer.chosen;
        settings.overrides.push_back(std::move(named));
    }
    settings = withoutChoice(std::move(settings));
    RangeEstimator& all = settings.activations.rangeEstimator ? *settings.activations.rangeEstimator : settings.rangeEstimator;
    if (all.preset == EstimatorPreset::Automatic) all.preset = EstimatorPreset::Default;
    return settings;
}

ResolvedEstimator resolveEstimator(const Quantizer& quantizer, const Settings& settings) {
    Scheme scheme = quantizer.scheme;
    scheme.mode = quantizer.estimatorMode;
    RangeEstimator estimator = wanted(quantizer, settings);
    if (isAutomatic(estimator, settings.compatibility)) estimator.preset = quantizer.chosen;
    return resolveEstimator(quantizer.group, scheme, estimator);
}

std::vector<calibration::StatisticRequest> requestsFor(const ResolvedEstimator& estimator, const calibration::TensorName& tensor,
                                                       int channelAxis) {
    std::vector<calibration::StatisticRequest> requests;
    if (estimator.min) requests.push_back(requestFor(*estimator.min, tensor, channelAxis));
    requests.push_back(requestFor(estimator.max, tensor, channelAxis));
    if (estimator.leastSquares) requests.push_back(distributionRequest(tensor));
    return requests;
}

calibration::StatisticRequest requestFor(const EstimatedEnd& end, const calibration::TensorName& tensor, int channelAxis) {
    calibration::StatisticRequest request;
    request.tensor = tensor;
    request.reduction = end.reduction;
    request.granularity = end.granularity;
    if (end.granularity == Granularity::PerChannel) request.channelAxis = channelAxis;
    request.quantile = end.quantile;
    return request;
}

calibration::StatisticRequest distributionRequest(const calibration::TensorName& tensor) { return {tensor, Reduction::Distribution}; }

}  // namespace rf::quantization
