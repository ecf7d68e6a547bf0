// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calibration/distribution.h"

#include <numeric>
#include <random>

namespace rf::calibration {
namespace {

PerSample answersOf(const std::vector<std::vector<float>>& samples) {
    PerSample answers{std::ssize(samples), 1, kDistributionSize, {}};
    for (const std::vector<float>& values : samples) {
        const std::vector<float> answer = distributionOf(values, extremes(values));
        answers.values.insert(answers.values.end(), answer.begin(), answer.end());
    }
    return answers;
}

// Eight bins an octave: 1.5 begins one that ends at 1.625. The bins of -2 and 4 end at the extremes.
TEST(Distribution, CountsValuesBetweenTheirLeadingBits) {
    EXPECT_EQ(mergedDistribution(answersOf({{4, 0, -2, 1.5f, -0.0f}})),
              (std::vector<Bin>{{-2, -2, 1}, {0, 0, 2}, {1.5, 1.625, 1}, {4, 4, 1}}));
}

TEST(Distribution, CountsAsZeroWhatIsTooSmallBesideTheLargest) {
    // Twelve octaves up to 4 … 8: 2^-9 is the first that has a bin.
    EXPECT_EQ(mergedDistribution(answersOf({{7, 0.001953125f, -0.0019f}})),
              (std::vector<Bin>{{0, 0, 1}, {0.001953125, 0.001953125 * 1.125, 1}, {7, 7, 1}}));
}

TEST(Distribution, AddsSamplesOfAnySize) {
    EXPECT_EQ(mergedDistribution(answersOf({{1, 1, 0}, {1024, 1}, {0.0009765625f}})),
              (std::vector<Bin>{{0, 0, 1}, {0.0009765625, 0.0009765625 * 1.125, 1}, {1, 1.125, 3}, {1024, 1024, 1}}));
}

TEST(Distribution, KnowsSamplesOfOneValueOnly) {
    EXPECT_EQ(mergedDistribution(answersOf({{0, 0}, {0}})), (std::vector<Bin>{{0, 0, 3}}));
    EXPECT_EQ(mergedDistribution(answersOf({{5, 5}})), (std::vector<Bin>{{5, 5, 2}}));
    EXPECT_EQ(mergedDistribution(answersOf({{-5}})), (std::vector<Bin>{{-5, -5, 1}}));
}

TEST(Distribution, ReachesToTheEndsOfFloatingPoint) {
    constexpr float kLargest = std::numeric_limits<float>::max(), kSmallest = std::numeric_limits<float>::denorm_min();
    const auto large = mergedDistribution(answersOf({{kLargest, -kLargest}}));
    ASSERT_EQ(large.size(), 2u);
    EXPECT_EQ(large[0].low, -kLargest);
    EXPECT_EQ(large[1].high, kLargest);
    // Next to nothing is no bin of its own; it must not get lost.
    const auto small = mergedDistribution(answersOf({{kSmallest, 0}}));
    EXPECT_EQ(std::accumulate(small.begin(), small.end(), 0.0, [](double sum, const Bin& bin) { return sum + bin.count; }), 2);
}

TEST(Distribution, LosesNoValueOfALargeTensor) {
    std::mt19937 random(1);
    std::normal_distribution<float> normal(1, 3);
    std::vector<float> values(100'001);
    std::generate(values.begin(), values.end(), [&] { return normal(random); });
    const auto bins = mergedDistribution(answersOf({values}));
    for (const Bin& bin : bins) {
        if (bin.low == bin.high) continue;
        const auto inside = std::count_if(values.begin(), values.end(), [&](float v) {
            return bin.low >= 0 ? v >= bin.low && v < bin.high : v > bin.low && v <= bin.high;
        });
        // The outermost bins are closed at both ends.
        EXPECT_NEAR(bin.count, static_cast<double>(inside), &bin == &bins.front() || &bin == &bins.back() ? 1 : 0) << bin.low;
    }
    EXPECT_EQ(std::accumulate(bins.begin(), bins.end(), 0.0, [](double sum, const Bin& bin) { return sum + bin.count; }), 100'001);
}

}  // namespace
}  // namespace rf::calibration
