// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calibration/histogram.h"

#include <limits>
#include <numeric>
#include <random>

namespace rf::calibration {
namespace {

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

TEST(Histogram, IsEmptyAtFirst) {
    const Histogram histogram;
    EXPECT_EQ(histogram.total(), 0);
    EXPECT_EQ(histogram.min(), std::numeric_limits<float>::infinity());
    EXPECT_EQ(histogram.resampled(0, 1, 4), std::vector<double>(4));
    EXPECT_EQ(histogram.shareOutside(0, 1), 0.0);
}

TEST(Histogram, PutsPowersOfTwoWhereTheyBelong) {
    Histogram histogram;
    histogram.add(std::vector<float>{-2, -2, 0, 0, 0, 4});
    EXPECT_EQ(histogram.total(), 6);
    EXPECT_EQ(histogram.min(), -2);
    EXPECT_EQ(histogram.max(), 4);
    // Parts of 1: [−2, −1) … [3, 4]. −2 and 4 begin their bins; the bin of −2 ends at the smallest value seen.
    EXPECT_EQ(histogram.resampled(-2, 4, 6), (std::vector<double>{2, 0, 3, 0, 0, 1}));
}

TEST(Histogram, LosesNothingInsideItsRange) {
    std::mt19937 random(1);
    std::normal_distribution<float> normal(1, 3);
    std::vector<float> values(100000);  // enough for the counting in several copies
    std::generate(values.begin(), values.end(), [&] { return normal(random); });
    Histogram histogram;
    histogram.add(values);
    EXPECT_NEAR(sum(histogram.resampled(histogram.min(), histogram.max(), 100)), 100000, 1e-6);
    EXPECT_DOUBLE_EQ(histogram.shareOutside(histogram.min(), histogram.max()), 0);
    // A bin is at most 1/16 of its value wide, so the median cut is right to that.
    EXPECT_NEAR(histogram.shareOutside(1, histogram.max()), 0.5, 0.02);
    EXPECT_NEAR(histogram.shareOutside(-5, 7), 0.0455, 0.005);  // two standard deviations
}

TEST(Histogram, IsTheSameInPartsAndInAnyOrder) {
    std::mt19937 random(2);
    std::normal_distribution<float> normal;
    std::vector<float> values(70000);
    std::generate(values.begin(), values.end(), [&] { return std::max(0.0f, normal(random)); });
    Histogram whole, left, right;
    whole.add(values);
    left.add(std::span(values).first(137));
    right.add(std::span(values).subspan(137));
    right.merge(left);
    EXPECT_EQ(right.total(), whole.total());
    EXPECT_EQ(right.min(), whole.min());
    EXPECT_EQ(right.max(), whole.max());
    EXPECT_EQ(right.resampled(0, whole.max(), 500), whole.resampled(0, whole.max(), 500));
}

TEST(Histogram, CountsWhatIsNotFiniteApart) {
    Histogram histogram;
    histogram.add(std::vector<float>{1, std::numeric_limits<float>::quiet_NaN(), 2, -std::numeric_limits<float>::infinity()});
    EXPECT_EQ(histogram.total(), 2);
    EXPECT_EQ(histogram.nonFinite(), 2);
    EXPECT_EQ(histogram.min(), 1);
    EXPECT_EQ(histogram.max(), 2);
}

TEST(Histogram, OneValueFallsIntoOnePart) {
    Histogram histogram;
    histogram.add(std::vector<float>(10, 0.3f));
    EXPECT_EQ(histogram.resampled(0, 1, 10), (std::vector<double>{0, 0, 0, 10, 0, 0, 0, 0, 0, 0}));
    EXPECT_DOUBLE_EQ(histogram.shareOutside(0.4, 1), 1);
}

}  // namespace
}  // namespace rf::calibration
