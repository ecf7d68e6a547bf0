// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/saturation_check.h"

#include "core/engine/registry/engine_registry.h"
#include "tests/support/graph_text.h"
#include "tests/support/sample_list.h"

namespace rf::pipeline {
namespace {

using test::floats;
using test::graphFrom;
using test::SampleList;

// Levels 0…255 with a step of one, so that values are levels.
const std::string kInput =
    "x = Parameter {shape: 1,2,1,3; element_type: f32} : f32 1x2x1x3\n"
    "lo = Const : f32 1x1x1x1\nhi = Const : f32 1x1x1x1\n"
    "q = FakeQuantize(x, lo, hi, lo, hi) {levels: 256} : f32 1x2x1x3\n";
const std::string kConvolution =
    "conv = Convolution(q, wq) {strides: 1,1; pads_begin: 0,0; pads_end: 0,0; dilations: 1,1; auto_pad: explicit} : f32 1x1x1x3\n"
    "out = Result(conv)";
// By channel: 510, 258 and 259 in the sum of both.
const std::vector<float> kSample{255, 129, 129, 255, 129, 130};

results::SaturationCheck check(const graph::Graph& graph, const std::vector<Tensor>& sample) {
    const SampleList source({sample});
    const auto result = checkSaturation(graph, source, source.all(), *engine::get("").value(), 1, Progress());
    EXPECT_TRUE(result) << result.error().message();
    return result ? *result : results::SaturationCheck();
}

// 510 · 127 = 64770 and 259 · 127 = 32893 don't fit into 16 bits, 258 · 127 = 32766 does.
void expectTwoOfThree(const results::SaturationCheck& check) {
    EXPECT_EQ(check.checked, 1);
    EXPECT_EQ(check.samples, 1);
    ASSERT_EQ(check.clipped.size(), 1u);
    EXPECT_EQ(check.clipped[0].clipping.clipped, 2);
    EXPECT_EQ(check.clipped[0].clipping.results, 3);
}

TEST(SaturationCheck, CountsForWeightsBehindAFakeQuantize) {
    const auto graph = graphFrom(kInput +
                                     "w = Const : f32 1x2x1x1\nwlo = Const : f32 1x1x1x1\nwhi = Const : f32 1x1x1x1\n"
                                     "wq = FakeQuantize(w, wlo, whi, wlo, whi) {levels: 255} : f32 1x2x1x1\n" +
                                     kConvolution,
                                 {{"hi", {255}}, {"w", {0.5f, 0.5f}}, {"wlo", {-0.5f}}, {"whi", {0.5f}}});
    const results::SaturationCheck result = check(graph, {floats({1, 2, 1, 3}, kSample)});
    expectTwoOfThree(result);
    EXPECT_EQ(result.clipped[0].layer, "conv");
    EXPECT_EQ(result.clipped[0].type, "Convolution");
}

TEST(SaturationCheck, CountsForWeightsStoredAsIntegers) {
    const auto graph = graphFrom(kInput +
                                     "w = Const : i8 1x2x1x1\nwf = Convert(w) {destination_type: f32} : f32 1x2x1x1\n"
                                     "s = Const : f32 1x1x1x1\nwq = Multiply(wf, s) : f32 1x2x1x1\n" +
                                     kConvolution,
                                 {{"hi", {255}}, {"w", {127, 127}}, {"s", {0.01f}}});
    expectTwoOfThree(check(graph, {floats({1, 2, 1, 3}, kSample)}));
}

TEST(SaturationCheck, CountsForAProductOfMatrices) {
    // Three rows of two; the same sums.
    const auto graph = graphFrom(
        "x = Parameter {shape: 3,2; element_type: f32} : f32 3x2\nlo = Const : f32 1x1\nhi = Const : f32 1x1\n"
        "q = FakeQuantize(x, lo, hi, lo, hi) {levels: 256} : f32 3x2\n"
        "w = Const : i8 2x1\nwf = Convert(w) {destination_type: f32} : f32 2x1\ns = Const : f32 1x1\nwq = Multiply(wf, s) : f32 2x1\n"
        "y = MatMul(q, wq) {transpose_a: false; transpose_b: false} : f32 3x1\nout = Result(y)",
        {{"hi", {255}}, {"w", {127, 127}}, {"s", {0.01f}}});
    expectTwoOfThree(check(graph, {floats({3, 2}, {255, 255, 129, 129, 129, 130})}));
}

TEST(SaturationCheck, LeavesOutSignedInputs) {
    const auto graph = graphFrom(kInput +
                                     "w = Const : i8 1x2x1x1\nwf = Convert(w) {destination_type: f32} : f32 1x2x1x1\n"
                                     "s = Const : f32 1x1x1x1\nwq = Multiply(wf, s) : f32 1x2x1x1\n" +
                                     kConvolution,
                                 {{"lo", {-128}}, {"hi", {127}}, {"w", {127, 127}}, {"s", {0.01f}}});
    const results::SaturationCheck result = check(graph, {floats({1, 2, 1, 3}, kSample)});
    EXPECT_EQ(result.checked, 0);
    EXPECT_TRUE(result.clipped.empty());
}

}  // namespace
}  // namespace rf::pipeline
