// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/biased_layer.h"
#include "core/quantization/placement.h"
#include "core/quantization/range_estimator.h"
#include "tests/support/graph_text.h"
#include "tests/support/pch.h"

namespace rf::quantization {
namespace {

using testing::HasSubstr;

// The first convolution's data also goes into the second one.
constexpr const char* kTwoReaders = R"(
    in = Parameter : f32 1x4x8x8
    w1 = Const : f32 4x4x1x1
    conv1 = Convolution(in, w1) {strides: 1,1} : f32 1x4x8x8
    w2 = Const : f32 4x4x1x1
    conv2 = Convolution(in, w2) {strides: 1,1} : f32 1x4x8x8
    out1 = Result(conv1)
    out2 = Result(conv2)
)";

LayerChoice asymmetric(const std::string& layer) {
    LayerChoice choice{layer, TensorConstraint{}, TensorConstraint{}};
    choice.weights->mode = choice.activations->mode = Mode::Asymmetric;
    return choice;
}

Result<Placement> placed(const std::vector<LayerChoice>& layers, Settings settings = {}) {
    settings.layers = layers;
    return place(test::graphFrom(kTwoReaders), hardwareProfile("CPU").value(), settings);
}

const Quantizer& named(const Placement& placement, const std::string& name) {
    for (const Quantizer& quantizer : placement.quantizers)
        if (quantizer.name == name) return quantizer;
    throw std::runtime_error("no quantizer " + name);
}

TEST(LayerChoices, ChangeOneLayerOnly) {
    const Placement placement = placed({asymmetric("conv2")}).value();
    EXPECT_EQ(named(placement, "conv1/fq_weights_1").scheme.mode, Mode::Symmetric);
    EXPECT_EQ(named(placement, "conv2/fq_weights_1").scheme.mode, Mode::Asymmetric);
}

// {symmetric, asymmetric} of conv1 and {asymmetric} of conv2 have asymmetric in common.
TEST(LayerChoices, AgreeWithTheOtherReadersOfATensor) {
    EXPECT_EQ(named(placed({}).value(), "conv1/fq_input_0").scheme.mode, Mode::Symmetric);
    EXPECT_EQ(named(placed({asymmetric("conv2")}).value(), "conv1/fq_input_0").scheme.mode, Mode::Asymmetric);
}

// {asymmetric} and {symmetric} have nothing in common; both have a symmetric variant (spec 01, section 1.3).
TEST(LayerChoices, GiveWayWhereReadersDisagree) {
    LayerChoice symmetric = asymmetric("conv1");
    symmetric.activations->mode = Mode::Symmetric;
    EXPECT_EQ(named(placed({symmetric, asymmetric("conv2")}).value(), "conv1/fq_input_0").scheme.mode, Mode::Symmetric);
}

TEST(LayerChoices, StandAboveTheSettingsOfAllAndBelowTheUsersOverride) {
    Settings settings;
    settings.weights.rangeEstimator = RangeEstimator{EstimatorPreset::Quantile, {}, {}};
    LayerChoice extremes{"conv1", TensorConstraint{}, std::nullopt};
    extremes.weights->rangeEstimator = RangeEstimator{EstimatorPreset::Default, {}, {}};
    const auto reduction = [&](const Placement& placement, const char* name) {
        return resolveEstimator(named(placement, name), settings).max.reduction;
    };
    const Placement placement = placed({extremes}, settings).value();
    EXPECT_EQ(reduction(placement, "conv1/fq_weights_1"), calibration::Reduction::AbsMax);
    EXPECT_EQ(reduction(placement, "conv2/fq_weights_1"), calibration::Reduction::AbsQuantile);
    settings.overrides = {{"conv1/fq_weights_1", RangeEstimator{EstimatorPreset::Quantile, {}, {}}, {}, {}}};
    EXPECT_EQ(reduction(placed({extremes}, settings).value(), "conv1/fq_weights_1"), calibration::Reduction::AbsQuantile);
}

TEST(LayerChoices, KeepABiasAsItIs) {
    const graph::Graph graph = test::graphFrom(kTwoReaders);
    Settings settings;
    settings.biasCorrection.applyForAllNodes = true;  // the weights of this graph are not quantized
    EXPECT_EQ(biasedLayers(graph, graph, settings).size(), 2u);
    settings.layers = {{"conv1", {}, {}, false}};
    const auto layers = biasedLayers(graph, graph, settings);
    ASSERT_EQ(layers.size(), 1u);
    EXPECT_EQ(graph.node(layers[0].op).name, "conv2");
}

TEST(LayerChoices, RefuseUnknownLayersAndSecondChoices) {
    EXPECT_THAT(placed({asymmetric("conv3")}).error().message(), HasSubstr("no layer 'conv3'; did you mean 'conv"));
    EXPECT_THAT(placed({asymmetric("conv1"), asymmetric("conv1")}).error().message(), HasSubstr("'conv1' has two"));
}

}  // namespace
}  // namespace rf::quantization
