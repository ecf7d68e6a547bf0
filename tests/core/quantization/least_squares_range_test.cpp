// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/least_squares_range.h"

#include <limits>

namespace rf::quantization {
namespace {

using calibration::Bin;

Range plain(const Ends& ends) { return {{ends.low}, {ends.high}}; }

// A value between two levels is half a step away at most; evenly spread values have a mean squared error of step²/12.
TEST(SquaredError, IsThatOfRoundingInsideTheRange) {
    EXPECT_DOUBLE_EQ(squaredError(std::vector<Bin>{{0, 1, 6}}, 0, 1, 2), 6.0 / 12.0);
    EXPECT_DOUBLE_EQ(squaredError(std::vector<Bin>{{-1, 1, 12}}, -1, 1, 5), 12.0 * 0.25 / 12.0);
    EXPECT_DOUBLE_EQ(squaredError(std::vector<Bin>{{0.25, 0.25, 4}, {1, 1, 9}}, 0, 1, 2), 4.0 * 0.0625);
}

// [0, 0.5] in two levels: the lower half of the bin loses 0.5²/12, the upper one ∫ (x − 0.5)² from 0.5 to 1 = 0.5³/3.
TEST(SquaredError, IsTheDistanceToTheEndOutside) {
    EXPECT_DOUBLE_EQ(squaredError(std::vector<Bin>{{0, 1, 1}}, 0, 0.5, 2), 0.5 * 0.25 / 12.0 + 0.125 / 3.0);
    EXPECT_DOUBLE_EQ(squaredError(std::vector<Bin>{{-3, -3, 2}, {4, 4, 1}}, -1, 1, 3), 2.0 * 4.0 + 9.0);
}

// Four levels. Up to 4 they are 0, 4/3, 8/3 and 4, where all but one of the values lie; the last loses (8 − 4)² = 16. A range
// up to 8 would keep it and lose (4/3)² on each of hundreds; the ranges beside 4 lose 19.5 and 20.
TEST(LeastSquaresEnds, CutWhatIsRarerThanWhatGetsFiner) {
    const std::vector<Bin> bins{{0, 0, 100}, {4.0 / 3, 4.0 / 3, 100}, {8.0 / 3, 8.0 / 3, 100}, {4, 4, 100}, {8, 8, 1}};
    EXPECT_EQ(leastSquaresEnds(bins, {0, 8}, true, 4, plain), (Ends{0, 4}));
    // However many zeros ReLU has made, they lose nothing and say nothing.
    std::vector<Bin> withZeros = bins;
    withZeros[0].count = 1e9;
    EXPECT_EQ(leastSquaresEnds(withZeros, {0, 8}, true, 4, plain), (Ends{0, 4}));
}

TEST(LeastSquaresEnds, MoveBothWhereTheRangeIsAsymmetric) {
    // Levels every 4/3 from -4 to 4, with one value far out on either side.
    std::vector<Bin> bins{{-8, -8, 1}};
    for (int level = -3; level <= 3; ++level) bins.push_back({level * 4.0 / 3, level * 4.0 / 3, 100});
    bins.push_back({8, 8, 1});
    const Ends ends = leastSquaresEnds(bins, {-8, 8}, false, 7, plain);
    EXPECT_DOUBLE_EQ(ends.low, -4);
    EXPECT_DOUBLE_EQ(ends.high, 4);
}

TEST(LeastSquaresEnds, StayWhereNothingCanBeGained) {
    EXPECT_EQ(leastSquaresEnds({}, {-1, 1}, false, 256, plain), (Ends{-1, 1})) << "nothing was measured";
    EXPECT_EQ(leastSquaresEnds(std::vector<Bin>{{2, 2, 5}}, {0, 2}, true, 256, plain), (Ends{0, 2})) << "one value, on a level";
    const auto degenerate = [](const Ends&) { return Range{{0}, {kSmallestMagnitude}}; };
    EXPECT_EQ(leastSquaresEnds(std::vector<Bin>{{0, 0, 5}}, {0, 0}, true, 256, degenerate), (Ends{0, 0})) << "nothing but zeros";
    constexpr double kLargest = std::numeric_limits<float>::max();
    EXPECT_EQ(
        leastSquaresEnds(std::vector<Bin>{{-kLargest, -kLargest, 1}, {kLargest, kLargest, 1}}, {-kLargest, kLargest}, false, 256, plain),
        (Ends{-kLargest, kLargest}));
}

}  // namespace
}  // namespace rf::quantization
