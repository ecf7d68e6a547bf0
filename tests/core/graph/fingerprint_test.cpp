// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/fingerprint.h"

#include <set>

#include "core/graph/edit.h"
#include "tests/support/graph_text.h"

namespace rf::graph {
namespace {

Graph network() {
    return test::graphFrom("x = Parameter : f32 1x2\nw = Const : f32 1x2\nsum = Add(x, w) {a: 1} : f32 1x2\nout = Result(sum)",
                           {{"w", {1, 2}}});
}

Graph changed(const char* layer, const std::function<void(Node&)>& change) {
    Graph graph = network();
    Editor(graph).update(*graph.find(layer), change);
    return graph;
}

TEST(Fingerprint, IsThatOfTheContent) {
    EXPECT_EQ(fingerprint(network()), fingerprint(network()));
    EXPECT_EQ(fingerprint(Graph()), fingerprint(Graph()));
}

TEST(Fingerprint, DoesNotDependOnIds) {
    const auto build = [](bool withGap) {
        Graph graph = network();
        Editor editor(graph);
        if (withGap) editor.remove(editor.addConstant("gone", Tensor::scalar(1.0f)));
        editor.addConstant("last", Tensor::scalar(2.0f));
        return graph;
    };
    ASSERT_NE(build(true).find("last"), build(false).find("last"));
    EXPECT_EQ(fingerprint(build(true)), fingerprint(build(false)));
}

TEST(Fingerprint, TellsEveryChangeApart) {
    std::set<Fingerprint> seen{fingerprint(network()), fingerprint(Graph())};
    const std::vector<Graph> variants = {changed("w",
                                                 [](Node& node) {
                                                     node.value = Tensor::from<float>({1, 2}, std::vector<float>{1, 2.0000002f});
                                                 }),
                                         changed("w",
                                                 [](Node& node) {
                                                     node.value = Tensor::from<float>({2, 1}, std::vector<float>{1, 2});
                                                 }),
                                         changed("w",
                                                 [](Node& node) {
                                                     node.value = Tensor::from<float>({1, 2}, std::vector<float>{2, 1});
                                                 }),
                                         changed("sum", [](Node& node) { node.attributes.set("a", "2"); }),
                                         changed("sum", [](Node& node) { node.attributes.set("b", "1"); }),
                                         changed("sum", [](Node& node) { node.type = "Multiply"; }),
                                         changed("sum", [](Node& node) { node.opset = "opset2"; }),
                                         changed("sum",
                                                 [](Node& node) {
                                                     node.outputs[0].shape = {2, 1};
                                                 }),
                                         changed("x", [](Node& node) { node.name = "y"; })};
    for (const Graph& variant : variants) EXPECT_TRUE(seen.insert(fingerprint(variant)).second);
    EXPECT_EQ(seen.size(), variants.size() + 2);
}

}  // namespace
}  // namespace rf::graph
