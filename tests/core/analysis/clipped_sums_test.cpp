// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/clipped_sums.h"

namespace rf::analysis {
namespace {

using engine::reference::Window;

/// One tap, `positions` of them in a row.
Window positions(std::int64_t count) {
    Window window;
    window.axes[2].in = window.axes[2].out = count;
    return window;
}

TEST(SaturatedPair, IsCutOffAtBothEndsOfSixteenBits) {
    EXPECT_EQ(saturatedPair(255, 127, 255, 127), 32767);     // 64770
    EXPECT_EQ(saturatedPair(255, -128, 255, -128), -32768);  // -65280
    EXPECT_EQ(saturatedPair(129, 127, 129, 127), 32766);     // 258 · 127, just inside
    EXPECT_EQ(saturatedPair(255, 127, 255, -128), -255);     // 32385 - 32640: opposite signs never overflow
}

TEST(ClippedSums, CountsResultsWithASumThatIsCutOff) {
    // Weights of one output: 127, 127 together, 64, 64 together. 2 · 64 · 255 = 32640 fits whatever the input.
    const ClippedSums sums(Int8Layer{{1, 4, 1}, positions(3), {127, 127, 64, 64}});
    ASSERT_TRUE(sums.canClip());
    // By channel, three positions: 510 · 127 = 64770 is cut off, 258 · 127 = 32766 is not, 259 · 127 = 32893 is.
    const std::vector<std::uint8_t> levels{255, 129, 129, 255, 129, 130, 255, 255, 255, 255, 255, 255};
    const Clipping clipping = sums.count(levels);
    EXPECT_EQ(clipping.results, 3);
    EXPECT_EQ(clipping.clipped, 2);
    EXPECT_DOUBLE_EQ(clipping.share(), 2.0 / 3.0);
}

TEST(ClippedSums, NeighboursArePairedFromTheFirstChannelOn) {
    // 0 and 127, 127 and 0: no pair is large, although the middle two channels would be.
    EXPECT_FALSE(ClippedSums(Int8Layer{{1, 4, 1}, positions(1), {0, 127, 127, 0}}).canClip());
    // The last of an odd number is alone: 127 · 255 = 32385 fits.
    EXPECT_FALSE(ClippedSums(Int8Layer{{1, 3, 1}, positions(1), {0, 127, 127}}).canClip());
}

TEST(ClippedSums, HalvedWeightsNeverClip) {
    // The saturation fix: at most 64 of 127 levels; 2 · 64 · 255 = 32640.
    EXPECT_FALSE(ClippedSums(Int8Layer{{1, 2, 1}, positions(1), {64, 64}}).canClip());
    EXPECT_FALSE(ClippedSums(Int8Layer{{1, 2, 1}, positions(1), {-64, -64}}).canClip());
}

TEST(ClippedSums, ATapOutsideOfTheInputAddsNothing) {
    // Three taps over three positions with a border of one; only position 0 of both channels is not zero. Result 0 sees it with
    // its middle tap, result 1 with its first, result 2 not at all.
    Window window = positions(3);
    window.axes[2].kernel = 3;
    window.axes[2].padBegin = window.axes[2].padEnd = 1;
    const ClippedSums sums(Int8Layer{{1, 2, 1}, window, {127, 127, 127, 127, 127, 127}});
    const Clipping clipping = sums.count(std::vector<std::uint8_t>{255, 0, 0, 255, 0, 0});
    EXPECT_EQ(clipping.results, 3);
    EXPECT_EQ(clipping.clipped, 2);
}

TEST(ClippedSums, GroupsReadTheirOwnChannels) {
    // Two groups of two inputs and one output; only the second has large weights.
    const ClippedSums sums(Int8Layer{{2, 2, 1}, positions(1), {1, 1, -128, -128}});
    EXPECT_EQ(sums.count(std::vector<std::uint8_t>{255, 255, 0, 0}).clipped, 0);
    EXPECT_EQ(sums.count(std::vector<std::uint8_t>{0, 0, 255, 255}).clipped, 1);
    EXPECT_EQ(sums.count(std::vector<std::uint8_t>{0, 0, 255, 255}).results, 2);
}

}  // namespace
}  // namespace rf::analysis
