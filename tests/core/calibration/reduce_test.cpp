// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calibration/reduce.h"

#include <cmath>
#include <limits>
#include <numeric>

namespace rf::calibration {
namespace {

std::vector<float> reduced(const Shape& shape, const std::vector<float>& values, StatisticRequest request) {
    const Blocks blocks = blocksOf(shape, request.granularity, request.channelAxis).value();
    return reduce(values, blocks, extremesOf(values, blocks), std::vector{request}).at(0);
}

StatisticRequest perTensor(Reduction reduction, double quantile = 0) { return {{}, reduction, Granularity::PerTensor, 1, quantile}; }
StatisticRequest perChannel(Reduction reduction, int axis = 1, double quantile = 0) {
    return {{}, reduction, Granularity::PerChannel, axis, quantile};
}

std::vector<float> counting(std::size_t count) {
    std::vector<float> values(count);
    std::iota(values.begin(), values.end(), 0.0f);
    return values;
}

// [2, 3, 2] counting from 0: sample 0 is 0…5, sample 1 is 6…11; channel c of sample n is 6n + 2c and 6n + 2c + 1.
TEST(Reduce, PerTensorGivesOneNumberPerRow) {
    EXPECT_EQ(reduced({2, 3, 2}, counting(12), perTensor(Reduction::Min)), (std::vector<float>{0, 6}));
    EXPECT_EQ(reduced({2, 3, 2}, counting(12), perTensor(Reduction::Max)), (std::vector<float>{5, 11}));
    EXPECT_EQ(reduced({2, 3, 2}, counting(12), perTensor(Reduction::Mean)), (std::vector<float>{2.5f, 8.5f}));
    EXPECT_EQ(reduced({2, 3, 2}, counting(12), perTensor(Reduction::Quantile, 0.1)), (std::vector<float>{0.5f, 6.5f}));
}

TEST(Reduce, PerChannelKeepsRowsAndChannels) {
    EXPECT_EQ(reduced({2, 3, 2}, counting(12), perChannel(Reduction::Max)), (std::vector<float>{1, 3, 5, 7, 9, 11}));
    EXPECT_EQ(reduced({2, 3, 2}, counting(12), perChannel(Reduction::Mean)), (std::vector<float>{0.5f, 2.5f, 4.5f, 6.5f, 8.5f, 10.5f}));
    EXPECT_EQ(reduced({2, 3, 2}, counting(12), perChannel(Reduction::Quantile, 1, 0.5)),
              (std::vector<float>{0.5f, 2.5f, 4.5f, 6.5f, 8.5f, 10.5f}));
}

TEST(Reduce, TheChannelAxisMayBeTheLast) {
    EXPECT_EQ(reduced({2, 3, 2}, counting(12), perChannel(Reduction::Max, -1)), (std::vector<float>{4, 5, 10, 11}));
    EXPECT_EQ(reduced({2, 3, 2}, counting(12), perChannel(Reduction::Mean, 2)), (std::vector<float>{2, 3, 8, 9}));
    EXPECT_EQ(reduced({2, 3, 2}, counting(12), perChannel(Reduction::Quantile, 2, 0.75)), (std::vector<float>{3, 4, 9, 10}));
}

TEST(Reduce, AChannelAxisOfZeroLeavesOneRow) {
    EXPECT_EQ(reduced({2, 3, 2}, counting(12), perChannel(Reduction::Max, 0)), (std::vector<float>{5, 11}));
}

TEST(Reduce, AbsMaxAndAbsQuantileUseMagnitudes) {
    EXPECT_EQ(reduced({1, 1, 3}, {-4, 1, 2}, perTensor(Reduction::AbsMax)), (std::vector<float>{4}));
    EXPECT_EQ(reduced({1, 1, 3}, {-4, 1, 2}, perTensor(Reduction::AbsQuantile, 0.5)), (std::vector<float>{2}));
}

TEST(Reduce, BelowRankThreePerChannelReducesNothing) {
    EXPECT_EQ(blocksOf(Shape{2, 3}, Granularity::PerChannel, 1).value(), (Blocks{2, 1, 3, 1}));
    EXPECT_EQ(reduced({2, 3}, {1, -2, 3, -4, 5, -6}, perChannel(Reduction::Max)), (std::vector<float>{1, -2, 3, -4, 5, -6}));
    EXPECT_EQ(reduced({2, 3}, {1, -2, 3, -4, 5, -6}, perChannel(Reduction::AbsMax)), (std::vector<float>{1, 2, 3, 4, 5, 6}));
    EXPECT_EQ(blocksOf(Shape{3}, Granularity::PerChannel, 1).value(), (Blocks{3, 1, 1, 1}));
}

TEST(Reduce, RankOneAndScalarsAreReducedToOneNumber) {
    EXPECT_EQ(reduced({3}, {1, 5, 2}, perTensor(Reduction::Max)), (std::vector<float>{5}));
    EXPECT_EQ(reduced({}, {-3}, perTensor(Reduction::AbsMax)), (std::vector<float>{3}));
}

// The tensor [2, 3, 1, 2] of the tests above, stored as [2, 1, 2, 3]: element [n][0][w][c] is 6n + 2c + w.
TEST(Reduce, ChannelsLastGivesTheSameAnswers) {
    const std::vector<float> stored{0, 2, 4, 1, 3, 5, 6, 8, 10, 7, 9, 11};
    const auto answer = [&](StatisticRequest request) {
        const Blocks blocks = blocksOfChannelsLast(Shape{2, 3, 1, 2}, request.granularity, request.channelAxis).value();
        return reduce(stored, blocks, extremesOf(stored, blocks), std::vector{request}).at(0);
    };
    for (const Reduction reduction : {Reduction::Min, Reduction::Max, Reduction::AbsMax, Reduction::Mean, Reduction::Quantile}) {
        EXPECT_EQ(answer(perTensor(reduction, 0.5)), reduced({2, 3, 1, 2}, counting(12), perTensor(reduction, 0.5)));
        for (const int axis : {0, 1, 2, 3, -1, -3})
            EXPECT_EQ(answer(perChannel(reduction, axis, 0.5)), reduced({2, 3, 1, 2}, counting(12), perChannel(reduction, axis, 0.5)))
                << axis;
    }
    EXPECT_EQ(answer(perChannel(Reduction::Max)), (std::vector<float>{1, 3, 5, 7, 9, 11}));
}

TEST(Reduce, AnAxisOutsideTheShapeIsRefused) {
    const auto blocks = blocksOf(Shape{1, 2, 3}, Granularity::PerChannel, 3);
    ASSERT_FALSE(blocks);
    EXPECT_EQ(blocks.error().message(), "the channel axis 3 is outside the shape 1x2x3");
}

TEST(Extremes, AreFoundInEveryPositionOfLongBlocks) {
    // 200 values are three vectorised blocks of 64 and a rest of 8.
    for (std::size_t at = 0; at < 200; ++at) {
        std::vector<float> values(200, 0.5f);
        values[at] = -3.0f;
        values[(at + 77) % 200] = 2.0f;
        const Extremes found = extremes(values);
        EXPECT_EQ(found.min, -3.0f) << at;
        EXPECT_EQ(found.max, 2.0f) << at;
        EXPECT_EQ(found.absMax, 3.0f) << at;
    }
}

TEST(Extremes, ShowEveryValueThatIsNotFinite) {
    for (const float odd :
         {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(), -std::numeric_limits<float>::infinity()})
        for (const std::size_t at : {0u, 63u, 64u, 150u, 199u}) {
            std::vector<float> values(200, 1.0f);
            values[at] = odd;
            EXPECT_FALSE(std::isfinite(extremes(values).absMax)) << at;
        }
    EXPECT_TRUE(std::isfinite(extremes(std::vector<float>(200, std::numeric_limits<float>::max())).absMax));
}

}  // namespace
}  // namespace rf::calibration
