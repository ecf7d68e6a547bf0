// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/objective.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

namespace rf::search {
namespace {

const MetricInfo kAccuracy = {"accuracy@1"};

Search onePercent() {
    Search search;
    search.accuracyLoss = 1;
    search.latencyReduction = 1.5;
    return search;
}

// The reference loses 2 % and is twice as fast: both terms span 10 between it and the float model.
const TrialMeasures kReference = {0.02, 2, 1};

TEST(Objective, ScalesBothTermsByTheReference) {
    const Objective objective(onePercent(), kReference);
    // Accuracy: 10 / (e^0.02 - 1) * (e^0.02 - 1) = 10. Latency: that of the reference is the least, 0. Too much is lost: 80.
    EXPECT_NEAR(objective.loss(kReference), 10 + 0 + 80, 1e-9);
    // The float model: L(1) - L(2) = 8 ln 2, which is 10 after scaling; within the loss, too slow: 40.
    EXPECT_NEAR(objective.loss({0, 1, 0}), 0 + 10 + 40, 1e-9);
    // Within both: 10 * (8 ln 2 - 8 ln 1.6) / (8 ln 2) = 10 * ln 1.25 / ln 2 = 3.219.
    EXPECT_NEAR(objective.loss({0.01, 1.6, 1}), 10 * std::log(1.25) / std::log(2.0), 1e-9);
    // Faster than the reference: less than 0, 10 * ln(2 / 4) / ln 2 = -10.
    EXPECT_NEAR(objective.loss({0.01, 4, 1}), -10, 1e-9);
}

TEST(Objective, LooksAtAccuracyWhereNothingElseHasAWeight) {
    Search search = onePercent();
    search.latencyWeight = 0;
    const Objective objective(search, kReference);
    // (e^0.01 - 1) / (e^0.02 - 1) = 1 / (e^0.01 + 1).
    EXPECT_NEAR(objective.loss({0.01, 2, 1}), 10 / (std::exp(0.01) + 1), 1e-9);
}

TEST(Objective, RewardsQuantizedLayers) {
    Search search = onePercent();
    search.latencyWeight = 0;
    search.quantizationRatioWeight = 2;
    search.expectedQuantizationRatio = 0.75;
    const Objective objective(search, kReference);
    // 0.875 is half of the way from 0.75 to 1: -2 * 5 * tanh(3 * 0.125 / 0.25).
    EXPECT_NEAR(objective.loss({0.01, 2, 0.875}), -10 * std::tanh(1.5), 1e-9);
}

// A reference that loses nothing, or gains no time, has no scale; the targets take its place.
TEST(Objective, TakesTheTargetsWhereTheReferenceGivesNoScale) {
    const Objective objective(onePercent(), {0, 1, 1});
    // Accuracy at twice the accepted 1 %: 10 * (e^0.02 - 1) / (e^0.01 - 1) = 10 * (e^0.01 + 1); latency at its target 1.5: 0.
    EXPECT_NEAR(objective.loss({0.02, 1.5, 1}), 10 * (std::exp(0.01) + 1) + 80, 1e-9);
    Search nothing = onePercent();
    nothing.accuracyLoss = 0;
    nothing.latencyReduction = 1;
    EXPECT_TRUE(std::isfinite(Objective(nothing, {0, 1, 1}).loss({0.01, 1.1, 1})));
}

TEST(Objective, ComparesAsTheRuleForTheBestSays) {
    const Objective objective(onePercent(), kReference);
    EXPECT_TRUE(objective.isBetter({0.01, 1.2, 1}, {0.011, 9, 1}));   // meets the accuracy
    EXPECT_FALSE(objective.isBetter({0.011, 9, 1}, {0.01, 1.2, 1}));  // loses too much
    EXPECT_TRUE(objective.isBetter({0.01, 2.1, 1}, {0.0, 2, 1}));     // faster
    EXPECT_TRUE(objective.isBetter({0.0, 2, 1}, {0.01, 2, 1}));       // as fast, loses less
    EXPECT_FALSE(objective.isBetter({0.01, 2, 1}, {0.01, 2, 1}));     // the earlier one stays
    EXPECT_TRUE(objective.isBetter({0.02, 2, 1}, {0.03, 2, 1}));      // both lose too much: smaller loss
}

TEST(Objective, LooksAtTheUnitOfAMetric) {
    EXPECT_NEAR(accuracyLoss(kAccuracy, 0.8, 0.76), 0.05, 1e-12);
    EXPECT_NEAR(accuracyLoss({"error", metrics::Better::Lower}, 0.2, 0.25), 0.25, 1e-12);
    EXPECT_NEAR(accuracyLoss({"nmse", metrics::Better::Lower}, 0, 0.03), 0.03, 1e-12);  // a share of nothing
    const MetricInfo sqnr{"sqnr", metrics::Better::Higher, metrics::Unit::Decibel};
    EXPECT_NEAR(accuracyLoss(sqnr, std::numeric_limits<double>::infinity(), 40), 0.01, 1e-12);  // 40 dB: noise of 1 %
}

}  // namespace
}  // namespace rf::search
