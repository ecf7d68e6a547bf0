// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/early_layers.h"

#include "tests/support/graph_text.h"

namespace rf::analysis {
namespace {

using Kind = EarlyLayer::Kind;
using test::graphFrom;
using testing::ElementsAre;

const PictureInput kPicture{0, 3, {data::ChannelAxis::First}};

std::string tensorName(const graph::Graph& graph, const EarlyLayer& layer) { return graph.node(layer.tensor.node).name; }

TEST(EarlyLayers, FollowALayersChannelsThroughItsConstants) {
    const auto graph = graphFrom(R"(
        x = Parameter : f32 1x3x4x4
        w = Const : f32 2x3x1x1
        b = Const : f32 1x2x1x1
        s = Const : f32 1x2x1x1
        t = Const : f32 1
        conv = Convolution(x, w) : f32 1x2x4x4
        biased = Add(conv, b) : f32 1x2x4x4
        scaled = Multiply(s, biased) : f32 1x2x4x4
        shifted = Subtract(scaled, t) : f32 1x2x4x4
        relu = ReLU(shifted) : f32 1x2x4x4
        out = Result(relu))",
                                 {{"b", {1, -2}}, {"s", {10, 0.5}}, {"t", {3}}});
    const auto layers = earlyLayers(graph, kPicture);
    ASSERT_EQ(layers.size(), 1u);
    EXPECT_EQ(layers[0].kind, Kind::Weighted);
    EXPECT_EQ(layers[0].name, "conv");
    EXPECT_EQ(tensorName(graph, layers[0]), "shifted");
    EXPECT_THAT(layers[0].offset, ElementsAre(7.0, -4.0));  // 1 · 10 - 3, -2 · 0.5 - 3
    EXPECT_TRUE(layers[0].rectified);
}

TEST(EarlyLayers, StopWhereATensorHasTwoReadersOrIsSubtractedFromSomething) {
    const auto graph = graphFrom(R"(
        x = Parameter : f32 1x3x4x4
        w = Const : f32 2x3x1x1
        b = Const : f32 1x2x1x1
        conv = Convolution(x, w) : f32 1x2x4x4
        biased = Add(conv, b) : f32 1x2x4x4
        flipped = Subtract(b, biased) : f32 1x2x4x4
        w2 = Const : f32 2x2x1x1
        conv2 = Convolution(flipped, w2) : f32 1x2x4x4
        one = Sigmoid(conv2) : f32 1x2x4x4
        two = Add(conv2, b) : f32 1x2x4x4
        out = Result(one)
        out2 = Result(two))",
                                 {{"b", {1, 2}}});
    const auto layers = earlyLayers(graph, kPicture);
    ASSERT_EQ(layers.size(), 2u);
    EXPECT_EQ(tensorName(graph, layers[0]), "biased");
    EXPECT_EQ(tensorName(graph, layers[1]), "conv2");
    EXPECT_THAT(layers[1].offset, ElementsAre(0.0, 0.0));
    EXPECT_FALSE(layers[1].rectified);
}

TEST(EarlyLayers, TakeWhatABatchNormalisationStates) {
    // Behind a convolution, and on its own. opset1: gamma, beta, data, mean, variance.
    const auto graph = graphFrom(R"(
        x = Parameter : f32 1x3x4x4
        w = Const : f32 2x3x1x1
        g = Const : f32 2
        b = Const : f32 2
        m = Const : f32 2
        v = Const : f32 2
        conv = Convolution(x, w) : f32 1x2x4x4
        bn = BatchNormInference(g, b, conv, m, v) {epsilon: 0.001} : f32 1x2x4x4
        pool = AvgPool(bn) : f32 1x2x2x2
        bn2 = BatchNormInference(b, g, pool, m, v) {epsilon: 0.001} : f32 1x2x2x2
        relu = ReLU(bn2) : f32 1x2x2x2
        out = Result(relu))",
                                 {{"g", {2, -3}}, {"b", {0.5, 1}}});
    const auto layers = earlyLayers(graph, kPicture);
    ASSERT_EQ(layers.size(), 2u);
    EXPECT_EQ(layers[0].kind, Kind::BatchNormalization);
    EXPECT_EQ(tensorName(graph, layers[0]), "bn");
    EXPECT_THAT(layers[0].offset, ElementsAre(0.5, 1.0));
    EXPECT_THAT(layers[0].spread, ElementsAre(2.0, 3.0));
    EXPECT_EQ(layers[1].kind, Kind::BatchNormalization);
    EXPECT_EQ(tensorName(graph, layers[1]), "bn2");
    EXPECT_THAT(layers[1].offset, ElementsAre(2.0, -3.0));
}

TEST(EarlyLayers, BeginWithWhatTheNetworkDoesToItsInput) {
    const auto graph = graphFrom(R"(
        x = Parameter : u8 1x4x4x3
        f = Convert(x) {destination_type: f32} : f32 1x4x4x3
        order = Const : i64 4
        chw = Transpose(f, order) : f32 1x3x4x4
        mean = Const : f32 1x3x1x1
        scale = Const : f32 1
        centred = Subtract(chw, mean) : f32 1x3x4x4
        scaled = Divide(centred, scale) : f32 1x3x4x4
        w = Const : f32 2x3x1x1
        conv = Convolution(scaled, w) : f32 1x2x4x4
        out = Result(conv))",
                                 {{"order", {0, 3, 1, 2}}, {"mean", {1, 2, 3}}, {"scale", {2}}});
    const auto layers = earlyLayers(graph, {0, 3, {data::ChannelAxis::Last}});
    ASSERT_EQ(layers.size(), 2u);
    EXPECT_EQ(layers[0].kind, Kind::Normalization);
    EXPECT_EQ(tensorName(graph, layers[0]), "scaled");
    EXPECT_EQ(layers[0].channelAxis, 1);
    EXPECT_EQ(layers[1].name, "conv");
}

TEST(EarlyLayers, AreThoseBehindThePictureAndNoMoreThanAFew) {
    std::string text =
        "size = Parameter : f32 1x2\nx = Parameter : f32 1x3x4x4\nws = Const : f32 2x2\nother = MatMul(size, ws) : f32 1x2\n"
        "unused = Result(other)\nw = Const : f32 3x3x1x1\n";
    std::string last = "x";
    for (int i = 0; i < 12; ++i) {
        text += fmt::format("c{0} = Convolution({1}, w) : f32 1x3x4x4\nr{0} = ReLU(c{0}) : f32 1x3x4x4\n", i, last);
        last = fmt::format("r{}", i);
    }
    const auto layers = earlyLayers(graphFrom(text + "out = Result(" + last + ")"), {1, 3, {data::ChannelAxis::First}});
    ASSERT_EQ(layers.size(), kMostEarlyLayers);
    EXPECT_EQ(layers[0].name, "c0");
    EXPECT_EQ(layers.back().name, "c7");
}

}  // namespace
}  // namespace rf::analysis
