// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/traversal.h"

#include "tests/support/graph_text.h"

namespace rf::graph {
namespace {

TEST(Traversal, ReportsButDoesNotPassNodesItMayNotEnter) {
    const Graph graph = test::graphFrom(R"(
        in = Parameter : f32 1
        a = Reshape(in) : f32 1
        b = ReLU(a) : f32 1
        c = Reshape(b) : f32 1)");
    const auto found = descendants(graph, *graph.find("in"), [](const Node& node) { return node.type == "Reshape"; });
    EXPECT_EQ(found, (std::vector<NodeId>{*graph.find("a"), *graph.find("b")}));
}

TEST(Traversal, FindsWeightsBehindConvertAndFakeQuantize) {
    const Graph graph = test::graphFrom(R"(
        in = Parameter : f32 1
        w = Const : f16 1
        wide = Convert(w) : f32 1
        mul = Multiply(in, wide) : f32 1)");
    EXPECT_EQ(constantBehind(graph, {*graph.find("mul"), 1}), *graph.find("w"));
    EXPECT_FALSE(constantBehind(graph, {*graph.find("mul"), 0}).isValid());
}

}  // namespace
}  // namespace rf::graph
