// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/median_interval.h"

#include <numeric>

namespace rf::pipeline {
namespace {

std::vector<double> upTo(int count) {
    std::vector<double> values(static_cast<std::size_t>(count));
    std::iota(values.rbegin(), values.rend(), 1.0);
    return values;
}

// Tables of the interval (Conover, Practical Nonparametric Statistics; any table of the sign test): of 20 values the 6th from both
// ends, with 1 - 2 · P(at most 5 of 20) = 1 - 2 · 21700 / 2^20.
TEST(MedianInterval, TakesTheOrderStatisticsOfTheTable) {
    const MedianInterval interval = medianInterval(upTo(20), 0.95);
    EXPECT_DOUBLE_EQ(interval.median, 10.5);
    EXPECT_EQ(interval.low, 6);
    EXPECT_EQ(interval.high, 15);
    EXPECT_NEAR(interval.confidence, 1 - 2 * 21700.0 / 1048576, 1e-9);
}

TEST(MedianInterval, ElevenValuesAreTheFewestThatAreSureEnough) {
    const MedianInterval interval = medianInterval(upTo(kFewestValues), kSureEnough);
    EXPECT_EQ(interval.low, 1);
    EXPECT_EQ(interval.high, 11);
    EXPECT_NEAR(interval.confidence, 1 - 2.0 / 2048, 1e-9);
    EXPECT_LT(medianInterval(upTo(kFewestValues - 1), kSureEnough).confidence, kSureEnough);
}

TEST(MedianInterval, TooFewValuesSaySo) {
    const MedianInterval interval = medianInterval({3, 1, 2}, 0.999);
    EXPECT_EQ(interval.median, 2);
    EXPECT_EQ(interval.low, 1);
    EXPECT_EQ(interval.high, 3);
    EXPECT_NEAR(interval.confidence, 0.75, 1e-9);  // 1 - 2 / 8
    EXPECT_EQ(medianInterval({7}, 0.999).confidence, 0);
}

TEST(MedianInterval, ManyValuesNeedNoMoreThanLogarithms) {
    const MedianInterval interval = medianInterval(upTo(10001), 0.999);
    EXPECT_EQ(interval.median, 5001);
    EXPECT_GE(interval.confidence, 0.999);
    // Normal approximation: 3.29 standard deviations of 50 on either side.
    EXPECT_NEAR(interval.low, 5001 - 164.5, 2);
    EXPECT_NEAR(interval.high, 5001 + 164.5, 2);
}

TEST(HalfInterquartileRange, IsHalfTheWayBetweenTheQuartiles) {
    EXPECT_DOUBLE_EQ(halfInterquartileRange({5, 1, 4, 2, 3}), 1);  // quartiles 2 and 4
    EXPECT_DOUBLE_EQ(halfInterquartileRange({2}), 0);
}

TEST(Comparison, NeedsTheWholeIntervalBeyondWhatIsNegligible) {
    EXPECT_EQ(comparisonOf({0.90, 0.85, 0.95, 0.9995}), Comparison::Faster);
    EXPECT_EQ(comparisonOf({1.10, 1.05, 1.15, 0.9995}), Comparison::Slower);
    EXPECT_EQ(comparisonOf({0.90, 0.80, 1.01, 0.9995}), Comparison::Equal) << "the interval holds 1";
    EXPECT_EQ(comparisonOf({0.985, 0.98, 0.99, 0.9995}), Comparison::Equal) << "a difference that means nothing";
    EXPECT_EQ(comparisonOf({0.50, 0.40, 0.60, 0.9375}), Comparison::Equal) << "too few values";
}

}  // namespace
}  // namespace rf::pipeline
