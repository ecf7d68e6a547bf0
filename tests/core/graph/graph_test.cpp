// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/graph.h"

#include "core/graph/edit.h"
#include "tests/support/graph_text.h"

namespace rf::graph {
namespace {

using test::graphFrom;

Node plain(int id, std::string name, std::vector<Output> inputs) {
    Node node;
    node.id = NodeId(id);
    node.name = std::move(name);
    node.type = "ReLU";
    node.inputs = std::move(inputs);
    node.outputs = {PortType{ElementType::F32, {1}, {}, {}, {}}};
    return node;
}

std::vector<std::string> names(const Graph& graph, const std::vector<NodeId>& ids) {
    std::vector<std::string> result;
    for (const NodeId id : ids) result.push_back(graph.node(id).name);
    return result;
}

TEST(Graph, RefusesACycleAndNamesALayerOnIt) {
    const auto graph = Graph::create({plain(0, "a", {{NodeId(1), 0}}), plain(1, "b", {{NodeId(0), 0}})}, {});
    ASSERT_FALSE(graph);
    EXPECT_EQ(graph.error().code(), ErrorCode::InvalidFile);
    EXPECT_THAT(graph.error().message(), testing::HasSubstr("cycle"));
}

TEST(Graph, RefusesAnInputThatRefersToAMissingPort) {
    const auto graph = Graph::create({plain(0, "a", {}), plain(1, "b", {{NodeId(0), 3}})}, {});
    ASSERT_FALSE(graph);
    EXPECT_THAT(graph.error().message(), testing::HasSubstr("'b'"));
}

TEST(Graph, RefusesTwoLayersOfOneName) { EXPECT_FALSE(Graph::create({plain(0, "a", {}), plain(1, "a", {})}, {})); }

TEST(Graph, OrdersProducersBeforeConsumersAndKeepsFileOrderOtherwise) {
    const auto graph = Graph::create({plain(0, "last", {{NodeId(2), 0}}), plain(1, "other", {}), plain(2, "first", {})}, {}).value();
    EXPECT_EQ(names(graph, graph.topologicalOrder()), (std::vector<std::string>{"first", "last", "other"}));
}

TEST(Graph, CopiesAreIndependentValues) {
    const Graph before = graphFrom("in = Parameter : f32 1x3\nact = ReLU(in) : f32 1x3\nout = Result(act)");
    Graph after = before;
    Editor(after).update(*after.find("act"), [](Node& node) { node.name = "renamed"; });
    EXPECT_TRUE(before.find("act"));
    EXPECT_FALSE(before.find("renamed"));
    EXPECT_TRUE(after.find("renamed"));
    EXPECT_FALSE(after.find("act"));
}

TEST(Graph, ListsConsumersOfEachOutput) {
    const Graph graph = graphFrom(R"(
        in = Parameter : f32 1x4
        two = Split(in) : f32 1x2 | f32 1x2
        a = ReLU(two:0) : f32 1x2
        b = Add(two:1, two:1) : f32 1x2)");
    const NodeId two = *graph.find("two");
    ASSERT_EQ(graph.consumers(Output{two, 1}).size(), 2u);
    EXPECT_EQ(graph.consumers(Output{two, 1})[1], (Input{*graph.find("b"), 1}));
    EXPECT_EQ(graph.consumers(two).size(), 3u);
}

}  // namespace
}  // namespace rf::graph
