// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/weight_compression.h"

#include "core/quantization/weights.h"
#include "core/tensor/convert.h"
#include "tests/core/quantization/by_name.h"
#include "tests/support/graph_text.h"

namespace rf::quantization {
namespace {

using testing::ElementsAre;

// The weights of the worked example behind a FakeQuantize with the given limits.
graph::Graph worked(const std::vector<float>& weights, const std::vector<float>& low, const std::vector<float>& high, float factor,
                    std::int64_t levels) {
    std::vector<float> outLow = low, outHigh = high;
    for (float& value : outLow) value *= factor;
    for (float& value : outHigh) value *= factor;
    return test::graphFrom(R"(
        in = Parameter : f32 1x1x3x3
        w = Const : f32 3x1x2x2
        il = Const : f32 3x1x1x1
        ih = Const : f32 3x1x1x1
        ol = Const : f32 3x1x1x1
        oh = Const : f32 3x1x1x1
        conv/fq_weights_1 = FakeQuantize(w, il, ih, ol, oh) {levels: )" +
                               std::to_string(levels) + R"(} : f32 3x1x2x2
        conv = Convolution(in, conv/fq_weights_1) : f32 1x3x2x2
        out = Result(conv)
    )",
                           {{"w", weights}, {"il", low}, {"ih", high}, {"ol", outLow}, {"oh", outHigh}});
}

const std::vector<float> kWeights{0.52f, -1.27f, 0.30f, 0.10f, 0.004f, -0.002f, 0.001f, 0.003f, -0.635f, 0.20f, 0.45f, -0.31f};
const std::vector<float> kLow{-1.27f, -0.0127f, -0.635f}, kHigh{1.27f, 0.0127f, 0.635f};

graph::Graph compressed(const graph::Graph& graph) { return compressWeights(graph, Progress()).value(); }
TEST(CompressWeights, ReproducesTheWorkedExample) {
    const graph::Graph graph = compressed(worked(kWeights, kLow, kHigh, 1.0f, 255));
    EXPECT_EQ(graph.node(*graph.find("w/quantized")).value.type(), ElementType::I8);
    EXPECT_THAT(valuesOf(graph, "w/quantized"), ElementsAre(52, -127, 30, 10, 40, -20, 10, 30, -127, 40, 90, -62));
    EXPECT_THAT(valuesOf(graph, "conv/fq_weights_1/scale"),
                ElementsAre(testing::FloatEq(0.01f), testing::FloatEq(0.0001f), testing::FloatEq(0.005f)));
    EXPECT_EQ(graph.node(*graph.find("conv/fq_weights_1/scale")).value.shape(), (Shape{3, 1, 1, 1}));
    EXPECT_FALSE(graph.find("conv/fq_weights_1/minus_zp").has_value());
}

// Extreme weights of halved channels lie on ties: -63.5 → -63.
TEST(CompressWeights, RoundsTiesUpAsTheWorkedExample) {
    std::vector<float> halves = kWeights;
    for (float& weight : halves) weight /= 2.0f;
    const graph::Graph graph = compressed(worked(halves, kLow, kHigh, 2.0f, 255));
    EXPECT_THAT(valuesOf(graph, "w/quantized"), ElementsAre(26, -63, 15, 5, 20, -10, 5, 15, -63, 20, 45, -31));
    EXPECT_THAT(valuesOf(graph, "conv/fq_weights_1/scale"),
                ElementsAre(testing::FloatEq(0.02f), testing::FloatEq(0.0002f), testing::FloatEq(0.01f)));
}

TEST(CompressWeights, LeavesTheChainOfTheSpecification) {
    const graph::Graph graph = compressed(worked(kWeights, kLow, kHigh, 1.0f, 255));
    const graph::Node& multiply = graph.producer({*graph.find("conv"), 1});
    EXPECT_EQ(multiply.name, "conv/fq_weights_1/mulpiply_by_scale");
    const graph::Node& convert = graph.node(multiply.inputs[0].node);
    EXPECT_EQ(convert.name, "w/quantized/to_f32");
    EXPECT_EQ(convert.attributes.text("destination_type"), "f32");
    for (const graph::NodeId id : graph.nodes()) EXPECT_FALSE(graph.node(id).isFakeQuantize());
    EXPECT_FALSE(graph.find("w").has_value());
    EXPECT_FALSE(graph.find("il").has_value());
}

// [0, 2.55] in 256 levels: zero is at level 0, stored as -128, so Subtract stays; the value is level · 0.01.
TEST(CompressWeights, KeepsTheZeroPointOfAsymmetricWeights) {
    std::vector<float> weights(12, 0.0f);
    weights[1] = 2.55f;
    weights[2] = 1.0f;
    const graph::Graph graph = compressed(worked(weights, {0, 0, 0}, {2.55f, 2.55f, 2.55f}, 1.0f, 256));
    EXPECT_THAT(valuesOf(graph, "w/quantized"), ElementsAre(-128, 127, -28, -128, -128, -128, -128, -128, -128, -128, -128, -128));
    EXPECT_EQ(graph.producer({*graph.find("conv/fq_weights_1/mulpiply_by_scale"), 0}).type, "Subtract");
    EXPECT_THAT(valuesOf(graph, "conv/fq_weights_1/zero_point"), ElementsAre(-128, -128, -128));
}

// [-128, 127] · 0.01 has its zero on q = 0: nothing is left to subtract.
TEST(CompressWeights, DropsAZeroPointOfZero) {
    const std::vector<float> weights{0.5f, -1.28f, 1.27f, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    const graph::Graph graph = compressed(worked(weights, {-1.28f, -1.28f, -1.28f}, {1.27f, 1.27f, 1.27f}, 1.0f, 256));
    EXPECT_FALSE(graph.find("conv/fq_weights_1/minus_zp").has_value());
    EXPECT_THAT(valuesOf(graph, "w/quantized"), ElementsAre(50, -128, 127, 0, 0, 0, 0, 0, 0, 0, 0, 0));
}

// [-1, 1.55] · 0.01: zero at level 100, q = -28. Weights up to 0.99 leave room to shift all of them by 28.
TEST(CompressWeights, ShiftsTheIntegersWhereTheyStayInABit8) {
    const std::vector<float> weights{0.99f, -1.0f, 0.5f, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    const graph::Graph graph = compressed(worked(weights, {-1, -1, -1}, {1.55f, 1.55f, 1.55f}, 1.0f, 256));
    EXPECT_FALSE(graph.find("conv/fq_weights_1/minus_zp").has_value());
    EXPECT_THAT(valuesOf(graph, "w/quantized"), ElementsAre(99, -100, 50, 0, 0, 0, 0, 0, 0, 0, 0, 0));
}

TEST(CompressWeights, PacksFewLevelsIntoFourBits) {
    std::vector<float> weights(12, 0.0f);
    weights[0] = 0.7f;
    weights[1] = -0.7f;
    weights[2] = 0.3f;
    const graph::Graph graph = compressed(worked(weights, {-0.7f, -0.7f, -0.7f}, {0.7f, 0.7f, 0.7f}, 1.0f, 15));
    const Tensor& integers = graph.node(*graph.find("w/quantized")).value;
    EXPECT_EQ(integers.type(), ElementType::I4);
    EXPECT_EQ(integers.bytes().size(), 6u);
    EXPECT_THAT(toFloats(integers.view()), ElementsAre(7, -7, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0));
}

TEST(CompressWeights, StoresGroupedWeightsFlat) {
    const graph::Graph graph = compressed(test::graphFrom(R"(
        in = Parameter : f32 1x2x1x1
        w = Const : f32 2x1x1x1x1
        l = Const : f32 2x1x1x1x1
        h = Const : f32 2x1x1x1x1
        dw/fq_weights_1 = FakeQuantize(w, l, h, l, h) {levels: 255} : f32 2x1x1x1x1
        dw = GroupConvolution(in, dw/fq_weights_1) : f32 1x2x1x1
        out = Result(dw)
    )",
                                                          {{"w", {1.27f, -0.5f}}, {"l", {-1.27f, -1.27f}}, {"h", {1.27f, 1.27f}}}));
    EXPECT_EQ(graph.node(*graph.find("w/quantized")).value.shape(), (Shape{2, 1, 1, 1}));
    EXPECT_EQ(graph.node(*graph.find("dw/fq_weights_1/scale")).value.shape(), (Shape{2, 1, 1, 1}));
    const graph::Node& reshape = graph.producer({*graph.find("dw"), 1});
    EXPECT_EQ(reshape.type, "Reshape");
    EXPECT_EQ(toInts(graph.node(reshape.inputs[1].node).value.view()), (std::vector<std::int64_t>{2, 1, 1, 1, 1}));
    EXPECT_EQ(graph.type({reshape.id, 0}).shape, (Shape{2, 1, 1, 1, 1}));
}

TEST(CompressWeights, KeepsHalfPrecisionSources) {
    const graph::Graph graph = compressed(test::graphFrom(R"(
        in = Parameter : f16 1x2
        w = Const : f16 1x2
        l = Const : f16
        h = Const : f16
        fc/fq_weights_1 = FakeQuantize(w, l, h, l, h) {levels: 255} : f16 1x2
        fc = MatMul(in, fc/fq_weights_1) {transpose_b: true} : f16 1x1
        out = Result(fc)
    )",
                                                          {{"w", {1, -0.5f}}, {"l", {-1}}, {"h", {1}}}));
    EXPECT_EQ(graph.type({*graph.find("w/quantized/to_f16"), 0}).type, ElementType::F16);
    EXPECT_EQ(graph.node(*graph.find("fc/fq_weights_1/scale")).value.type(), ElementType::F16);
}

TEST(CompressWeights, LooksThroughDecompression) {
    const graph::Graph graph = compressed(test::graphFrom(R"(
        in = Parameter : f32 1x2
        w = Const : f16 1x2
        w32 = Convert(w) {destination_type: f32} : f32 1x2
        l = Const : f32
        h = Const : f32
        fc/fq_weights_1 = FakeQuantize(w32, l, h, l, h) {levels: 255} : f32 1x2
        fc = MatMul(in, fc/fq_weights_1) {transpose_b: true} : f32 1x1
        out = Result(fc)
    )",
                                                          {{"w", {1, -0.5f}}, {"l", {-1}}, {"h", {1}}}));
    EXPECT_THAT(valuesOf(graph, "w32/quantized"), ElementsAre(127, -63));  // -63.5 rounds up
    EXPECT_FALSE(graph.find("w").has_value());
}

TEST(CompressWeights, LeavesActivationsAndWideWeightsAlone) {
    const graph::Graph before = test::graphFrom(R"(
        in = Parameter : f32 1x2
        l = Const : f32
        h = Const : f32
        fq = FakeQuantize(in, l, h, l, h) {levels: 256} : f32 1x2
        w = Const : f32 1x2
        wide = FakeQuantize(w, l, h, l, h) {levels: 65535} : f32 1x2
        fc = MatMul(fq, wide) {transpose_b: true} : f32 1x1
        out = Result(fc)
    )",
                                                {{"l", {-1}}, {"h", {1}}});
    EXPECT_EQ(compressed(before).size(), before.size());
}

// (q - zp) · scale is what the FakeQuantize with the same rounding gives.
TEST(CompressWeights, KeepsTheValuesOfTheWeights) {
    const std::vector<float> low{-1.27f, -0.3f, 0.0f}, high{1.27f, 0.7f, 2.0f};
    const graph::Graph before = worked(kWeights, low, high, 1.0f, 256);
    const Tensor expected = readConstantQuantizer(before, *before.find("conv/fq_weights_1"))->evaluated(Rounding::HalfUp);
    const graph::Graph after = compressed(before);
    const auto integers = valuesOf(after, "w/quantized"), scale = valuesOf(after, "conv/fq_weights_1/scale"),
               zeroPoint = valuesOf(after, "conv/fq_weights_1/zero_point");
    const std::vector<float> values = toFloats(expected.view());
    for (std::size_t i = 0; i < values.size(); ++i) EXPECT_NEAR((integers[i] - zeroPoint[i / 4]) * scale[i / 4], values[i], 1e-5f) << i;
}

/// Something with one reader, for constants of every rank.
graph::Graph added(const std::string& shape) {
    return test::graphFrom("in = Parameter : f32 2x2x2\n w = Const : f32 " + shape + R"(
        low = Const : f32
        high = Const : f32
        wq = FakeQuantize(w, low, high, low, high) {levels: 255} : f32 )" +
                               shape + R"(
        sum = Add(in, wq) : f32 2x2x2
        out = Result(sum))",
                           {{"low", {-1.27f}}, {"high", {1.27f}}});
}

TEST(CompressWeights, TakesConstantsOfAnyRank) {
    for (const std::string shape : {"", "2", "1x2", "2x2x2", "1x1x1x1"}) {
        const graph::Graph graph = compressed(added(shape));
        EXPECT_EQ(graph.producer({*graph.find("sum"), 1}).type, "Multiply") << shape;
    }
}

// Behind two quantizers stands one Convert, which goes with the second: later ids of the walk are no nodes any more.
TEST(CompressWeights, TakesAHalfConstantThatTwoQuantizersRead) {
    const graph::Graph graph = compressed(test::graphFrom(R"(
        in = Parameter : f32 1x2
        low = Const : f32
        high = Const : f32
        half = Const : f16 2x2
        w = Convert(half) {destination_type: f32} : f32 2x2
        a = FakeQuantize(w, low, high, low, high) {levels: 255} : f32 2x2
        b = FakeQuantize(w, low, low, low, high) {levels: 15} : f32 2x2
        fc1 = MatMul(in, a) {transpose_b: true} : f32 1x2
        fc2 = MatMul(fc1, b) {transpose_b: true} : f32 1x2
        out = Result(fc2))",
                                                          {{"low", {-1}}, {"high", {1}}}));
    EXPECT_EQ(graph.producer({*graph.find("fc1"), 1}).type, "Multiply");
    EXPECT_EQ(graph.producer({*graph.find("fc2"), 1}).type, "Multiply");
    EXPECT_FALSE(graph.find("half"));
}

TEST(CompressWeights, LeavesQuantizersWhoseRangeF32CannotSpan) {
    const graph::Graph before = worked(kWeights, {-3e38f, -1, -1}, {3e38f, 1, 1}, 1.0f, 255);
    EXPECT_EQ(compressed(before).size(), before.size());
}

TEST(CompressWeights, StopsWhenAsked) {
    std::stop_source stop;
    stop.request_stop();
    const auto result = compressWeights(worked(kWeights, kLow, kHigh, 1.0f, 255), Progress(stop.get_token(), {}));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code(), ErrorCode::Cancelled);
}

}  // namespace
}  // namespace rf::quantization
