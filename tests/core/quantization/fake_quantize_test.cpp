// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/fake_quantize.h"

#include <rapidcheck/gtest.h>

#include <cmath>

namespace rf::quantization {
namespace {

constexpr AsymmetricOptions kPot{8, false, ZeroRule::Pot};

void expectRange(const Range& range, std::vector<double> low, std::vector<double> high, double tolerance) {
    ASSERT_EQ(range.low.size(), low.size());
    for (std::size_t c = 0; c < low.size(); ++c) {
        EXPECT_NEAR(range.low[c], low[c], tolerance) << "low of channel " << c;
        EXPECT_NEAR(range.high[c], high[c], tolerance) << "high of channel " << c;
    }
}

double distanceToLevel(double low, double high, double top) {
    const double position = -low * top / (high - low);
    return std::fabs(position - std::round(position));
}

// Worked example of the specification: channel 1 is weaker than 1 % of channel 0 and gets 0.0127.
TEST(SymmetricWeightRange, WidensChannelsBelowOnePercentOfTheStrongest) {
    expectRange(symmetricWeightRange(std::vector{1.27, 0.004, 0.635}), {-1.27, -0.0127, -0.635}, {1.27, 0.0127, 0.635}, 1e-12);
}

TEST(SymmetricWeightRange, GivesDeadWeightsTheSmallestMagnitude) {
    expectRange(symmetricWeightRange(std::vector{0.0, 0.0}), {-8e-5, -8e-5}, {8e-5, 8e-5}, 0.0);
}

// 2.9 · 256/254 = 2.9228346…
TEST(SymmetricActivationRange, PutsZeroOnTheMiddleLevelOfSignedTensors) {
    expectRange(symmetricActivationRange(std::vector{-1.2}, std::vector{2.9}, 256, false), {-2.9228346456692913}, {2.9}, 1e-12);
}

TEST(SymmetricActivationRange, StartsAtZeroWhenNothingIsNegative) {
    expectRange(symmetricActivationRange(std::vector{0.0}, std::vector{2.9}, 256, false), {0.0}, {2.9}, 0.0);
}

TEST(SymmetricActivationRange, StaysSignedWhenTheSchemeSaysSo) {
    expectRange(symmetricActivationRange(std::vector{0.0}, std::vector{2.54}, 256, true), {-2.56}, {2.54}, 1e-12);
}

TEST(SymmetricActivationRange, OneNegativeChannelMakesAllSigned) {
    expectRange(symmetricActivationRange(std::vector{0.5, -0.1}, std::vector{2.54, 1.27}, 256, false), {-2.56, -1.28}, {2.54, 1.27}, 1e-12);
}

// Worked example: 60.3947 rounds to level 60; keeping the minimum gives the wider range.
TEST(AsymmetricRange, MovesTheBorderThatWidensMore) {
    expectRange(asymmetricRange(std::vector{-0.9}, std::vector{2.9}, kPot), {-0.9}, {2.925}, 1e-12);
}

TEST(AsymmetricRange, RoundsTheZeroLevelHalfToEven) {
    // 127.5 → 128: low = 128/(128-255) · 1 = -1.007874…
    expectRange(asymmetricRange(std::vector{-1.0}, std::vector{1.0}, kPot), {-128.0 / 127.0}, {1.0}, 1e-12);
}

TEST(AsymmetricRange, KeepsBordersNearZeroInCompatibilityMode) {
    expectRange(asymmetricRange(std::vector{-0.001, 0.0, -1.0}, std::vector{1.0, 1.0, 0.0008}, kPot), {-0.001, 0.0, -1.0},
                {1.0, 1.0, 0.0008}, 0.0);
}

TEST(AsymmetricRange, MovesBordersNearZeroToZero) {
    expectRange(asymmetricRange(std::vector{-0.001, 0.0, -1.0}, std::vector{1.0, 1.0, 0.0008}, {}), {0.0, 0.0, -1.0}, {1.0, 1.0, 0.0}, 0.0);
}

// A constant 0.3: ±8e-4 around it, then zero included; below zero nothing is left.
TEST(AsymmetricRange, WidensConstantTensors) {
    expectRange(asymmetricRange(std::vector{0.3}, std::vector{0.3}, kPot), {0.0}, {0.3008}, 1e-12);
}

// A tensor of zeros: [-8e-4, 8e-4], 127.5 → 128.
TEST(AsymmetricRange, WidensDeadTensors) {
    expectRange(asymmetricRange(std::vector{0.0}, std::vector{0.0}, kPot), {-8e-4 * 128.0 / 127.0}, {8e-4}, 1e-12);
}

TEST(AsymmetricRange, AcceptsExtremesTheWrongWayRound) {
    const Range range = asymmetricRange(std::vector{2.0}, std::vector{1.0}, {});
    EXPECT_LE(range.low[0], 0.0);
    EXPECT_GT(range.high[0], range.low[0]);
}

// Positions of zero: 127.5 and 51 (of 255): mean 89.25 → 89 for both.
// Channel 0: ra = 89/(89-255) = -0.536145, rb = -166/89 · -1 … = 1.865169: the second range is wider.
// Channel 1: [-1, 4]: ra = 89/-166 · 4 = -2.144578, rb = 1.865169: the first is wider.
TEST(AsymmetricRange, SharesTheZeroPointWhenAsked) {
    expectRange(asymmetricRange(std::vector{-1.0, -1.0}, std::vector{1.0, 4.0}, {8, true, ZeroRule::Pot}), {-1.0, -2.1445783132530121},
                {1.8651685393258426, 4.0}, 1e-12);
}

TEST(Clipped, CutsOnlyTheSidesThatAreGiven) {
    EXPECT_EQ(clipped({{-3.0, -1.0}, {3.0, 1.0}}, std::nullopt, 2.0), (Range{{-3.0, -1.0}, {2.0, 1.0}}));
    EXPECT_EQ(clipped({{-3.0, -1.0}, {3.0, 1.0}}, -2.0, std::nullopt), (Range{{-2.0, -1.0}, {3.0, 1.0}}));
}

TEST(UnionOf, HoldsEveryMemberAndBroadcastsScalars) {
    const std::vector<Range> members{{{0.0}, {2.0}}, {{-1.0, 0.5}, {1.0, 3.0}}};
    EXPECT_EQ(unionOf(members), (Range{{-1.0, 0.0}, {2.0, 3.0}}));
}

TEST(Rounding, DiffersOnlyOnTies) {
    EXPECT_EQ(roundHalfEven(0.5), 0.0);
    EXPECT_EQ(roundHalfEven(1.5), 2.0);
    EXPECT_EQ(roundHalfEven(-1.5), -2.0);
    EXPECT_EQ(roundHalfEven(-0.5), 0.0);
    EXPECT_EQ(roundHalfEven(2.4), 2.0);
    EXPECT_EQ(roundHalfUp(-63.5f), -63.0f);
    EXPECT_EQ(roundHalfUp(63.5f), 64.0f);
}

// Worked example, second sample: levels and values of the range [-0.9, 2.925].
TEST(FakeQuantize, ReproducesTheWorkedExample) {
    const std::vector<float> samples{-1.2f, 0.4f, 2.6f, 3.4f, 0.1f, 1.9f, -0.5f, 0.6f, 0.8f};
    const std::vector<std::int64_t> levels{0, 87, 233, 255, 67, 187, 27, 100, 113};
    const std::vector<float> values{-0.9f, 0.405f, 2.595f, 2.925f, 0.105f, 1.905f, -0.495f, 0.6f, 0.795f};
    for (std::size_t i = 0; i < samples.size(); ++i) {
        EXPECT_EQ(levelOf(samples[i], -0.9f, 2.925f, 256, Rounding::HalfEven), levels[i]) << i;
        EXPECT_NEAR(fakeQuantize(samples[i], {-0.9f, 2.925f, -0.9f, 2.925f}, 256, Rounding::HalfEven), values[i], 1e-6f) << i;
    }
}

TEST(FakeQuantize, HasALevelForEveryNumber) {
    constexpr float kNone = std::numeric_limits<float>::quiet_NaN(), kHuge = 3e38f;
    for (const float x : {kNone, -kHuge, 0.0f, 1.0f, kHuge})
        for (const auto& [low, high] : {std::pair(-kHuge, kHuge), std::pair(kNone, 1.0f), std::pair(0.0f, kNone), std::pair(1.0f, 1.0f)})
            for (const Rounding rounding : {Rounding::HalfUp, Rounding::HalfEven}) {
                const std::int64_t level = levelOf(x, low, high, 255, rounding);
                EXPECT_TRUE(level >= 0 && level < 255) << x << " in " << low << " to " << high;
            }
}

TEST(FakeQuantize, MapsInputLevelsToTheOutputRange) {
    // Level 1 of 0…2 over [0, 2] is the middle of [-10, 10].
    EXPECT_EQ(fakeQuantize(1.2f, {0.0f, 2.0f, -10.0f, 10.0f}, 3, Rounding::HalfEven), 0.0f);
}

// The whole worked example: float input, quantized weights and activations, 2×2 convolution, against the table.
class WorkedConvolution : public ::testing::Test {
protected:
    const std::vector<std::vector<float>> m_weights{
        {0.52f, -1.27f, 0.30f, 0.10f}, {0.004f, -0.002f, 0.001f, 0.003f}, {-0.635f, 0.20f, 0.45f, -0.31f}};
    const std::vector<double> m_absMax{1.27, 0.004, 0.635};
    const std::vector<float> m_input{-1.2f, 0.4f, 2.6f, 3.4f, 0.1f, 1.9f, -0.5f, 0.6f, 0.8f};

    std::vector<double> outputs(std::size_t channel, bool halved, Rounding rounding) const {
        const auto high = static_cast<float>(symmetricWeightRange(m_absMax).high[channel]);
        const float factor = halved ? 2.0f : 1.0f;
        std::vector<double> results;
        for (const std::size_t corner : {0u, 1u, 3u, 4u}) {
            double sum = 0.0;
            for (std::size_t k = 0; k < 4; ++k) {
                const float x = m_input[corner + k / 2 * 3 + k % 2];
                const float weight = m_weights[channel][k] / factor;
                sum += static_cast<double>(fakeQuantize(weight, {-high, high, -high * factor, high * factor}, 255, rounding)) *
                       static_cast<double>(fakeQuantize(x, {-0.9f, 2.925f, -0.9f, 2.925f}, 256, Rounding::HalfEven));
            }
            results.push_back(sum);
        }
        return results;
    }
};

TEST_F(WorkedConvolution, GivesTheQuantizedOutputs) {
    const double expected[3][4] = {
        {-0.09435, -2.86305, 1.29915, -2.10525}, {-0.00117, 0.00225, 0.012795, -0.000405}, {1.9362, -0.281475, -2.245125, 0.337875}};
    for (std::size_t c = 0; c < 3; ++c) {
        const std::vector<double> actual = outputs(c, false, Rounding::HalfUp);
        for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(actual[i], expected[c][i], 2e-6) << c << " " << i;
    }
}

TEST_F(WorkedConvolution, GivesTheOutputsWithSaturationFix) {
    const double expected[3][4] = {
        {-0.0903, -2.8371, 1.3002, -2.0862}, {-0.00117, 0.00225, 0.012795, -0.000405}, {1.9317, -0.27945, -2.2305, 0.3384}};
    for (std::size_t c = 0; c < 3; ++c) {
        const std::vector<double> actual = outputs(c, true, Rounding::HalfUp);
        for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(actual[i], expected[c][i], 2e-6) << c << " " << i;
    }
}

std::pair<double, double> anyExtremes() {
    const double a = *rc::gen::inRange(-1000000, 1000000) * 1e-4, b = *rc::gen::inRange(-1000000, 1000000) * 1e-4;
    return {std::min(a, b), std::max(a, b)};
}

RC_GTEST_PROP(AsymmetricRangeProperty, HoldsTheExtremesUpToHalfAStep, ()) {
    const auto [min, max] = anyExtremes();
    const int bits = *rc::gen::inRange(2, 9);
    const Range range = asymmetricRange(std::vector{min}, std::vector{max}, {bits, false, ZeroRule::Exact});
    // Half a step of the range before zero was moved, and the widening of degenerate ranges.
    const double halfStep =
        (std::max(max, 0.0) - std::min(min, 0.0) + 2.0 * kSmallestWidth) / (std::ldexp(1.0, bits) - 1.0) / 2.0 * (1.0 + 1e-9);
    RC_ASSERT(range.low[0] <= std::min(min, 0.0) + halfStep);
    RC_ASSERT(range.high[0] >= std::max(max, 0.0) - halfStep);
}

RC_GTEST_PROP(AsymmetricRangeProperty, PutsZeroOnALevel, ()) {
    const auto [min, max] = anyExtremes();
    const int bits = *rc::gen::inRange(2, 9);
    const Range range = asymmetricRange(std::vector{min}, std::vector{max}, {bits, false, ZeroRule::Exact});
    RC_ASSERT(distanceToLevel(range.low[0], range.high[0], std::ldexp(1.0, bits) - 1.0) < 1e-6);
}

RC_GTEST_PROP(AsymmetricRangeProperty, ContainsTheExtremesInCompatibilityMode, ()) {
    const auto [min, max] = anyExtremes();
    const Range range = asymmetricRange(std::vector{min}, std::vector{max}, kPot);
    RC_ASSERT(range.low[0] <= min && range.high[0] >= max && range.low[0] < range.high[0]);
    // Zero is on a level, except where it is nearer to a border than half a step: the documented accident.
    const double position = -range.low[0] * 255.0 / (range.high[0] - range.low[0]);
    if (position > 0.5 && position < 254.5) RC_ASSERT(distanceToLevel(range.low[0], range.high[0], 255.0) < 1e-6);
}

RC_GTEST_PROP(SymmetricRangeProperty, PutsZeroOnALevel, ()) {
    const double magnitude = *rc::gen::inRange(1, 1000000) * 1e-4;
    const Range weights = symmetricWeightRange(std::vector{magnitude});
    const Range activations = symmetricActivationRange(std::vector{-1.0}, std::vector{magnitude}, 256, false);
    RC_ASSERT(distanceToLevel(weights.low[0], weights.high[0], 254.0) < 1e-9);
    RC_ASSERT(distanceToLevel(activations.low[0], activations.high[0], 255.0) < 1e-9);
    RC_ASSERT(weights.high[0] >= magnitude && activations.high[0] >= magnitude && activations.low[0] <= -magnitude);
}

RC_GTEST_PROP(FakeQuantizeProperty, IsIdempotentAndNeverLeavesTheRange, ()) {
    const float magnitude = static_cast<float>(*rc::gen::inRange(1, 100000)) * 1e-3f;
    const float x = static_cast<float>(*rc::gen::inRange(-200000, 200000)) * 1e-3f;
    const FakeQuantizeLimits limits{-magnitude, magnitude, -magnitude, magnitude};
    const float once = fakeQuantize(x, limits, 255, Rounding::HalfEven);
    RC_ASSERT(std::fabs(once) <= magnitude);
    RC_ASSERT(std::fabs(fakeQuantize(once, limits, 255, Rounding::HalfEven) - once) <= 1e-6f * magnitude);
    if (std::fabs(x) <= magnitude) RC_ASSERT(std::fabs(once - x) <= magnitude / 254.0f * 1.0001f);
}

}  // namespace
}  // namespace rf::quantization
