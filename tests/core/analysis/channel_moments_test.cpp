// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/channel_moments.h"

#include "tests/support/sample_list.h"

namespace rf::analysis {
namespace {

using test::floats;
using testing::DoubleEq;
using testing::ElementsAre;

// Two channels of two pixels each: channel 0 is 1, 3 and 5, 7 over both samples, channel 1 is -2, 2 and 0, 0.
const Tensor kFirst = floats({1, 2, 1, 2}, {1, 3, -2, 2}), kSecond = floats({1, 2, 1, 2}, {5, 7, 0, 0});

void expectBoth(const ChannelStatistics& seen) {
    EXPECT_THAT(seen.mean, ElementsAre(4.0, 0.0));
    EXPECT_THAT(seen.deviation, ElementsAre(DoubleEq(std::sqrt(5.0)), DoubleEq(std::sqrt(2.0))));  // (9+1+1+9)/4, (4+4)/4
    EXPECT_THAT(seen.active, ElementsAre(1.0, 0.25));
}

TEST(ChannelMoments, AreTakenOverSamplesAndSpace) {
    ChannelMoments moments(1);
    moments.expect(0, 2);
    moments.observe(1, kSecond.view());
    moments.observe(0, kFirst.view());
    expectBoth(moments.statistics());
}

TEST(ChannelMoments, GoOnFromChunkToChunkAndForgetWhenToldTo) {
    ChannelMoments moments(1);
    moments.expect(0, 1);
    moments.observe(0, kSecond.view());
    moments.restart();
    moments.expect(0, 1);
    moments.observe(0, kFirst.view());
    moments.expect(1, 1);
    moments.observe(1, kSecond.view());
    expectBoth(moments.statistics());
}

TEST(ChannelMoments, ReadTensorsWithChannelsLast) {
    ChannelMoments moments(1);
    moments.expect(0, 2);
    moments.observeChannelsLast(0, floats({1, 1, 2, 2}, {1, -2, 3, 2}).view());
    moments.observeChannelsLast(1, floats({1, 1, 2, 2}, {5, 0, 7, 0}).view());
    expectBoth(moments.statistics());
}

TEST(ChannelMoments, AreEmptyWhereNothingWasSeen) { EXPECT_TRUE(ChannelMoments(1).statistics().mean.empty()); }

}  // namespace
}  // namespace rf::analysis
