// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/results/advice.h"

#include <cmath>
#include <limits>

namespace rf::results {
namespace {

analysis::LayerError layer(const std::string& name, double signal, double noise) {
    analysis::LayerError error;
    error.layer = name;
    error.isolated.emplace();
    error.isolated->signal = signal;
    error.isolated->noise = noise;
    return error;
}

Report report(double reference, double quantized, std::vector<analysis::LayerError> errors) {
    Report report;
    report.scores.push_back({"accuracy@1", quantized, reference, 100});
    report.errors = std::move(errors);
    return report;
}

// Relative noise 0.03, 0.01 and 0.001 of 0.041 in all. Without the first sqrt(0.011 / 0.041) = 0.51797 of the loss of 0.06 is left,
// without the second sqrt(0.031 / 0.041) = 0.86954.
TEST(Advice, TakesTheNoiseOfOneLayerFromTheWhole) {
    const auto given = advice(report(0.96, 0.90, {layer("a", 100, 1), layer("b", 100, 3), layer("c", 1000, 1)}));
    ASSERT_EQ(given.size(), 2u) << "the third makes too little noise to be worth telling";
    EXPECT_EQ(given[0].layer, "b");
    EXPECT_NEAR(given[0].share, 0.03 / 0.041, 1e-12);
    EXPECT_NEAR(given[0].expected, 0.96 - 0.06 * 0.51797, 1e-6);
    EXPECT_EQ(given[1].layer, "a");
    EXPECT_NEAR(given[1].expected, 0.96 - 0.06 * 0.86954, 1e-6);
}

TEST(Advice, IsNotGivenWhereNothingIsLostOrMeasured) {
    const std::vector<analysis::LayerError> errors{layer("a", 1, 1)};
    EXPECT_TRUE(advice(report(0.96, 0.958, errors)).empty());
    EXPECT_TRUE(advice(report(0.96, 0.97, errors)).empty());
    EXPECT_TRUE(advice(report(0.96, 0.90, {})).empty());
    EXPECT_TRUE(advice(report(0.96, 0.90, {layer("a", 1, 0)})).empty());
    EXPECT_TRUE(advice(report(std::numeric_limits<double>::infinity(), 20, errors)).empty()) << "sqnr of the float model itself";
    EXPECT_TRUE(advice(report(0.96, 0.90, {layer("a", 0, 1)})).empty()) << "noise without any signal is no share";
    Report noScores = report(0.96, 0.90, errors);
    noScores.scores.clear();
    EXPECT_TRUE(advice(noScores).empty());
}

TEST(Advice, KnowsMetricsThatAreBetterWhenLower) {
    Report lower = report(1.0, 2.0, {layer("a", 1, 1)});
    lower.scores[0].better = metrics::Better::Lower;
    const auto given = advice(lower);
    ASSERT_EQ(given.size(), 1u);
    EXPECT_DOUBLE_EQ(given[0].expected, 1.0) << "all noise is gone";
}

// Relative noise 0.03 and 0.01 of 0.04: without the first a quarter is left, 10 log10 4 = 6.0206 dB less noise and half the loss.
TEST(Estimates, AreGivenForEveryLayerThatWasMeasured) {
    analysis::LayerError whole;  // has no quantizer of its own
    whole.layer = "whole";
    const auto given = estimates(report(0.96, 0.90, {layer("a", 100, 3), whole, layer("b", 100, 1)}));
    ASSERT_EQ(given.size(), 2u);
    EXPECT_EQ(given[0].layer, "a");
    EXPECT_DOUBLE_EQ(given[0].share, 0.75);
    EXPECT_NEAR(given[0].gain, 6.0206, 1e-4);
    EXPECT_NEAR(*given[0].expected, 0.93, 1e-12);
    EXPECT_NEAR(given[1].gain, 1.2494, 1e-4) << "10 log10(4 / 3)";
}

TEST(Estimates, NameNoScoreWhereNoneWasMeasuredOrNothingIsLost) {
    Report bare = report(0.96, 0.90, {layer("a", 100, 3), layer("b", 100, 1)});
    bare.scores.clear();
    ASSERT_EQ(estimates(bare).size(), 2u);
    EXPECT_FALSE(estimates(bare)[0].expected);
    EXPECT_FALSE(estimates(report(0.90, 0.96, {layer("a", 100, 3)}))[0].expected);
    EXPECT_TRUE(std::isinf(estimates(bare = report(1, 1, {layer("a", 100, 3)}))[0].gain)) << "all noise is its own";
    EXPECT_TRUE(estimates(report(0.96, 0.90, {})).empty());
}

}  // namespace
}  // namespace rf::results
