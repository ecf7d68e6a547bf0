// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calibration/statistics.h"

namespace rf::calibration {
namespace {

const TensorName kTensor{"layer", 0};
const StatisticRequest kMeans{kTensor, Reduction::Mean, Granularity::PerChannel, 1, 0.0};
const StatisticRequest kLargest{kTensor, Reduction::Max, Granularity::PerTensor, 1, 0.0};

/// Samples 0 to 3 of two rows and three channels: value = 100 · sample + 10 · row + channel.
Statistics fourSamples() {
    Statistics::Data data;
    data.samples = {0, 1, 2, 3};
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
    const Statistics picked = fourSamples().of(std::array<std::int64_t, 2>{3, 1});
    EXPECT_THAT(picked.samples(), testing::ElementsAre(3, 1));
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
    (void)all.of(std::array<std::int64_t, 1>{2});
    EXPECT_EQ(all.samples().size(), 4u);
    EXPECT_EQ(all.find(kLargest)->values, (std::vector<float>{5, 6, 7, 8}));
}

TEST(StatisticsOf, NothingMeasuredStaysNothing) {
    const Statistics picked = Statistics().of(std::array<std::int64_t, 1>{0});
    EXPECT_TRUE(picked.samples().empty());
    EXPECT_EQ(picked.find(kMeans), nullptr);
}

std::vector<Statistics> inParts(const Statistics& all, const std::vector<std::vector<std::int64_t>>& samples) {
    std::vector<Statistics> parts;
    for (const auto& own : samples) parts.push_back(all.of(own));
    return parts;
}

TEST(JoinedStatistics, AreThoseOfOnePassOverAllSamples) {
    const Statistics all = fourSamples();
    const Statistics joined = join(inParts(all, {{3}, {0, 2}, {}, {1}})).value();
    EXPECT_THAT(joined.samples(), testing::ElementsAre(0, 1, 2, 3));
    EXPECT_EQ(joined.find(kMeans)->values, all.find(kMeans)->values);
    EXPECT_EQ(joined.find(kMeans)->samples, 4);
    EXPECT_EQ(joined.find(kLargest)->values, all.find(kLargest)->values);
    EXPECT_THAT(joined.shapes(kTensor), testing::ElementsAreArray(all.shapes(kTensor)));
}

TEST(JoinedStatistics, OfNothingAreNothing) { EXPECT_TRUE(join({}).value().samples().empty()); }

TEST(JoinedStatistics, RefuseASampleThatWasMeasuredTwice) {
    const auto joined = join(inParts(fourSamples(), {{0, 2}, {1, 2}}));
    ASSERT_FALSE(joined);
    EXPECT_EQ(joined.error().message(), "statistics can't be joined: sample 2 was measured twice");
}

TEST(JoinedStatistics, RefuseWhatWasNotMeasuredAlike) {
    Statistics::Data fewer = fourSamples().data(), unseen = fourSamples().data();
    for (auto* data : {&fewer, &unseen}) data->samples = {4, 5, 6, 7};
    fewer.values.erase(kLargest);
    unseen.shapes.clear();
    for (const auto& other : {fewer, unseen}) {
        const auto joined = join(std::vector{fourSamples(), Statistics(other)}),
                   reversed = join(std::vector{Statistics(other), fourSamples()});
        ASSERT_FALSE(joined);
        ASSERT_FALSE(reversed);
        EXPECT_THAT(joined.error().message(), testing::HasSubstr("'layer:0'"));
    }
}

TEST(JoinedStatistics, KnowWhatIsOddInAnyPart) {
    Statistics::Data wider = fourSamples().data(), infinite = fourSamples().data();
    for (auto* data : {&wider, &infinite}) data->samples = {4, 5, 6, 7};
    wider.values[kMeans].channels = 6;
    wider.values[kMeans].rows = 1;
    infinite.values.clear();
    infinite.odd = {{kTensor, {Oddity::NotFinite, 5}}};
    const auto uneven = join(std::vector{fourSamples(), Statistics(wider)}),
               broken = join(std::vector{fourSamples(), Statistics(infinite)});
    ASSERT_TRUE(uneven) << uneven.error().message();
    ASSERT_TRUE(broken) << broken.error().message();
    EXPECT_EQ(uneven->odd(kTensor)->oddity, Oddity::Uneven);
    EXPECT_EQ(*broken->odd(kTensor), (OddTensor{Oddity::NotFinite, 5}));
    EXPECT_EQ(broken->find(kMeans), nullptr);
    EXPECT_TRUE(broken->answers(kMeans));
}

TEST(JoinedStatistics, AreConstantWhereAllPartsAreWithTheSameValue) {
    const auto constant = [](std::int64_t sample, float value) {
        Statistics::Data data;
        data.samples = {sample};
        data.values[kLargest] = {1, 1, 1, {value}};
        data.odd = {{kTensor, {Oddity::Constant, sample, value}}};
        return Statistics(data);
    };
    EXPECT_EQ(*join(std::vector{constant(0, 7), constant(1, 7)}).value().odd(kTensor), (OddTensor{Oddity::Constant, 0, 7}));
    EXPECT_EQ(join(std::vector{constant(0, 7), constant(1, 8)}).value().odd(kTensor), nullptr);
}

}  // namespace
}  // namespace rf::calibration
