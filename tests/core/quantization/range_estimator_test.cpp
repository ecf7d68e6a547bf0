// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/range_estimator.h"

#include <gtest/gtest.h>

namespace rf::quantization {
namespace {

using calibration::Aggregator;
using calibration::Granularity;
using calibration::Reduction;

Scheme scheme(Mode mode, Granularity granularity) {
    Scheme value;
    value.mode = mode;
    value.granularity = granularity;
    return value;
}

EstimatedEnd end(Reduction reduction, Aggregator aggregator, Granularity granularity, double quantile = 0.0) {
    return {reduction, aggregator, granularity, quantile};
}

constexpr auto kTensor = Granularity::PerTensor;
constexpr auto kChannel = Granularity::PerChannel;

// The table of section 4.4.
TEST(RangeEstimator, FollowsTheDefaultTableForActivations) {
    struct Row {
        Mode mode;
        Granularity granularity;
        EstimatedEnd min, max;
    };
    const std::vector<Row> table{
        {Mode::Symmetric, kTensor, end(Reduction::Min, Aggregator::Min, kTensor), end(Reduction::AbsMax, Aggregator::Mean, kTensor)},
        {Mode::Asymmetric, kTensor, end(Reduction::Min, Aggregator::Mean, kTensor), end(Reduction::Max, Aggregator::Mean, kTensor)},
        {Mode::Symmetric, kChannel, end(Reduction::Min, Aggregator::Min, kTensor), end(Reduction::AbsMax, Aggregator::Max, kChannel)},
        {Mode::Asymmetric, kChannel, end(Reduction::Min, Aggregator::Min, kChannel), end(Reduction::Max, Aggregator::Max, kChannel)},
    };
    for (const Row& row : table) {
        const ResolvedEstimator estimator = resolveEstimator(Group::Activations, scheme(row.mode, row.granularity), {});
        EXPECT_EQ(estimator.min, row.min);
        EXPECT_EQ(estimator.max, row.max);
    }
}

// Named is what says anything: a preset, or one end.
TEST(RangeEstimator, IsChosenForActivationsWhereNothingIsNamed) {
    Quantizer activations, weights;
    activations.group = Group::Activations;
    weights.group = Group::Weights;
    activations.scheme.granularity = weights.scheme.granularity = kTensor;
    Settings settings;
    EXPECT_TRUE(isChosenAutomatically(activations, settings));
    EXPECT_FALSE(isChosenAutomatically(weights, settings));
    EXPECT_FALSE(isChosenAutomatically(activations, withoutChoice(settings)));
    settings.compatibility = Compatibility::Pot;
    EXPECT_FALSE(isChosenAutomatically(activations, settings));
    settings.compatibility = Compatibility::Default;
    settings.rangeEstimator.max.clippingValue = 6;
    EXPECT_FALSE(isChosenAutomatically(activations, settings));
    settings.activations.rangeEstimator.emplace();
    EXPECT_TRUE(isChosenAutomatically(activations, settings)) << "the section of activations says nothing";
    EXPECT_FALSE(isChosenAutomatically(activations, withoutChoice(settings)));
}

TEST(RangeEstimator, NeedsOnlyTheMagnitudeOfSymmetricWeights) {
    const ResolvedEstimator estimator = resolveEstimator(Group::Weights, scheme(Mode::Symmetric, kChannel), {});
    EXPECT_FALSE(estimator.min.has_value());
    EXPECT_EQ(estimator.max.reduction, Reduction::AbsMax);
    EXPECT_EQ(estimator.max.granularity, kChannel);
}

TEST(RangeEstimator, FollowsTheQuantileTable) {
    RangeEstimator quantile;
    quantile.preset = EstimatorPreset::Quantile;
    const ResolvedEstimator asymmetric = resolveEstimator(Group::Activations, scheme(Mode::Asymmetric, kTensor), quantile);
    EXPECT_EQ(asymmetric.min, end(Reduction::Quantile, Aggregator::Mean, kTensor, 1e-4));
    EXPECT_EQ(asymmetric.max, end(Reduction::Quantile, Aggregator::Mean, kTensor, 1.0 - 1e-4));
    const ResolvedEstimator symmetric = resolveEstimator(Group::Activations, scheme(Mode::Symmetric, kTensor), quantile);
    EXPECT_EQ(symmetric.min, end(Reduction::Min, Aggregator::Min, kTensor));
    EXPECT_EQ(symmetric.max, end(Reduction::AbsQuantile, Aggregator::Mean, kTensor, 1.0 - 1e-4));
    EXPECT_EQ(resolveEstimator(Group::Weights, scheme(Mode::Symmetric, kChannel), quantile).max.reduction, Reduction::AbsQuantile);
    EXPECT_EQ(resolveEstimator(Group::Weights, scheme(Mode::Asymmetric, kChannel), quantile).min->reduction, Reduction::Quantile);
}

TEST(RangeEstimator, TakesTheExtremesOfAllSamplesForMaxAndLeastSquares) {
    for (const auto preset : {EstimatorPreset::Max, EstimatorPreset::LeastSquares}) {
        RangeEstimator extremes;
        extremes.preset = preset;
        const ResolvedEstimator asymmetric = resolveEstimator(Group::Activations, scheme(Mode::Asymmetric, kTensor), extremes);
        EXPECT_EQ(asymmetric.min, end(Reduction::Min, Aggregator::Min, kTensor));
        EXPECT_EQ(asymmetric.max, end(Reduction::Max, Aggregator::Max, kTensor));
        EXPECT_EQ(asymmetric.leastSquares, preset == EstimatorPreset::LeastSquares);
        const ResolvedEstimator symmetric = resolveEstimator(Group::Activations, scheme(Mode::Symmetric, kTensor), extremes);
        EXPECT_EQ(symmetric.max, end(Reduction::AbsMax, Aggregator::Max, kTensor));
        EXPECT_FALSE(resolveEstimator(Group::Activations, scheme(Mode::Asymmetric, kChannel), extremes).leastSquares);
        EXPECT_EQ(resolveEstimator(Group::Weights, scheme(Mode::Symmetric, kChannel), extremes),
                  resolveEstimator(Group::Weights, scheme(Mode::Symmetric, kChannel), {}))
            << "weights keep their extremes";
    }
}

TEST(RangeEstimator, AsksForTheDistributionWhereLeastSquaresAreWanted) {
    RangeEstimator leastSquares;
    leastSquares.preset = EstimatorPreset::LeastSquares;
    const ResolvedEstimator estimator = resolveEstimator(Group::Activations, scheme(Mode::Asymmetric, kTensor), leastSquares);
    const calibration::TensorName tensor{"layer", 1};
    EXPECT_EQ(requestsFor(estimator, tensor, 1),
              (std::vector{requestFor(*estimator.min, tensor, 1), requestFor(estimator.max, tensor, 1), distributionRequest(tensor)}));
}

TEST(RangeEstimator, OverlaysKeyByKey) {
    RangeEstimator overrides;
    overrides.max.aggregator = Aggregator::Max;
    overrides.min.type = Reduction::Quantile;
    overrides.min.outlierProbability = 0.03;
    overrides.max.clippingValue = 6.0;
    const ResolvedEstimator estimator = resolveEstimator(Group::Activations, scheme(Mode::Asymmetric, kTensor), overrides);
    EXPECT_EQ(estimator.min, end(Reduction::Quantile, Aggregator::Mean, kTensor, 0.03));
    EXPECT_EQ(estimator.max, end(Reduction::Max, Aggregator::Max, kTensor));
    EXPECT_EQ(estimator.clipHigh, 6.0);
    EXPECT_FALSE(estimator.clipLow.has_value());
}

TEST(RangeEstimator, PrefersTheSettingsOfTheGroupToTheGlobalOnes) {
    Settings settings;
    settings.rangeEstimator.max.type = Reduction::Max;
    settings.weights.rangeEstimator = RangeEstimator{};
    Quantizer weights;
    weights.group = Group::Weights;
    weights.scheme = scheme(Mode::Symmetric, kChannel);
    Quantizer activations;
    activations.scheme = scheme(Mode::Symmetric, kTensor);
    EXPECT_EQ(resolveEstimator(weights, settings).max.reduction, Reduction::AbsMax);
    EXPECT_EQ(resolveEstimator(activations, settings).max.reduction, Reduction::Max);
}

// Spec 01, section 1.5: symmetric range, but measured as if it were asymmetric.
TEST(RangeEstimator, IsThatOfTheModeThatPlacementNames) {
    Quantizer forced;
    forced.scheme = scheme(Mode::Symmetric, kTensor);
    EXPECT_EQ(resolveEstimator(forced, {}).max.reduction, Reduction::AbsMax);
    forced.estimatorMode = Mode::Asymmetric;
    EXPECT_EQ(resolveEstimator(forced, {}).max, end(Reduction::Max, Aggregator::Mean, kTensor));
}

TEST(RangeEstimator, AsksForChannelsOnlyPerChannel) {
    const calibration::TensorName tensor{"layer", 1};
    EXPECT_EQ(requestFor(end(Reduction::Max, Aggregator::Max, kTensor), tensor, 2).channelAxis, 1);
    const calibration::StatisticRequest request = requestFor(end(Reduction::Quantile, Aggregator::Max, kChannel, 0.25), tensor, 2);
    EXPECT_EQ(request.channelAxis, 2);
    EXPECT_EQ(request.quantile, 0.25);
    EXPECT_EQ(request.tensor, tensor);
}

}  // namespace
}  // namespace rf::quantization
