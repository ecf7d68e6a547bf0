// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/layer_matching.h"

#include "tests/support/graph_text.h"

namespace rf::analysis {
namespace {

using test::graphFrom;

std::vector<std::string> matched(const graph::Graph& reference, const graph::Graph& quantized) {
    std::vector<std::string> pairs;
    for (const Match& match : matchLayers(reference, quantized))
        pairs.push_back(reference.node(match.reference.node).name + " = " + quantized.node(match.quantized.node).name);
    return pairs;
}

TEST(MatchLayers, FindsComputedLayersByName) {
    const auto reference = graphFrom("x = Parameter : f32 1\na = ReLU(x) : f32 1\nb = Exp(a) : f32 1\nout = Result(b)");
    const auto quantized = graphFrom(
        "x = Parameter : f32 1\nk = Const : f32 1\nq = FakeQuantize(x, k, k, k, k) : f32 1\na = ReLU(q) : f32 1\nb = Exp(a) : f32 1\nout = "
        "Result(b)");
    EXPECT_EQ(matched(reference, quantized), (std::vector<std::string>{"a = a", "b = b"}));
}

TEST(MatchLayers, FindsTheProducerWhoseNameAFakeQuantizeTook) {
    const auto reference = graphFrom("x = Parameter : f32 1\na = ReLU(x) : f32 1\nout = Result(a)");
    const auto quantized = graphFrom(
        "x = Parameter : f32 1\nk = Const : f32 1\na/pre_fq_input = ReLU(x) : f32 1\na = FakeQuantize(a/pre_fq_input, k, k, k, k) : f32 "
        "1\nout = Result(a)");
    EXPECT_EQ(matched(reference, quantized), (std::vector<std::string>{"a = a/pre_fq_input"}));
}

TEST(MatchLayers, LeavesOutWhatIsMissingConstantOrNotFloat) {
    const auto reference = graphFrom(
        "x = Parameter : f32 1\nk = Const : f16 1\nk32 = Convert(k) : f32 1\ngone = ReLU(x) : f32 1\n"
        "shape = ShapeOf(gone) : i64 1\nsum = Add(gone, k32) : f32 1\nr0 = Result(sum)\nr1 = Result(shape)");
    const auto quantized = graphFrom(
        "x = Parameter : f32 1\nk = Const : f16 1\nk32 = Convert(k) : f32 1\nfused = Clamp(x) : f32 1\n"
        "shape = ShapeOf(fused) : i64 1\nsum = Add(fused, k32) : f32 1\nr0 = Result(sum)\nr1 = Result(shape)");
    EXPECT_EQ(matched(reference, quantized), (std::vector<std::string>{"sum = sum"}));
}

TEST(MatchLayers, AStateIsComputedThoughItReadsAConstant) {
    const auto network = graphFrom(
        "zero = Const : f32 1\nstate = ReadValue(zero) : f32 1\na = ReLU(state) : f32 1\nkeep = Assign(a) : f32 1\nout = Result(a)");
    EXPECT_EQ(matched(network, network), (std::vector<std::string>{"state = state", "a = a"}));
}

TEST(MatchLayers, TakesTheFirstFloatOutput) {
    const auto reference = graphFrom("x = Parameter : f32 1\ntop = TopK(x) : i32 1 | f32 1\nr0 = Result(top:0)\nr1 = Result(top:1)");
    const auto matches = matchLayers(reference, reference);
    ASSERT_EQ(matches.size(), 1u);
    EXPECT_EQ(matches[0].reference.port, 1);
}

}  // namespace
}  // namespace rf::analysis
