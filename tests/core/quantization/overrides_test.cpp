// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/placement/overrides.h"

#include <gmock/gmock.h>

#include <cmath>

#include "core/quantization/limits.h"
#include "core/quantization/range_estimator.h"
#include "tests/support/graph_text.h"

namespace rf::quantization {
namespace {

using testing::HasSubstr;

constexpr auto kOverridesModel = R"(
    in = Parameter : f32 1x2x3
    zero = Const : f32
    fc/fq_input_0 = FakeQuantize(in, zero, zero, zero, zero) {levels: 256} : f32 1x2x3
    w = Const : f32 2x3
    fc/fq_weights_1 = FakeQuantize(w, zero, zero, zero, zero) {levels: 255} : f32 2x3
    fc = MatMul(fc/fq_input_0, fc/fq_weights_1) {transpose_b: true} : f32 1x2x2
    out = Result(fc)
)";

Quantizer quantizer(const graph::Graph& graph, const std::string& name, const std::string& source, Group group, Mode mode) {
    Quantizer quantizer;
    quantizer.name = name;
    quantizer.node = *graph.find(name);
    quantizer.source = {*graph.find(source), 0};
    quantizer.group = group;
    quantizer.scheme.mode = quantizer.estimatorMode = mode;
    if (group == Group::Weights) {
        quantizer.scheme.granularity = calibration::Granularity::PerChannel;
        quantizer.levels = 255;
    }
    return quantizer;
}

Placement placed(Mode activations = Mode::Symmetric) {
    Placement placement;
    placement.graph = test::graphFrom(kOverridesModel, {{"w", {1, -2, 0.5f, 0, 0.001f, 0}}});
    placement.quantizers = {quantizer(placement.graph, "fc/fq_input_0", "in", Group::Activations, activations),
                            quantizer(placement.graph, "fc/fq_weights_1", "w", Group::Weights, Mode::Symmetric)};
    return placement;
}

RangeOverride range(const std::string& name, double low, double high) { return {name, {}, low, high}; }

/// The range of an activation quantizer of which nothing was measured.
Range activationRange(Mode mode, double low, double high) {
    Placement placement = placed(mode);
    EXPECT_TRUE(placement::applyOverrides(placement, std::array{range("fc/fq_input_0", low, high)}));
    return activationLimits(placement.quantizers[0], {1, 2, 3}, {}, {}, {}).value().range;
}

TEST(Overrides, FindTheQuantizerByItsNameOrByAnInputThatItFeeds) {
    for (const char* name : {"fc/fq_input_0", "fc:0"}) {
        Placement placement = placed();
        ASSERT_TRUE(placement::applyOverrides(placement, std::array{range(name, -1, 1)}));
        EXPECT_EQ(placement.quantizers[0].byUser, range(name, -1, 1));
        EXPECT_FALSE(placement.quantizers[1].byUser);
    }
}

TEST(Overrides, ReachIntoBodies) {
    Placement outer;
    outer.graph = test::graphFrom("in = Parameter : f32 1\nloop = Relu(in) : f32 1\nout = Result(loop)\n", {});
    outer.bodies.push_back({*outer.graph.find("loop"), 0, placed()});
    ASSERT_TRUE(placement::applyOverrides(outer, std::array{range("loop|fc:1", -1, 1)}));
    EXPECT_TRUE(outer.bodies[0].placement.quantizers[1].byUser);
}

TEST(Overrides, TakeThePlaceOfWhatWouldHaveBeenMeasured) {
    // Symmetric: 1.27 is the larger magnitude, 256 levels reach one step further down.
    const Range symmetric = activationRange(Mode::Symmetric, -1.27, 1.0);
    EXPECT_DOUBLE_EQ(symmetric.high[0], 1.27);
    EXPECT_DOUBLE_EQ(symmetric.low[0], -1.27 * 256 / 254);
    // Asymmetric: the worked example of spec 01, section 7.
    const Range asymmetric = activationRange(Mode::Asymmetric, -0.9, 2.9);
    EXPECT_DOUBLE_EQ(asymmetric.low[0], -0.9);
    EXPECT_DOUBLE_EQ(asymmetric.high[0], 2.925);
}

TEST(Overrides, GiveAllChannelsOfWeightsOneRange) {
    Placement placement = placed();
    ASSERT_TRUE(placement::applyOverrides(placement, std::array{range("fc:1", -0.5, 0.25)}));
    const QuantizerLimits limits = weightLimits(placement.graph, placement.quantizers[1], {}).value();
    EXPECT_EQ(limits.range, (Range{{-0.5, -0.5}, {0.5, 0.5}}));
    EXPECT_EQ(limits.shape, (Shape{2, 1}));
}

TEST(Overrides, DecideForQuantizersThatShareARange) {
    Placement placement = placed();
    for (Quantizer& quantizer : placement.quantizers) {
        quantizer.group = Group::Activations;
        quantizer.unifyGroup = 0;
    }
    ASSERT_TRUE(placement::applyOverrides(placement, std::array{range("fc:0", -1, 1)}));
    std::vector<QuantizerLimits> limits(2);
    limits[0].range = {{-1.0}, {1.0}};
    limits[1].range = {{-100.0}, {100.0}};
    unifyScales(placement.quantizers, limits, habitsOf(Compatibility::Pot));
    EXPECT_EQ(limits[1].range, limits[0].range);
    EXPECT_EQ(limits[1].range.high, (std::vector{1.0}));
}

TEST(Overrides, ChooseAnotherEstimator) {
    Placement placement = placed(Mode::Asymmetric);
    RangeEstimator quantile;
    quantile.preset = EstimatorPreset::Quantile;
    ASSERT_TRUE(placement::applyOverrides(placement, std::array{RangeOverride{"fc:0", quantile, {}, {}}}));
    EXPECT_EQ(resolveEstimator(placement.quantizers[0], {}).max.reduction, calibration::Reduction::Quantile);
    EXPECT_EQ(resolveEstimator(placement.quantizers[1], {}).max.reduction, calibration::Reduction::AbsMax);
}

std::string refusal(const RangeOverride& wanted) {
    Placement placement = placed();
    const auto applied = placement::applyOverrides(placement, std::array{wanted});
    return applied ? "" : applied.error().message();
}

TEST(Overrides, AreRefusedWithWhatWouldBeRight) {
    EXPECT_THAT(refusal(range("fc/fq_input_1", -1, 1)), HasSubstr("did you mean 'fc/fq_input_0'"));
    EXPECT_THAT(refusal({"fc:0", {}, -1.0, {}}), HasSubstr("both or none"));
    EXPECT_THAT(refusal({"fc:0", {}, {}, {}}), HasSubstr("nothing is overridden"));
    EXPECT_THAT(refusal(range("fc:0", 1, 1)), HasSubstr("below"));
    EXPECT_THAT(refusal(range("fc:0", -INFINITY, 1)), HasSubstr("finite"));
}

}  // namespace
}  // namespace rf::quantization
