// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calibration/aggregate.h"

namespace rf::calibration {
namespace {

PerSample perTensor(std::vector<float> values) { return {static_cast<std::int64_t>(values.size()), 1, 1, std::move(values)}; }

double one(const std::vector<float>& values, Aggregator aggregator) {
    const auto result = aggregate(perTensor(values), aggregator);
    EXPECT_EQ(result.size(), 1u);
    return result.at(0);
}

TEST(Aggregate, ReducesOneChannel) {
    const std::vector<float> values{3, 1, 8, 2};
    EXPECT_DOUBLE_EQ(one(values, Aggregator::Mean), 3.5);
    EXPECT_DOUBLE_EQ(one(values, Aggregator::Max), 8);
    EXPECT_DOUBLE_EQ(one(values, Aggregator::Min), 1);
    EXPECT_DOUBLE_EQ(one(values, Aggregator::Median), 2.5);
    EXPECT_DOUBLE_EQ(one({3, 1, 8}, Aggregator::Median), 3);
}

TEST(Aggregate, TheMeanIsOverRowsThenSamplesAndKeepsChannelsApart) {
    // Two samples of two rows and two channels: channel 0 is 1, 3 | 5, 7 and channel 1 is 10, 20 | 30, 40.
    const PerSample values{2, 2, 2, {1, 10, 3, 20, 5, 30, 7, 40}};
    EXPECT_EQ(aggregate(values, Aggregator::Mean), (std::vector<double>{4, 25}));
    EXPECT_EQ(aggregate(values, Aggregator::Max), (std::vector<double>{7, 40}));
    EXPECT_EQ(aggregate(values, Aggregator::Median), (std::vector<double>{4, 25}));
}

TEST(Aggregate, NoOutliersDropsWhatIsBeyondTheFirstAndLastPercent) {
    // 0 … 100: the quantiles 0.01 and 0.99 are exactly 1 and 99, so 0 and 100 go; then −1000 and 1000 in their places.
    std::vector<float> values(101);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(i);
    EXPECT_DOUBLE_EQ(one(values, Aggregator::MeanNoOutliers), 50);
    values.front() = -1000;
    values.back() = 2000;
    EXPECT_DOUBLE_EQ(one(values, Aggregator::MeanNoOutliers), 50);
    EXPECT_DOUBLE_EQ(one(values, Aggregator::MedianNoOutliers), 50);
    EXPECT_DOUBLE_EQ(one(values, Aggregator::Mean), (50.0 * 99 + 1000) / 101);
}

TEST(Aggregate, NoOutliersKeepsEqualValues) {
    EXPECT_DOUBLE_EQ(one({0.1f, 0.1f, 0.1f}, Aggregator::MeanNoOutliers), static_cast<double>(0.1f));
    EXPECT_DOUBLE_EQ(one({0.1f}, Aggregator::MedianNoOutliers), static_cast<double>(0.1f));
}

// Half the median of the sums of all pairs (each pair once, no value with itself).
TEST(Aggregate, HodgesLehmannOfAnOddNumberOfPairs) {
    EXPECT_DOUBLE_EQ(one({1, 2, 4}, Aggregator::HodgesLehmann), 2.5);   // sums 3, 5, 6
    EXPECT_DOUBLE_EQ(one({-4, -1, 2}, Aggregator::HodgesLehmann), -1);  // sums −5, −2, 1
}

TEST(Aggregate, HodgesLehmannOfAnEvenNumberOfPairs) {
    EXPECT_DOUBLE_EQ(one({10, 1, 2, 4}, Aggregator::HodgesLehmann), 0.5 * (6 + 11) / 2);  // sums 3, 5, 6, 11, 12, 14
    EXPECT_DOUBLE_EQ(one({5, 5, 5, 5}, Aggregator::HodgesLehmann), 5);
}

TEST(Aggregate, HodgesLehmannEqualsTheSortedListOfSums) {
    std::vector<float> values;
    for (int i = 0; i < 61; ++i) values.push_back(static_cast<float>((i * 37) % 61 - 20) * 0.37f);
    std::vector<double> sums;
    for (std::size_t i = 0; i < values.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) sums.push_back(static_cast<double>(values[i]) + values[j]);
    std::sort(sums.begin(), sums.end());  // 1830 sums
    EXPECT_DOUBLE_EQ(one(values, Aggregator::HodgesLehmann), 0.5 * (sums[914] + sums[915]) / 2);
}

TEST(Aggregate, OneSampleStandsForItselfInEveryAggregator) {
    for (const Aggregator a : {Aggregator::Mean, Aggregator::Max, Aggregator::Min, Aggregator::Median, Aggregator::MeanNoOutliers,
                               Aggregator::MedianNoOutliers, Aggregator::HodgesLehmann})
        EXPECT_DOUBLE_EQ(one({-2.5f}, a), -2.5);
}

}  // namespace
}  // namespace rf::calibration
