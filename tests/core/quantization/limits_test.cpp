// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/limits.h"

#include "core/quantization/range_estimator.h"
#include "core/tensor/convert.h"
#include "tests/support/graph_text.h"

namespace rf::quantization {
namespace {

using calibration::Granularity;

// Two quantizers over one graph: weights of `fc` and its input. The four zeros are shared, as fresh constants may be.
constexpr auto kLimitsModel = R"(
    in = Parameter : f32 1x2x3
    zero = Const : f32
    fc/fq_input_0 = FakeQuantize(in, zero, zero, zero, zero) {levels: 0} : f32 1x2x3
    w = Const : f32 2x3
    fc/fq_weights_1 = FakeQuantize(w, zero, zero, zero, zero) {levels: 0} : f32 2x3
    fc = MatMul(fc/fq_input_0, fc/fq_weights_1) {transpose_b: true} : f32 1x2x2
    out = Result(fc)
)";

graph::Graph model() { return test::graphFrom(kLimitsModel, {{"w", {1, -2, 0.5f, 0, 0.001f, 0}}}); }

Quantizer weights(const graph::Graph& graph, Mode mode) {
    Quantizer quantizer;
    quantizer.name = "fc/fq_weights_1";
    quantizer.node = *graph.find(quantizer.name);
    quantizer.source = {*graph.find("w"), 0};
    quantizer.group = Group::Weights;
    quantizer.scheme.mode = quantizer.estimatorMode = mode;
    quantizer.scheme.granularity = Granularity::PerChannel;
    quantizer.levels = mode == Mode::Symmetric ? 255 : 256;
    return quantizer;
}

Quantizer activations(const graph::Graph& graph, Mode mode) {
    Quantizer quantizer;
    quantizer.name = "fc/fq_input_0";
    quantizer.node = *graph.find(quantizer.name);
    quantizer.source = {*graph.find("in"), 0};
    quantizer.scheme.mode = quantizer.estimatorMode = mode;
    return quantizer;
}

const calibration::TensorName kInput{"in", 0};

MeasuredTensor measured(const Quantizer& quantizer) { return {kInput, quantizer.channelAxis}; }

calibration::Statistics statistics(const Quantizer& quantizer, const Settings& settings, std::vector<float> min, std::vector<float> max,
                                   std::int64_t channels = 1) {
    const ResolvedEstimator estimator = resolveEstimator(quantizer, settings);
    calibration::Statistics::Data data;
    const auto samples = static_cast<std::int64_t>(max.size()) / channels;
    for (std::int64_t i = 0; i < samples; ++i) data.samples.push_back(i);
    const auto minChannels = static_cast<std::int64_t>(min.size()) / samples;
    data.values[requestFor(*estimator.min, kInput, quantizer.channelAxis)] = {samples, 1, minChannels, std::move(min)};
    data.values[requestFor(estimator.max, kInput, quantizer.channelAxis)] = {samples, 1, channels, std::move(max)};
    return calibration::Statistics(std::move(data));
}

TEST(WeightLimits, AreSymmetricPerOutputChannel) {
    const graph::Graph graph = model();
    const QuantizerLimits limits = weightLimits(graph, weights(graph, Mode::Symmetric), {}).value();
    EXPECT_EQ(limits.range, (Range{{-2.0, -0.02}, {2.0, 0.02}}));
    EXPECT_EQ(limits.shape, (Shape{2, 1}));
}

// Channel 0: [-2, 1], 170 is a level exactly. Channel 1: [0, 0.001] is wide enough and starts at zero.
TEST(WeightLimits, NameTheLayerWhoseWeightsF32CannotSpan) {
    const graph::Graph graph = test::graphFrom(kLimitsModel, {{"w", {3e38f, -2, 0.5f, 0, 0.001f, 0}}});
    for (const Mode mode : {Mode::Symmetric, Mode::Asymmetric}) {
        const auto limits = weightLimits(graph, weights(graph, mode), {});
        ASSERT_FALSE(limits);
        EXPECT_EQ(limits.error().code(), ErrorCode::InvalidFile);
        EXPECT_THAT(limits.error().message(), testing::StartsWith("'fc': "));
    }
}

TEST(WeightLimits, AreAsymmetricWhenAsked) {
    const graph::Graph graph = model();
    const QuantizerLimits limits = weightLimits(graph, weights(graph, Mode::Asymmetric), {}).value();
    EXPECT_NEAR(limits.range.low[0], -2.0, 1e-9);
    EXPECT_NEAR(limits.range.high[0], 1.0, 1e-9);
    EXPECT_EQ(limits.range.low[1], 0.0);
    EXPECT_NEAR(limits.range.high[1], 0.001, 1e-9);
}

/// A recurrent operator with three constants, of which `h` has other channels where there are two directions.
graph::Graph recurrent() {
    return test::graphFrom(R"(
        in = Parameter : f32 1x2x1
        zero = Const : f32
        h = Const : f32 1x2x1
        w = Const : f32 2x4x1
        r = Const : f32 2x4x1
        qh = FakeQuantize(h, zero, zero, zero, zero) {levels: 0} : f32 1x2x1
        qw = FakeQuantize(w, zero, zero, zero, zero) {levels: 0} : f32 2x4x1
        qr = FakeQuantize(r, zero, zero, zero, zero) {levels: 0} : f32 2x4x1
        lstm = LSTMSequence(in, qh, qh, zero, qw, qr) : f32 1x2x2x1
        out = Result(lstm)
    )",
                           {{"h", {0, 3}}, {"w", {1, -2, 0, 0, 0.5f, 0, 0, 0}}, {"r", {5, 0, 0, 0, 0, -7, 0, 0}}});
}

Range limitsIn(const graph::Graph& graph, const std::string& name, Compatibility compatibility) {
    Quantizer quantizer = weights(model(), Mode::Symmetric);
    quantizer.node = *graph.find(name);
    Settings settings;
    settings.compatibility = compatibility;
    return weightLimits(graph, quantizer, settings).value().range;
}

// The original keys statistics by the operator (spec 01, section 4.3); with unequal numbers of channels it fails.
TEST(WeightLimits, OfOneOperatorAreThoseOfItsLastConstantInCompatibilityOnly) {
    EXPECT_EQ(limitsIn(recurrent(), "qw", Compatibility::Pot), (Range{{-5, -7}, {5, 7}}));
    EXPECT_EQ(limitsIn(recurrent(), "qr", Compatibility::Pot), (Range{{-5, -7}, {5, 7}}));
    EXPECT_EQ(limitsIn(recurrent(), "qh", Compatibility::Pot), (Range{{-3}, {3}}));
    EXPECT_EQ(limitsIn(recurrent(), "qw", Compatibility::Default), (Range{{-2, -0.5}, {2, 0.5}}));
}

// The original fails here (spec 01, section 9).
TEST(WeightLimits, WorkPerTensorInBothModes) {
    const graph::Graph graph = model();
    for (const auto& [mode, shape] : {std::pair{Mode::Symmetric, Shape{}}, std::pair{Mode::Asymmetric, Shape{1, 1}}}) {
        Quantizer quantizer = weights(graph, mode);
        quantizer.scheme.granularity = Granularity::PerTensor;
        const QuantizerLimits limits = weightLimits(graph, quantizer, {}).value();
        EXPECT_EQ(limits.shape, shape);
        EXPECT_EQ(limits.range.low.size(), 1u);
        EXPECT_NEAR(limits.range.low[0], -2.0, 1e-9);
    }
}

// Worked example of the specification, both presets.
TEST(ActivationLimits, ReproduceTheWorkedExample) {
    const graph::Graph graph = model();
    const Quantizer asymmetric = activations(graph, Mode::Asymmetric);
    QuantizerLimits limits = activationLimits(asymmetric, {1, 1, 3, 3}, measured(asymmetric),
                                              statistics(asymmetric, {}, {-0.9f, -1.2f, -0.6f}, {3.0f, 3.4f, 2.3f}), {})
                                 .value();
    EXPECT_NEAR(limits.range.low[0], -0.9, 1e-6);
    EXPECT_NEAR(limits.range.high[0], 2.925, 1e-6);
    EXPECT_EQ(limits.shape, (Shape{1, 1, 1, 1}));

    const Quantizer symmetric = activations(graph, Mode::Symmetric);
    limits = activationLimits(symmetric, {1, 1, 3, 3}, measured(symmetric),
                              statistics(symmetric, {}, {-0.9f, -1.2f, -0.6f}, {3.0f, 3.4f, 2.3f}), {})
                 .value();
    EXPECT_NEAR(limits.range.low[0], -2.9228346, 1e-6);
    EXPECT_NEAR(limits.range.high[0], 2.9, 1e-6);
    EXPECT_EQ(limits.shape, Shape{});
}

TEST(ActivationLimits, StandOnTheChannelAxis) {
    const graph::Graph graph = model();
    Quantizer quantizer = activations(graph, Mode::Symmetric);
    quantizer.scheme.granularity = Granularity::PerChannel;
    const QuantizerLimits limits = activationLimits(quantizer, {1, 2, 5, 5}, measured(quantizer),
                                                    statistics(quantizer, {}, {0.0f, 0.0f}, {1.0f, 2.0f, 3.0f, 1.0f}, 2), {})
                                       .value();
    EXPECT_EQ(limits.shape, (Shape{1, 2, 1, 1}));
    EXPECT_EQ(limits.range, (Range{{0.0, 0.0}, {3.0, 2.0}}));
}

// The original fails here too: one value for a range per channel.
TEST(ActivationLimits, BroadcastOneEndToTheChannelsOfTheOther) {
    const graph::Graph graph = model();
    Quantizer quantizer = activations(graph, Mode::Asymmetric);
    quantizer.scheme.granularity = Granularity::PerChannel;
    Settings settings;
    settings.rangeEstimator.min.granularity = Granularity::PerTensor;
    const QuantizerLimits limits =
        activationLimits(quantizer, {1, 2, 5, 5}, measured(quantizer), statistics(quantizer, settings, {0.0f}, {1.0f, 2.0f}, 2), settings)
            .value();
    EXPECT_EQ(limits.range, (Range{{0.0, 0.0}, {1.0, 2.0}}));
}

TEST(ActivationLimits, NameTheQuantizerThatWasNotMeasured) {
    const graph::Graph graph = model();
    const auto limits = activationLimits(activations(graph, Mode::Symmetric), {1, 2}, {kInput}, {}, {});
    ASSERT_FALSE(limits);
    EXPECT_THAT(limits.error().message(), testing::HasSubstr("fc/fq_input_0"));
}

std::vector<Quantizer> groupOfTwo(Mode mode) {
    Quantizer quantizer;
    quantizer.scheme.mode = quantizer.estimatorMode = mode;
    quantizer.unifyGroup = 0;
    return {quantizer, quantizer};
}

std::vector<QuantizerLimits> unsignedAndSigned() { return {{{{0.0}, {4.0}}, {}, false}, {{{-2.56}, {2.54}}, {}, false}}; }

TEST(UnifyScales, TakesTheExtremesInCompatibilityMode) {
    std::vector<QuantizerLimits> limits = unsignedAndSigned();
    unifyScales(groupOfTwo(Mode::Symmetric), limits, habitsOf(Compatibility::Pot));
    for (const QuantizerLimits& member : limits) EXPECT_EQ(member.range, (Range{{-2.56}, {4.0}}));
}

TEST(UnifyScales, StaysSymmetricOtherwise) {
    std::vector<QuantizerLimits> limits = unsignedAndSigned();
    unifyScales(groupOfTwo(Mode::Symmetric), limits, habitsOf(Compatibility::Default));
    for (const QuantizerLimits& member : limits) {
        EXPECT_EQ(member.range.high[0], 4.0);
        EXPECT_NEAR(member.range.low[0], -4.0 * 256.0 / 254.0, 1e-12);
    }
}

TEST(UnifyScales, BringsZeroBackOntoALevel) {
    std::vector<QuantizerLimits> limits{{{{-0.9}, {2.0}}, {1, 1}, false}, {{{-0.1}, {2.9}}, {1, 1}, false}};
    unifyScales(groupOfTwo(Mode::Asymmetric), limits, habitsOf(Compatibility::Default));
    EXPECT_NEAR(limits[0].range.low[0], -0.9, 1e-12);
    EXPECT_NEAR(limits[0].range.high[0], 2.925, 1e-12);  // as in the worked example
    EXPECT_EQ(limits[0].range, limits[1].range);
}

TEST(UnifyScales, LeavesQuantizersWithoutGroupAlone) {
    std::vector<Quantizer> quantizers(2);
    std::vector<QuantizerLimits> limits = unsignedAndSigned();
    unifyScales(quantizers, limits, habitsOf(Compatibility::Default));
    EXPECT_EQ(limits[0].range, (Range{{0.0}, {4.0}}));
}

TEST(UnifyScales, GivesOneRangeToMembersWithDifferentChannels) {
    std::vector<QuantizerLimits> limits{{{{0.0, 0.0}, {1.0, 2.0}}, {1, 2}, false}, {{{0.0}, {4.0}}, {}, false}};
    unifyScales(groupOfTwo(Mode::Symmetric), limits, habitsOf(Compatibility::Pot));
    EXPECT_EQ(limits[0].range, (Range{{0.0, 0.0}, {4.0, 4.0}}));
    EXPECT_EQ(limits[1].range, (Range{{0.0}, {4.0}}));
}

TEST(WriteLimits, FillsFourConstantsAndTheLevels) {
    graph::Graph graph = model();
    const Quantizer quantizer = weights(graph, Mode::Symmetric);
    writeLimits(graph, quantizer, {{{-2.0, -0.02}, {2.0, 0.02}}, {2, 1}, true});
    const graph::Node& node = graph.node(quantizer.node);
    EXPECT_EQ(node.attributes.text("levels"), "255");
    const std::vector<std::vector<float>> expected{{-2.0f, -0.02f}, {2.0f, 0.02f}, {-4.0f, -0.04f}, {4.0f, 0.04f}};
    for (int port = 1; port <= 4; ++port) {
        const Tensor& value = graph.producer({quantizer.node, port}).value;
        EXPECT_EQ(value.shape(), (Shape{2, 1}));
        EXPECT_EQ(toFloats(value.view()), expected[static_cast<std::size_t>(port - 1)]);
    }
    // The neighbour, which shared the zeros, still has them.
    EXPECT_EQ(toFloats(graph.producer({*graph.find("fc/fq_input_0"), 1}).value.view()), std::vector<float>{0.0f});
}

TEST(WriteLimits, StoresHalvesForHalfPrecisionTensors) {
    graph::Graph graph = test::graphFrom(R"(
        in = Parameter : f16 1x3
        zero = Const : f16
        fq = FakeQuantize(in, zero, zero, zero, zero) {levels: 256} : f16 1x3
        out = Result(fq)
    )");
    Quantizer quantizer;
    quantizer.node = *graph.find("fq");
    writeLimits(graph, quantizer, {{{0.0}, {1.0}}, {}, false});
    EXPECT_EQ(graph.producer({quantizer.node, 2}).value.type(), ElementType::F16);
}

}  // namespace
}  // namespace rf::quantization
