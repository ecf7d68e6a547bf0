// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/pattern.h"

#include "tests/support/graph_text.h"
#include "tests/support/pch.h"

namespace rf {
namespace {

using graph::Pattern;
using graph::PatternNode;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> matches(const graph::Graph& graph, const Pattern& pattern, std::string_view role) {
    const graph::KnownValues known(graph);
    std::vector<std::string> names;
    graph::PatternMatcher(graph, known).forEachMatch(pattern, [&](const graph::PatternMatch& match) {
        const graph::NodeId id = match.of(role);
        names.push_back(id.isValid() ? graph.node(id).name : "");
    });
    return names;
}

const Pattern kBiasedConvolution{
    "biased", {{{"Convolution"}, false, PatternNode::kPrevious, "layer"}, {{"Add"}, true, PatternNode::kPrevious, "bias"}}};

TEST(Pattern, SaysWhatItMatchedByRole) {
    const graph::Graph graph = test::graphFrom(R"(
        x = Parameter : f32 1x4x8x8
        w = Const : f32 2x2x2x1x1
        conv = GroupConvolution(x, w) : f32 1x4x8x8
        b = Const : f32 1x4x1x1
        sum = Add(conv, b) : f32 1x4x8x8
        out = Result(sum))");
    EXPECT_THAT(matches(graph, kBiasedConvolution, "layer"), ElementsAre("conv")) << "grouped convolutions are convolutions";
    EXPECT_THAT(matches(graph, kBiasedConvolution, "bias"), ElementsAre("sum"));
    EXPECT_THAT(matches(graph, kBiasedConvolution, "activation"), ElementsAre(""));
}

TEST(Pattern, AnOperandThatMustBeKnownIsNoComputedOne) {
    const graph::Graph graph = test::graphFrom(R"(
        x = Parameter : f32 1x4x8x8
        w = Const : f32 4x4x1x1
        conv = Convolution(x, w) : f32 1x4x8x8
        sum = Add(conv, x) : f32 1x4x8x8
        out = Result(sum))");
    EXPECT_THAT(matches(graph, kBiasedConvolution, "layer"), IsEmpty());
}

TEST(Pattern, BranchesMeetAgain) {
    const Pattern softmax{"softmax", {{{"Exp"}}, {{"ReduceSum"}, true}, {{"Divide"}}}, {{0, 2}}};
    const std::string text = R"(
        x = Parameter : f32 1x4
        e = Exp(x) : f32 1x4
        axes = Const : i64 1
        s = ReduceSum(e, axes) {keep_dims: true} : f32 1x1
    )";
    EXPECT_THAT(matches(test::graphFrom(text + "d = Divide(e, s) : f32 1x4\nout = Result(d)"), softmax, ""), ElementsAre("e"));
    EXPECT_THAT(matches(test::graphFrom(text + "d = Divide(x, s) : f32 1x4\nout = Result(d)"), softmax, ""), IsEmpty());
}

}  // namespace
}  // namespace rf
