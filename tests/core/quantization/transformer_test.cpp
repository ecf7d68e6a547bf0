// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/transformer.h"

#include <gtest/gtest.h>

#include "core/quantization/hardware_profile.h"
#include "core/quantization/placement.h"
#include "tests/support/graph_text.h"

namespace rf::quantization {
namespace {

// One head of attention with mask, then a layer norm written out, over 4 positions of 8 features.
const std::string kEncoder = R"(
    x = Parameter : f32 1x4x8
    mask = Parameter : f32 1x4x4
    w = Const : f32 8x8
    q = MatMul(x, w) : f32 1x4x8
    k = MatMul(x, w) : f32 1x4x8
    v = MatMul(x, w) : f32 1x4x8
    scores = MatMul(q, k) {transpose_b: true} : f32 1x4x4
    root = Const : f32 1
    scaled = Divide(scores, root) : f32 1x4x4
    masked = Add(scaled, mask) : f32 1x4x4
    shares = SoftMax(masked) {axis: 2} : f32 1x4x4
    mixed = MatMul(shares, v) : f32 1x4x8
    axis = Const : i64 1
    mean = ReduceMean(mixed, axis) {keep_dims: true} : f32 1x4x1
    centred = Subtract(mixed, mean) : f32 1x4x8
)";
const std::string kNorm = R"(
    square = Multiply(centred, centred) : f32 1x4x8
    variance = ReduceMean(square, axis) {keep_dims: true} : f32 1x4x1
    normed = Divide(centred, variance) : f32 1x4x8
    out = Result(normed)
)";

TransformerParts partsOf(const std::string& text) {
    const graph::Graph graph = test::graphFrom(text);
    return transformerParts(graph, graph::KnownValues(graph));
}

TEST(Transformer, HasAttentionAndNorms) {
    EXPECT_EQ(partsOf(kEncoder + kNorm), (TransformerParts{1, 1}));
    EXPECT_TRUE(partsOf(kEncoder + kNorm).makeTransformer());
}

TEST(Transformer, IsNotWhatLacksEither) {
    EXPECT_EQ(partsOf(kEncoder + "out = Result(centred)"), (TransformerParts{1, 0}));
    // A classifier's softmax stands between layers with weights; its mean is one of the values.
    EXPECT_EQ(partsOf(R"(
        x = Parameter : f32 1x8
        w = Const : f32 8x8
        fc = MatMul(x, w) : f32 1x8
        p = SoftMax(fc) {axis: 1} : f32 1x8
        fc2 = MatMul(p, w) : f32 1x8
        axis = Const : i64 1
        mean = ReduceMean(fc2, axis) : f32 1
        out = Result(mean))"),
              TransformerParts{});
}

TEST(Transformer, DecidesTheModelTypeOnlyWhereTheUserLeavesItOpen) {
    const TransformerParts one{1, 1};
    Settings settings;
    EXPECT_EQ(withModelType(settings, one).modelType, ModelType::Transformer);
    EXPECT_EQ(withModelType(settings, {1, 0}).modelType, ModelType::Any);
    settings.modelType = ModelType::Any;
    EXPECT_EQ(withModelType(settings, one).modelType, ModelType::Any);
    settings.modelType = ModelType::Auto;
    settings.compatibility = Compatibility::Pot;
    EXPECT_EQ(withModelType(settings, one).modelType, ModelType::Any);
}

TEST(Transformer, IsPlacedByItsRulesAndSaysWhy) {
    const graph::Graph graph = test::graphFrom(kEncoder + kNorm);
    const HardwareProfile profile = hardwareProfile("CPU").value();
    Settings settings;
    settings.preset = Preset::Mixed;
    const Placement automatic = place(graph, profile, settings).value();
    EXPECT_EQ(automatic.transformer, (TransformerParts{1, 1}));
    settings.modelType = ModelType::Any;
    const Placement plain = place(graph, profile, settings).value();
    EXPECT_EQ(plain.transformer, TransformerParts{});
    const auto modeAt = [](const Placement& placement, const std::string& name) {
        return std::ranges::find(placement.quantizers, name, &Quantizer::name)->scheme.mode;
    };
    EXPECT_EQ(modeAt(automatic, "scores/fq_input_0"), Mode::Symmetric);
    EXPECT_EQ(modeAt(plain, "scores/fq_input_0"), Mode::Asymmetric);
}

}  // namespace
}  // namespace rf::quantization
