// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/tuning_estimators.h"

#include <algorithm>

#include "core/quantization/range_estimator.h"

namespace rf::search {

namespace {

using calibration::Aggregator;
using calibration::Reduction;
using quantization::EstimatedEnd;
using quantization::EstimatorEnd;
using quantization::EstimatorPreset;
using quantization::RangeEstimator;

bool isVaried(const Tuning& tuning, EstimatorScope scope) {
    return std::find(tuning.estimatorScope.begin(), tuning.estimatorScope.end(), scope) != tuning.estimatorScope.end();
}

bool isQuantile(Reduction reduction) { return reduction == Reduction::Quantile || reduction == Reduction::AbsQuantile; }

/// The borders to try at one end. `own`: what the user has said about it, `current`: what that comes to, `types`: those that make
/// sense there.
std::vector<EstimatorEnd> endVariants(const EstimatorEnd& own, const EstimatedEnd& current, std::vector<Reduction> types,
                                      bool hasAggregator, const Tuning& tuning) {
    if (!isVaried(tuning, EstimatorScope::Type)) types = {current.reduction};
    std::vector<Aggregator> aggregators = {current.aggregator};
    if (hasAggregator && isVaried(tuning, EstimatorScope::Aggregator))
        aggregators = {Aggregator::Mean,
                       Aggregator::Max,
                       Aggregator::Min,
                       Aggregator::Median,
                       Aggregator::MeanNoOutliers,
                       Aggregator::MedianNoOutliers,
                       Aggregator::HodgesLehmann};
    std::vector<EstimatorEnd> ends;
    for (const Reduction type : types) {
        std::vector<std::optional<double>> outliers = {std::nullopt};
        if (isQuantile(type)) outliers = {own.outlierProbability.value_or(quantization::kDefaultOutlierProbability)};
        if (isQuantile(type) && isVaried(tuning, EstimatorScope::OutlierProbability))
            outliers.assign(tuning.outlierProbabilities.begin(), tuning.outlierProbabilities.end());
        for (const std::optional<double>& outlier : outliers)
            for (const Aggregator aggregator : aggregators) {
                EstimatorEnd end = own;
                end.type = type;
                end.outlierProbability = outlier;
                if (hasAggregator) end.aggregator = aggregator;
                ends.push_back(end);
            }
    }
    return ends;
}

}  // namespace

std::vector<RangeEstimator> estimatorVariants(quantization::Group group, const quantization::Scheme& scheme, const RangeEstimator& current,
                                              const Tuning& tuning) {
    const auto resolved = quantization::resolveEstimator(group, scheme, current);
    const bool symmetric = scheme.mode == quantization::Mode::Symmetric, hasAggregator = group != quantization::Group::Weights;
    std::vector<RangeEstimator> candidates;
    if (isVaried(tuning, EstimatorScope::Preset))
        for (const auto preset : {EstimatorPreset::Default, EstimatorPreset::Quantile, EstimatorPreset::Max, EstimatorPreset::LeastSquares})
            candidates.push_back({preset, {}, {}});

    const auto upperTypes =
        symmetric ? std::vector{Reduction::AbsMax, Reduction::AbsQuantile} : std::vector{Reduction::Max, Reduction::Quantile};
    std::vector<EstimatorEnd> lower = {current.min};
    if (!symmetric) lower = endVariants(current.min, *resolved.min, {Reduction::Min, Reduction::Quantile}, hasAggregator, tuning);
    for (const EstimatorEnd& min : lower)
        for (const EstimatorEnd& max : endVariants(current.max, resolved.max, upperTypes, hasAggregator, tuning))
            candidates.push_back({std::nullopt, min, max});

    std::vector<RangeEstimator> variants;
    std::vector<quantization::ResolvedEstimator> seen = {resolved};
    for (RangeEstimator& candidate : candidates) {
        const auto same = quantization::resolveEstimator(group, scheme, candidate);
        if (std::find(seen.begin(), seen.end(), same) != seen.end()) continue;
        seen.push_back(same);
        variants.push_back(std::move(candidate));
    }
    return variants;
}

}  // namespace rf::search
