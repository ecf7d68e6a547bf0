// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/reference/constant_folding.h"

#include "core/tensor/convert.h"
#include "tests/support/graph_text.h"

namespace rf::engine {
namespace {

using test::graphFrom;
using testing::ElementsAre;

graph::Graph folded(const graph::Graph& graph, const FoldOptions& options = {}) {
    auto result = foldConstants(graph, options);
    EXPECT_TRUE(result) << result.error().message();
    return std::move(result).value();
}

std::vector<std::string> types(const graph::Graph& graph) {
    std::vector<std::string> list;
    for (const graph::NodeId id : graph.topologicalOrder()) list.push_back(graph.node(id).name + ":" + graph.node(id).type);
    return list;
}

std::vector<float> valueOf(const graph::Graph& graph, const std::string& name) {
    return toFloats(graph.node(*graph.find(name)).value.view());
}

TEST(FoldConstants, ReplacesAChainByTheValueOfItsLastOperation) {
    const graph::Graph graph = folded(graphFrom(R"(
        in = Parameter : f32 2x3
        w = Const : f32 2x3
        order = Const : i64 2
        turned = Transpose(w, order) : f32 3x2
        two = Const : f32 1
        scaled = Multiply(turned, two) : f32 3x2
        fc = MatMul(in, scaled) : f32 2x2
        out = Result(fc)
    )",
                                                {{"w", {1, 2, 3, 4, 5, 6}}, {"order", {1, 0}}, {"two", {2}}}));
    EXPECT_THAT(types(graph), ElementsAre("in:Parameter", "scaled:Const", "fc:MatMul", "out:Result"));
    // [1 2 3; 4 5 6] transposed and doubled.
    EXPECT_THAT(valueOf(graph, "scaled"), ElementsAre(2, 8, 4, 10, 6, 12));
}

TEST(FoldConstants, LeavesTheArgumentAsItWas) {
    const graph::Graph before = graphFrom("a = Const : f32 1\nb = ReLU(a) : f32 1\nout = Result(b)");
    EXPECT_EQ(folded(before).size(), 2u);
    EXPECT_EQ(before.size(), 3u);
}

constexpr const char* kCompressed = R"(
    in = Parameter : f32 1x2
    w = Const : f16 2
    wide = Convert(w) {destination_type: f32} : f32 2
    shape = Const : i64 2
    matrix = Reshape(wide, shape) : f32 2x1
    fc = MatMul(in, matrix) : f32 1x1
    out = Result(fc)
)";

TEST(FoldConstants, KeepsHalfPrecisionWhereElementsOnlyMove) {
    const graph::Graph graph = folded(graphFrom(kCompressed, {{"w", {0.5f, 0.25f}}, {"shape", {2, 1}}}));
    EXPECT_THAT(types(graph), ElementsAre("in:Parameter", "matrix/compressed:Const", "matrix:Convert", "fc:MatMul", "out:Result"));
    EXPECT_EQ(graph.node(*graph.find("matrix/compressed")).value.type(), ElementType::F16);
    EXPECT_EQ(graph.type({*graph.find("matrix"), 0}).shape, (Shape{2, 1}));
}

TEST(FoldConstants, WidensHalfPrecisionWhenAsked) {
    FoldOptions options;
    options.keepCompressed = false;
    const graph::Graph graph = folded(graphFrom(kCompressed, {{"w", {0.5f, 0.25f}}, {"shape", {2, 1}}}), options);
    EXPECT_THAT(types(graph), ElementsAre("in:Parameter", "matrix:Const", "fc:MatMul", "out:Result"));
    EXPECT_EQ(graph.node(*graph.find("matrix")).value.type(), ElementType::F32);
}

TEST(FoldConstants, ComputesInFullPrecisionFromHalfPrecision) {
    // 0.5 · 0.1 in f32; a product rounded to f16 would be 0.04998779.
    const graph::Graph graph = folded(graphFrom(R"(
        w = Const : f16 1
        wide = Convert(w) {destination_type: f32} : f32 1
        s = Const : f32 1
        scaled = Multiply(wide, s) : f32 1
        out = Result(scaled)
    )",
                                                {{"w", {0.5f}}, {"s", {0.1f}}}));
    EXPECT_THAT(types(graph), ElementsAre("scaled:Const", "out:Result"));
    EXPECT_THAT(valueOf(graph, "scaled"), ElementsAre(0.05f));
}

TEST(FoldConstants, LeavesIntegerWeightsAndFakeQuantizeAlone) {
    const graph::Graph before = graphFrom(R"(
        in = Parameter : f32 1x2
        w = Const : i8 2x2
        wide = Convert(w) {destination_type: f32} : f32 2x2
        scale = Const : f32 1
        scaled = Multiply(wide, scale) : f32 2x2
        lo = Const : f32 1
        hi = Const : f32 1
        v = Const : f32 2x2
        fq = FakeQuantize(v, lo, hi, lo, hi) {levels: 255} : f32 2x2
        both = Add(scaled, fq) : f32 2x2
        fc = MatMul(in, both) : f32 1x2
        out = Result(fc)
    )",
                                          {{"hi", {1}}});
    EXPECT_EQ(types(folded(before)), types(before));
}

// (q - 3) · 0.5, and what a FakeQuantize of three levels makes of it; 0.5 lies on a tie and goes to the even level, 1.
TEST(ConstantValue, IsWhatALayerComputesWith) {
    const graph::Graph graph = graphFrom(R"(
        in = Parameter : f32 1x2
        w = Const : u8 2x2
        wide = Convert(w) {destination_type: f32} : f32 2x2
        zero = Const : f32 2x1
        shifted = Subtract(wide, zero) : f32 2x2
        scale = Const : f32
        scaled = Multiply(shifted, scale) : f32 2x2
        lo = Const : f32
        hi = Const : f32
        fq = FakeQuantize(scaled, lo, hi, lo, hi) {levels: 3} : f32 2x2
        fc = MatMul(in, fq) : f32 1x2
        out = Result(fc)
    )",
                                         {{"w", {0, 3, 4, 6}}, {"zero", {3, 3}}, {"scale", {0.5f}}, {"lo", {-1}}, {"hi", {1}}});
    const auto at = [&](const char* name) { return constantValue(graph, {*graph.find(name), 0}); };
    EXPECT_THAT(toFloats(at("scaled")->view()), ElementsAre(-1.5f, 0, 0.5f, 1.5f));
    EXPECT_THAT(toFloats(at("fq")->view()), ElementsAre(-1, 0, 1, 1));
    EXPECT_FALSE(at("fc")) << "depends on the input";
}

TEST(FoldConstants, FoldsIntegersOfShapes) {
    const graph::Graph graph = folded(graphFrom(R"(
        in = Parameter : f32 1x4
        n = Const : i64 2
        narrow = Convert(n) {destination_type: i32} : i32 2
        out1 = Reshape(in, narrow) : f32 2x2
        out = Result(out1)
    )",
                                                {{"n", {2, 2}}}));
    EXPECT_EQ(graph.node(*graph.find("narrow")).value.type(), ElementType::I32);
}

TEST(FoldConstants, DoesNotBlowUpABroadcast) {
    const char* text = R"(
        in = Parameter : f32 1024x512
        one = Const : f32 1x1
        shape = Const : i64 2
        wide = Broadcast(one, shape) {mode: numpy} : f32 1024x512
        sum = Add(in, wide) : f32 1024x512
        out = Result(sum)
    )";
    const graph::Graph before = graphFrom(text, {{"shape", {1024, 512}}});
    EXPECT_EQ(types(folded(before)), types(before));
    FoldOptions generous;
    generous.alwaysFoldBytes = 4 << 20;
    EXPECT_THAT(types(folded(before, generous)), ElementsAre("in:Parameter", "wide:Const", "sum:Add", "out:Result"));
}

TEST(FoldConstants, LeavesUnknownOperatorsAndImpossibleOnesAlone) {
    const graph::Graph before = graphFrom(R"(
        a = Const : f32 3
        odd = NonZero(a) : i64 1x?
        b = Const : f32 2
        wrong = Add(a, b) : f32 3
        out = Result(odd)
        out2 = Result(wrong)
    )");
    EXPECT_EQ(types(folded(before)), types(before));
}

TEST(FoldConstants, FoldsEveryPartOfASplit) {
    const graph::Graph graph = folded(graphFrom(R"(
        a = Const : f32 4
        axis = Const : i64
        parts = Split(a, axis) {num_splits: 2} : f32 2|f32 2
        sum = Subtract(parts:1, parts:0) : f32 2
        out = Result(parts:1)
        out2 = Result(sum)
    )",
                                                {{"a", {1, 2, 3, 5}}}));
    EXPECT_THAT(valueOf(graph, "parts.1"), ElementsAre(3, 5));
    EXPECT_THAT(valueOf(graph, "sum"), ElementsAre(2, 3));
}

TEST(FoldConstants, FoldsKnownShapesOnlyWhenAsked) {
    const graph::Graph before = graphFrom(R"(
        in = Parameter : f32 1x6
        shape = ShapeOf(in) {output_type: i64} : i64 2
        two = Const : i64 1
        more = Multiply(shape, two) : i64 2
        out = Result(more)
    )",
                                          {{"two", {2}}});
    EXPECT_EQ(types(folded(before)), types(before));
    FoldOptions options;
    options.foldShapeOf = true;
    EXPECT_THAT(valueOf(folded(before, options), "more"), ElementsAre(2, 12));
}

TEST(FoldConstants, KeepsTheNamesOfTheTensor) {
    graph::Graph graph = graphFrom("a = Const : f32 1\nb = Exp(a) : f32 1\nout = Result(b)");
    graph::Editor(graph).update(*graph.find("b"), [](graph::Node& node) { node.outputs[0].tensorNames = "logits"; });
    EXPECT_EQ(folded(graph).type({*folded(graph).find("b"), 0}).tensorNames, "logits");
}

}  // namespace
}  // namespace rf::engine
