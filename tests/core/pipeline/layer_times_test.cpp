// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/layer_times.h"

#include "tests/support/graph_text.h"

namespace rf::pipeline {
namespace {

using engine::Kernel;
using engine::Profile;
using testing::ElementsAre;

const std::string kLayers =
    "w = Const : f32 4x3x1x1\n"
    "b = Const : f32 1x4x1x1\n"
    "conv = Convolution(INPUT, w) {strides: 1,1; pads_begin: 0,0; pads_end: 0,0; dilations: 1,1; auto_pad: explicit} : f32 1x4x8x8\n"
    "add = Add(conv, b) : f32 1x4x8x8\n"
    "relu = ReLU(add) : f32 1x4x8x8\n"
    "pool = MaxPool(relu) : f32 1x4x4x4\n"
    "out = Result(pool)";

graph::Graph layersBehind(const std::string& lines, const std::string& input) {
    std::string text = "x = Parameter {shape: 1,3,8,8; element_type: f32} : f32 1x3x8x8\n" + lines + kLayers;
    text.replace(text.find("INPUT"), 5, input);
    return test::graphFrom(text);
}

graph::Graph floatGraph() { return layersBehind("", "x"); }

graph::Graph int8Graph() {
    return layersBehind(
        "lo = Const : f32 1x1x1x1\nhi = Const : f32 1x1x1x1\n"
        "conv/fq_input_0 = FakeQuantize(x, lo, hi, lo, hi) {levels: 256} : f32 1x3x8x8\n",
        "conv/fq_input_0");
}

Kernel kernel(const std::string& name, const std::string& type, const std::string& precision, std::vector<std::string> layers,
              std::vector<std::size_t> inputs, std::optional<double> milliseconds) {
    return {name, type, type + "_" + precision, precision, std::move(layers), std::move(inputs), milliseconds};
}

/// Convolution, bias and activation in one kernel.
Profile floatProfile(double convolution, double pool) {
    return {{kernel("x", "Input", "f32", {"x"}, {}, {}), kernel("conv", "Convolution", "f32", {"conv", "add", "relu"}, {0}, convolution),
             kernel("pool", "Pooling", "f32", {"pool"}, {1}, pool), kernel("out", "Output", "f32", {"out"}, {2}, {})},
            100,
            "f32"};
}

/// Quantizer, reorder, convolution; bias and activation in a kernel of their own. As OpenVINO names them.
Profile int8Profile(double quantizer) {
    return {{kernel("x", "Input", "f32", {"x"}, {}, {}), kernel("conv/fq_input_0", "Subgraph", "f32", {"conv/fq_input_0"}, {0}, quantizer),
             kernel("conv/fq_input_0_abcd_acdb_conv", "Reorder", "u8", {}, {1}, 0.125),
             kernel("conv/DequantizationMultiply", "Convolution", "u8", {"conv/DequantizationMultiply"}, {2}, 0.25),
             kernel("relu", "Subgraph", "f32", {"add", "relu"}, {3}, 0.0625), kernel("pool", "Pooling", "f32", {"pool"}, {4}, 0.5),
             kernel("out", "Output", "f32", {"out"}, {5}, {})},
            100,
            "f32"};
}

LayerTable table(const std::vector<Profile>& ofFloat, const std::vector<Profile>& ofInt8) {
    const graph::Graph first = floatGraph(), second = int8Graph();
    return layerTable(std::vector<ProfiledNetwork>{{&first, ofFloat}, {&second, ofInt8}});
}

TEST(LayerTable, LayersThatShareAKernelShareARow) {
    const LayerTable result = table({floatProfile(1, 0.5)}, {int8Profile(0.125)});
    ASSERT_EQ(result.rows.size(), 2u);
    const LayerRow& row = result.rows[0];
    EXPECT_EQ(row.layer, "conv");
    EXPECT_EQ(row.type, "Convolution");
    EXPECT_THAT(row.layers, ElementsAre("conv", "add", "relu"));
    EXPECT_EQ(row.networks[0].milliseconds.median, 1);
    EXPECT_EQ(row.networks[0].precision, "f32");
    // Quantizer, reorder, convolution, activation.
    EXPECT_EQ(row.networks[1].milliseconds.median, 0.125 + 0.125 + 0.25 + 0.0625);
    EXPECT_EQ(row.networks[1].conversions, 0.25);
    EXPECT_EQ(row.networks[1].precision, "u8") << "of the kernel that takes longest";
    EXPECT_THAT(row.networks[1].kernels, ElementsAre("Convolution_u8", "Subgraph_f32"));
    EXPECT_EQ(result.rows[1].layer, "pool");
    EXPECT_THAT(result.sums, ElementsAre(1.5, 1.0625));
}

TEST(LayerTable, AMatMulThatWasFusedIntoItsBiasIsFoundThere) {
    Profile profile = floatProfile(1, 0.5);
    profile.kernels[1] = kernel("add", "FullyConnected", "f32", {"add"}, {0}, 1.0);  // nothing says "conv" or "relu"
    const graph::Graph graph = floatGraph();
    const LayerTable result = layerTable(std::vector<ProfiledNetwork>{{&graph, {profile}}});
    ASSERT_EQ(result.rows.size(), 2u);
    EXPECT_THAT(result.rows[0].layers, ElementsAre("conv", "add", "relu"));
    EXPECT_EQ(result.rows[0].layer, "conv");
}

TEST(LayerTable, AnActivationThatAQuantizerAbsorbedBelongsToItsProducer) {
    Profile profile = int8Profile(0.125);
    profile.kernels[3].layers.push_back("add");
    profile.kernels[4] = kernel("elsewhere", "Reorder", "u8", {}, {3}, 0.0625);  // nothing says "relu"
    const LayerTable result = table({floatProfile(1, 0.5)}, {profile});
    ASSERT_EQ(result.rows.size(), 2u) << "the row of the next layer is one of its own";
    EXPECT_THAT(result.rows[0].layers, ElementsAre("conv", "add", "relu"));
    EXPECT_THAT(result.rows[1].layers, ElementsAre("pool"));
    EXPECT_EQ(result.rows[1].networks[1].conversions, 0.0625);
}

TEST(LayerTable, SessionsGiveAMedianAndARange) {
    const LayerTable result = table({floatProfile(1, 0.5), floatProfile(4, 0.5), floatProfile(2, 0.5)}, {int8Profile(0)});
    EXPECT_EQ(result.rows[0].networks[0].milliseconds.median, 2);
    EXPECT_EQ(result.rows[0].networks[0].milliseconds.low, 1);
    EXPECT_EQ(result.rows[0].networks[0].milliseconds.high, 4);
}

TEST(LayerTable, NamesThatTheEngineMakesUpChangeFromSessionToSession) {
    Profile again = floatProfile(4, 0.5);
    again.kernels[1].name = "Multiply_9736";
    Profile once = floatProfile(2, 0.5);
    once.kernels[1].name = "Multiply_3881";
    const LayerTable result = table({once, again}, {int8Profile(0)});
    EXPECT_EQ(result.rows[0].networks[0].milliseconds.median, 3);
}

TEST(Pays, OnlyWhereSessionsDoNotOverlap) {
    EXPECT_EQ(pays(table({floatProfile(1, 0.5)}, {int8Profile(0.125)}).rows[0]), Pays::Yes);
    // 0.5625 lies between 0.5 and 1.
    EXPECT_EQ(pays(table({floatProfile(1, 0.5), floatProfile(0.5, 0.5)}, {int8Profile(0.125)}).rows[0]), Pays::Unclear);
    EXPECT_EQ(pays(table({floatProfile(1, 0.5)}, {int8Profile(0.125)}).rows[1]), Pays::SamePrecision);
}

TEST(Pays, SaysWhenConversionsCostMoreThanTheySave) {
    // Kernels: 1 in float, 0.25 + 0.0625 in int8. With 0.875 + 0.125 of conversions int8 takes 1.3125.
    EXPECT_EQ(pays(table({floatProfile(1, 0.5)}, {int8Profile(0.875)}).rows[0]), Pays::ConversionsCost);
    // Kernels: 0.25 in float: int8 is slower in itself.
    EXPECT_EQ(pays(table({floatProfile(0.25, 0.5)}, {int8Profile(0.125)}).rows[0]), Pays::No);
}

TEST(PredictedLatency, AddsWhatTheLayersTakeMoreInFloat) {
    const LayerTable layers = table({floatProfile(1, 0.5)}, {int8Profile(0.125)});
    const search::Latency quantized{2.0, 0.1, false};
    // The row of "add" takes 1 in float and 0.5625 in int8.
    const search::Latency latency = predictedLatency(layers, quantized, std::vector<std::string>{"add", "elsewhere"});
    EXPECT_DOUBLE_EQ(latency.milliseconds, 2.4375);
    EXPECT_EQ(latency.spread, 0.1);
    EXPECT_TRUE(latency.predicted);
    EXPECT_EQ(predictedLatency(layers, quantized, {}).milliseconds, 2.0);
}

}  // namespace
}  // namespace rf::pipeline
