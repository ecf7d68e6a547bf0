// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calibration/statistics.h"

namespace rf::calibration {
namespace {

constexpr graph::Output kTensor{graph::NodeId(7), 0};
const StatisticRequest kMeans{kTensor, Reduction::Mean, Granularity::PerChannel, 1, 0.0};
const StatisticRequest kLargest{kTensor, Reduction::Max, Granularity::PerTensor, 1, 0.0};

/// Four samples of two rows and three channels: value = 100 · sample + 10 · row + channel.
Statistics fourSamples() {
    Statistics::Data data;
    data.samples = 4;
    PerSample means{4, 2, 3, {}};
    for (int sample = 0; sample < 4; ++sample)
        for (int row = 0; row < 2; ++row)
            for (int channel = 0; channel < 3; ++channel) means.values.push_back(static_cast<float>(100 * sample + 10 * row + channel));
    data.values[kMeans] = std::move(means);
    data.values[kLargest] = {4, 1, 1, {5, 6, 7, 8}};
    data.shapes[kTensor] = {{1, 3}, {2, 3}, {3, 3}, {4, 3}};
    return Statistics(std::move(data));
}

TEST(StatisticsOf, PicksWholeSamplesInTheOrderAskedFor) {
    const Statistics picked = fourSamples().of(std::array<std::size_t, 2>{3, 1});
    EXPECT_EQ(picked.samples(), 2);
    const PerSample& means = *picked.find(kMeans);
    EXPECT_EQ(means.samples, 2);
    EXPECT_EQ(means.rows, 2);
    EXPECT_EQ(means.channels, 3);
    EXPECT_EQ(means.values, (std::vector<float>{300, 301, 302, 310, 311, 312, 100, 101, 102, 110, 111, 112}));
    EXPECT_EQ(picked.find(kLargest)->values, (std::vector<float>{8, 6}));
    EXPECT_THAT(picked.shapes(kTensor), testing::ElementsAre(Shape{4, 3}, Shape{2, 3}));
}

TEST(StatisticsOf, LeavesTheWholeAsItWas) {
    const Statistics all = fourSamples();
    (void)all.of(std::array<std::size_t, 1>{2});
    EXPECT_EQ(all.samples(), 4);
    EXPECT_EQ(all.find(kLargest)->values, (std::vector<float>{5, 6, 7, 8}));
}

TEST(StatisticsOf, NothingMeasuredStaysNothing) {
    const Statistics picked = Statistics().of(std::array<std::size_t, 1>{0});
    EXPECT_EQ(picked.samples(), 0);
    EXPECT_EQ(picked.find(kMeans), nullptr);
}

}  // namespace
}  // namespace rf::calibration
