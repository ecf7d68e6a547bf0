// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calibration/order_statistics.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace rf::calibration {
namespace {

float quantile(const std::vector<float>& values, double q, bool ofMagnitudes = false) {
    return quantilesOf(values, std::vector{q}, ofMagnitudes).at(0);
}

// numpy.quantile([3, 1, 4, 2], q): position q·3 between sorted neighbours.
TEST(Quantiles, InterpolateLinearlyAsNumPyDoes) {
    const std::vector<float> values{3, 1, 4, 2};
    EXPECT_FLOAT_EQ(quantile(values, 0.0), 1);
    EXPECT_FLOAT_EQ(quantile(values, 0.25), 1.75f);
    EXPECT_FLOAT_EQ(quantile(values, 0.5), 2.5f);
    EXPECT_FLOAT_EQ(quantile(values, 0.9), 3.7f);
    EXPECT_FLOAT_EQ(quantile(values, 1.0), 4);
}

TEST(Quantiles, OfMagnitudesIgnoreTheSign) { EXPECT_FLOAT_EQ(quantile({-8, 1, -2, 4}, 0.5, true), 3); }

TEST(Quantiles, OfOneValueAreThatValue) {
    EXPECT_FLOAT_EQ(quantile({7}, 0.3), 7);
    EXPECT_FLOAT_EQ(quantile({-7}, 1.0, true), 7);
}

std::vector<float> bruteForce(std::vector<float> values, const std::vector<double>& quantiles, bool ofMagnitudes) {
    if (ofMagnitudes)
        for (float& value : values) value = std::fabs(value);
    std::sort(values.begin(), values.end());
    std::vector<float> result;
    for (const double q : quantiles) {
        const double position = q * static_cast<double>(values.size() - 1);
        const auto lower = static_cast<std::size_t>(std::floor(position));
        const double t = position - static_cast<double>(lower);
        const double a = values[lower], b = values[std::min(lower + 1, values.size() - 1)];
        result.push_back(static_cast<float>(a * (1 - t) + b * t));  // the formula of the specification
    }
    return result;
}

// Large enough for the radix selection.
class LargeQuantiles : public testing::TestWithParam<bool> {};
INSTANTIATE_TEST_SUITE_P(Magnitudes, LargeQuantiles, testing::Bool());

TEST_P(LargeQuantiles, EqualThoseOfTheSortedValues) {
    const std::vector<double> quantiles{0, 1e-4, 0.01, 0.25, 0.5, 0.75, 0.97, 0.9999, 1};
    std::mt19937 random(5);
    std::normal_distribution<float> normal(0.3f, 2.0f);
    for (const std::size_t size : {2048u, 5000u, 30001u}) {
        std::vector<float> values(size), rectified(size);
        std::generate(values.begin(), values.end(), [&] { return normal(random); });
        std::transform(values.begin(), values.end(), rectified.begin(), [](float v) { return std::max(v, 0.0f); });
        for (const auto& data : {values, rectified}) {
            const auto expected = bruteForce(data, quantiles, GetParam());
            const auto actual = quantilesOf(data, quantiles, GetParam());
            ASSERT_EQ(actual.size(), expected.size());
            for (std::size_t i = 0; i < expected.size(); ++i)
                EXPECT_FLOAT_EQ(actual[i], expected[i]) << size << " values, quantile " << quantiles[i];
        }
    }
}

TEST(Quantiles, SelectTheExactRankAmongManyValues) {
    std::vector<float> values(10001);
    std::iota(values.begin(), values.end(), -5000.0f);
    std::shuffle(values.begin(), values.end(), std::mt19937(3));
    EXPECT_EQ(quantilesOf(values, std::vector{0.0, 0.5, 0.1234, 1.0}, false), (std::vector<float>{-5000, 0, -3766, 5000}));
}

}  // namespace
}  // namespace rf::calibration
