// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/results/advice.h"

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

}  // namespace
}  // namespace rf::results
