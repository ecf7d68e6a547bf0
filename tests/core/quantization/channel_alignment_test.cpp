// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/channel_alignment.h"

#include "core/quantization/weights.h"
#include "core/tensor/convert.h"
#include "tests/core/quantization/by_name.h"
#include "tests/support/graph_text.h"

namespace rf::quantization {
namespace {

// Appendix of the specification of algorithms.
TEST(AlignmentScales, DividesByTheMedianOfLivingChannels) {
    EXPECT_EQ(alignmentScales(std::vector{2.0, 4.0, 0.0, 8.0}), (std::vector{0.5, 1.0, 1.0, 2.0}));
}

TEST(AlignmentScales, AreClippedAtBothEnds) {
    EXPECT_EQ(alignmentScales(std::vector{0.001, 1.0, 1.0, 500.0}), (std::vector{0.01, 1.0, 1.0, 100.0}));
}

TEST(AlignmentScales, AreAbsentWhenEveryChannelIsDead) { EXPECT_TRUE(alignmentScales(std::vector{0.0, 0.0}).empty()); }

std::string twoConvolutions(const std::string& between, const std::string& consumer) {
    return R"(
        in = Parameter : f32 1x1x1x1
        w1 = Const : f32 2x1x1x1
        one = Convolution(in, w1) {strides: 2,2; pads_begin: 1,1; pads_end: 1,1; dilations: 1,1} : f32 1x2x1x1
        b1 = Const : f32 1x2x1x1
        add1 = Add(one, b1) : f32 1x2x1x1
        )" +
           between + R"(
        w2 = Const : f32 1x2x1x1
        two = )" +
           consumer + R"( : f32 1x1x1x1
        b2 = Const : f32 1x1x1x1
        add2 = Add(two, b2) : f32 1x1x1x1
        out = Result(add2)
    )";
}

constexpr auto kPlain = "{strides: 1,1; pads_begin: 0,0; pads_end: 0,0; dilations: 1,1}";

std::size_t pairsIn(const std::string& text, Compatibility compatibility = Compatibility::Default) {
    return alignmentPairs(test::graphFrom(text), habitsOf(compatibility)).size();
}

TEST(AlignmentPairs, JoinTwoConvolutionsWithOnlyABiasBetween) {
    const graph::Graph graph = test::graphFrom(twoConvolutions("", std::string("Convolution(add1, w2) ") + kPlain));
    const auto pairs = alignmentPairs(graph, {});
    ASSERT_EQ(pairs.size(), 1u);
    EXPECT_EQ(pairs[0], (AlignmentPair{*graph.find("one"), *graph.find("two"), {*graph.find("add1"), 0}}));
}

TEST(AlignmentPairs, RefuseWhatWouldChangeTheNetwork) {
    EXPECT_EQ(pairsIn(twoConvolutions("relu = ReLU(add1) : f32 1x2x1x1", std::string("Convolution(relu, w2) ") + kPlain)), 0u);
    EXPECT_EQ(pairsIn(twoConvolutions("", "Convolution(add1, w2) {strides: 1,1; pads_begin: 1,1; pads_end: 0,0; dilations: 1,1}")), 0u);
    EXPECT_EQ(pairsIn(twoConvolutions("", "Convolution(add1, w2) {strides: 2,2; pads_begin: 0,0; pads_end: 0,0; dilations: 1,1}")), 0u);
    EXPECT_EQ(pairsIn(twoConvolutions("", "Convolution(add1, w2) {strides: 1,1; pads_begin: 0,0; pads_end: 0,0; dilations: 2,2}")), 0u);
    EXPECT_EQ(pairsIn(twoConvolutions("", "GroupConvolution(add1, w2) {strides: 1,1; pads_begin: 0,0; pads_end: 0,0; dilations: 1,1}")),
              0u);
    EXPECT_EQ(pairsIn(twoConvolutions("side = ReLU(add1) : f32 1x2x1x1\nside_out = Result(side)",
                                      std::string("Convolution(add1, w2) ") + kPlain)),
              0u);
}

// Dividing a constant in front of a FakeQuantize, or integers in front of a scale, divides no channel of the layer.
TEST(AlignmentPairs, RefuseWeightsThatCameQuantized) {
    const std::string layer = std::string("Convolution(add1, q) ") + kPlain;
    EXPECT_EQ(pairsIn(twoConvolutions(R"(
        v = Const : f32 1x2x1x1
        l = Const : f32
        q = FakeQuantize(v, l, l, l, l) {levels: 255} : f32 1x2x1x1)",
                                      layer)),
              0u);
    EXPECT_EQ(pairsIn(twoConvolutions(R"(
        v = Const : i8 1x2x1x1
        c = Convert(v) : f32 1x2x1x1
        s = Const : f32
        q = Multiply(c, s) : f32 1x2x1x1)",
                                      layer)),
              0u);
    EXPECT_EQ(pairsIn(twoConvolutions("v = Const : f16 1x2x1x1\nq = Convert(v) : f32 1x2x1x1", layer)), 1u);
}

TEST(AlignmentPairs, RefuseAResidualAddInPlaceOfTheBias) {
    EXPECT_EQ(pairsIn(R"(
        in = Parameter : f32 1x1x1x1
        w1 = Const : f32 1x1x1x1
        one = Convolution(in, w1) {strides: 1,1; pads_begin: 0,0; pads_end: 0,0; dilations: 1,1} : f32 1x1x1x1
        residual = Add(one, in) : f32 1x1x1x1
        w2 = Const : f32 1x1x1x1
        two = Convolution(residual, w2) {strides: 1,1; pads_begin: 0,0; pads_end: 0,0; dilations: 1,1} : f32 1x1x1x1
        out = Result(two)
    )"),
              0u);
}

calibration::Statistics quantiles(const State& state, const ChannelAlignment& algorithm, std::vector<float> low, std::vector<float> high) {
    calibration::Statistics::Data data;
    data.samples = {0};
    const auto requests = algorithm.requests(state).value();
    data.values[requests.at(0)] = {1, 1, static_cast<std::int64_t>(low.size()), std::move(low)};
    data.values[requests.at(1)] = {1, 1, static_cast<std::int64_t>(high.size()), std::move(high)};
    return calibration::Statistics(std::move(data));
}

class Aligned : public ::testing::Test {
protected:
    State align(std::vector<float> low, std::vector<float> high) {
        State state;
        state.floatModel = state.model = test::graphFrom(twoConvolutions("", std::string("Convolution(add1, w2) ") + kPlain),
                                                         {{"w1", {4, 6}}, {"b1", {0.5f, 1}}, {"w2", {2, 3}}, {"b2", {10}}});
        const ChannelAlignment algorithm{Settings{}};
        const auto statistics = quantiles(state, algorithm, std::move(low), std::move(high));
        return algorithm.apply(std::move(state), {statistics, {}}, Progress()).value();
    }
};

// Channel 0: mid 1, channel 1: mid 0; ranges 4 and 2, median 3, scales 4/3 and 2/3.
TEST_F(Aligned, ShiftsThenScales) {
    const graph::Graph graph = align({-1, -1}, {3, 1}).model;
    EXPECT_THAT(valuesOf(graph, "w1"), testing::ElementsAre(testing::FloatEq(3.0f), testing::FloatEq(9.0f)));
    EXPECT_THAT(valuesOf(graph, "b1"), testing::ElementsAre(testing::FloatEq(-0.375f), testing::FloatEq(1.5f)));  // (0.5 - 1) · 3/4
    EXPECT_THAT(valuesOf(graph, "w2"), testing::ElementsAre(testing::FloatEq(8.0f / 3.0f), testing::FloatEq(2.0f)));
    EXPECT_THAT(valuesOf(graph, "b2"), testing::ElementsAre(testing::FloatEq(12.0f)));  // 10 + 2 · 1
}

TEST_F(Aligned, KeepsWhatTheNetworkComputes) {
    const graph::Graph graph = align({-1, -7}, {3, 2}).model;
    const auto w1 = valuesOf(graph, "w1"), b1 = valuesOf(graph, "b1"), w2 = valuesOf(graph, "w2"), b2 = valuesOf(graph, "b2");
    for (const float x : {-2.0f, 0.0f, 1.5f}) {
        const float before = (4 * x + 0.5f) * 2 + (6 * x + 1) * 3 + 10;
        EXPECT_NEAR((w1[0] * x + b1[0]) * w2[0] + (w1[1] * x + b1[1]) * w2[1] + b2[0], before, 1e-5f);
    }
}

TEST_F(Aligned, OnlyShiftsWhenEveryChannelIsDead) {
    const graph::Graph graph = align({1, 0}, {1, 0}).model;
    EXPECT_EQ(valuesOf(graph, "w1"), (std::vector<float>{4, 6}));
    EXPECT_EQ(valuesOf(graph, "b1"), (std::vector<float>{-0.5f, 1}));
    EXPECT_EQ(valuesOf(graph, "b2"), (std::vector<float>{12}));
}

}  // namespace
}  // namespace rf::quantization
