// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/prepare.h"

#include "core/tensor/convert.h"
#include "tests/support/graph_text.h"
#include "tests/support/pch.h"

namespace rf {
namespace {

using testing::ElementsAre;

graph::Graph prepared(const graph::Graph& model, bool zeroBiases = false) {
    return quantization::prepare(model, {zeroBiases}, Progress()).value();
}

TEST(Prepare, TransposesTheConstantOfAMatMul) {
    const graph::Graph graph = prepared(test::graphFrom(R"(
        in = Parameter : f32 1x2
        w = Const : f32 2x3
        product = MatMul(in, w) {transpose_a: false; transpose_b: false} : f32 1x3
        out = Result(product))",
                                                        {{"w", {1, 2, 3, 4, 5, 6}}}));
    const graph::Node& product = graph.node(*graph.find("product"));
    EXPECT_EQ(product.attributes.flag("transpose_b"), true);
    const graph::Node& weights = graph.producer({product.id, 1});
    EXPECT_THAT(weights.value.shape(), ElementsAre(3, 2));
    EXPECT_THAT(toFloats(weights.value.view()), ElementsAre(1, 4, 2, 5, 3, 6));
    EXPECT_FALSE(graph.find("w")) << "nobody reads it any more";
}

TEST(Prepare, LeavesTransposedAndComputedOperandsAlone) {
    const graph::Graph model = test::graphFrom(R"(
        in = Parameter : f32 1x2
        w = Const : f32 3x2
        first = MatMul(in, w) {transpose_b: true} : f32 1x3
        other = Parameter : f32 3x3
        second = MatMul(first, other) : f32 1x3
        out = Result(second))");
    const graph::Graph graph = prepared(model);
    EXPECT_EQ(graph.producer({*graph.find("first"), 1}).name, "w");
    EXPECT_FALSE(graph.node(*graph.find("second")).attributes.flag("transpose_b").value_or(false));
}

// The second product is the last reader: its constant goes while later nodes are still to come.
TEST(Prepare, TransposesAConstantThatTwoProductsShare) {
    const graph::Graph graph = prepared(test::graphFrom(R"(
        in = Parameter : f32 1x2
        w = Const : f32 2x2
        order = Const : i64 2
        turned = Transpose(w, order) : f32 2x2
        a = MatMul(in, turned) : f32 1x2
        b = MatMul(a, turned) : f32 1x2
        out = Result(b))",
                                                        {{"w", {1, 2, 3, 4}}, {"order", {1, 0}}}));
    for (const char* product : {"a", "b"}) {
        EXPECT_EQ(graph.node(*graph.find(product)).attributes.flag("transpose_b"), true);
        EXPECT_THAT(toFloats(graph.producer({*graph.find(product), 1}).value.view()), ElementsAre(1, 2, 3, 4)) << product;
    }
}

TEST(Prepare, GivesNoBiasToWeightsOfTooLowARank) {
    const graph::Graph model = test::graphFrom(R"(
        in = Parameter : f32 1x4x8x8
        w = Const : f32 4
        conv = Convolution(in, w) : f32 1x4x8x8
        out = Result(conv))");
    EXPECT_EQ(prepared(model, true).size(), model.size());
}

constexpr const char* kTwoReaders = R"(
    in = Parameter : f32 1x4x8x8
    w = Const : f32 4x4x1x1
    conv = Convolution(in, w) : f32 1x4x8x8
    b = Const : f32 1x4x1x1
    bias = Add(conv, b) : f32 1x4x8x8
    relu = ReLU(conv) : f32 1x4x8x8
    grouped = Const : f32 2x3x2x1x1
    groups = GroupConvolution(relu, grouped) : f32 1x6x8x8
    out = Result(groups)
    out2 = Result(bias)
)";

TEST(Prepare, GivesEveryConvolutionWithoutABiasOneOfZeros) {
    const graph::Graph graph = prepared(test::graphFrom(kTwoReaders), true);
    ASSERT_TRUE(graph.find("conv/add_")) << "an Add that is not the only reader is no bias";
    EXPECT_EQ(graph.producer({*graph.find("bias"), 0}).name, "conv/add_");
    EXPECT_EQ(graph.producer({*graph.find("relu"), 0}).name, "conv/add_");
    EXPECT_THAT(graph.producer({*graph.find("groups/add_"), 1}).value.shape(), ElementsAre(1, 6, 1, 1));
}

TEST(Prepare, AddsNoBiasesUnlessAsked) {
    EXPECT_FALSE(prepared(test::graphFrom(kTwoReaders)).find("conv/add_"));
    const graph::Graph biased = test::graphFrom(R"(
        in = Parameter : f32 1x4x8x8
        w = Const : f32 4x4x1x1
        conv = Convolution(in, w) : f32 1x4x8x8
        b = Const : f32 1x4x1x1
        bias = Add(b, conv) : f32 1x4x8x8
        out = Result(bias))");
    EXPECT_EQ(prepared(biased, true).size(), biased.size());
}

}  // namespace
}  // namespace rf
