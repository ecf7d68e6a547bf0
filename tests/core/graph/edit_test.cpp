// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/edit.h"

#include "tests/support/graph_text.h"

namespace rf::graph {
namespace {

using test::graphFrom;

Graph chain() { return graphFrom("in = Parameter : f32 1x3\nact = ReLU(in) : f32 1x3\nout = Result(act)"); }

Node relu(std::string name, Output input) {
    Node node;
    node.name = std::move(name);
    node.type = "ReLU";
    node.inputs = {input};
    node.outputs = {PortType{ElementType::F32, {1, 3}, {}, {}, {}}};
    return node;
}

TEST(Editor, InsertsANodeOnAnEdgeJustBeforeItsConsumer) {
    Graph graph = chain();
    Editor editor(graph);
    const NodeId out = *graph.find("out");
    const NodeId added = editor.add(relu("extra", {*graph.find("act"), 0}));
    editor.connect({out, 0}, {added, 0});
    EXPECT_EQ(graph.producer({out, 0}).name, "extra");
    EXPECT_EQ(graph.topologicalOrder().back(), out);
    EXPECT_EQ(graph.consumers(*graph.find("act")), (std::vector<Input>{{added, 0}}));
}

TEST(Editor, GivesATakenNameTheNextFreeSuffix) {
    Graph graph = chain();
    Editor editor(graph);
    const NodeId first = editor.add(relu("act", {*graph.find("in"), 0}));
    const NodeId second = editor.add(relu("act", {*graph.find("in"), 0}));
    EXPECT_EQ(graph.node(first).name, "act_1");
    EXPECT_EQ(graph.node(second).name, "act_2");
}

TEST(Editor, ReplacesAllUsesExceptThoseOfOneNode) {
    Graph graph = chain();
    Editor editor(graph);
    const NodeId in = *graph.find("in");
    const NodeId added = editor.add(relu("extra", {in, 0}));
    editor.replaceUses({in, 0}, {added, 0}, added);
    EXPECT_EQ(graph.producer({*graph.find("act"), 0}).name, "extra");
    EXPECT_EQ(graph.producer({added, 0}).name, "in");
}

TEST(Editor, RemovesProducersThatNobodyReadsAnyMoreButKeepsParameters) {
    Graph graph = chain();
    Editor(graph).removeWithDeadProducers(*graph.find("out"));
    EXPECT_EQ(graph.size(), 1u);
    EXPECT_TRUE(graph.find("in"));
}

TEST(RemainingNodes, LeavesOutWhatThePassItselfRemovesAndAdds) {
    Graph graph = graphFrom("in = Parameter : f32 1x3\na = ReLU(in) : f32 1x3\nb = ReLU(a) : f32 1x3\nout = Result(b)");
    std::vector<std::string> seen;
    for (const NodeId id : remainingNodes(graph)) {
        seen.push_back(graph.node(id).name);
        if (seen.back() != "a") continue;
        Editor editor(graph);
        editor.connect({*graph.find("out"), 0}, {editor.add(relu("new", {id, 0})), 0});
        editor.remove(*graph.find("b"));
    }
    EXPECT_EQ(seen, (std::vector<std::string>{"in", "a", "out"}));
}

TEST(RemainingNodes, BeginAfterWhatIsGoneAlready) {
    Graph graph = chain();
    const RemainingNodes nodes(graph, {*graph.find("out"), *graph.find("act")});
    Editor(graph).remove(*graph.find("out"));
    std::vector<NodeId> seen;
    for (const NodeId id : nodes) seen.push_back(id);
    EXPECT_EQ(seen, std::vector{*graph.find("act")});
}

TEST(Editor, ARemovedNameIsFreeAgain) {
    Graph graph = chain();
    Editor editor(graph);
    editor.remove(*graph.find("out"));
    EXPECT_EQ(editor.freeName("out"), "out");
}

}  // namespace
}  // namespace rf::graph
