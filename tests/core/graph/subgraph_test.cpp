// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/subgraph.h"

#include "tests/support/graph_text.h"

namespace rf::graph {
namespace {

using test::graphFrom;
using testing::ElementsAre;

Output output(const Graph& graph, const std::string& name, int port = 0) { return {graph.find(name).value(), port}; }

std::vector<std::string> namesOf(const Graph& graph) {
    std::vector<std::string> names;
    for (const NodeId id : graph.topologicalOrder()) names.push_back(graph.node(id).name);
    return names;
}

std::vector<std::string> sourcesOf(const Graph& graph, const std::string& name) {
    std::vector<std::string> sources;
    for (const Output source : graph.node(graph.find(name).value()).inputs)
        sources.push_back(graph.node(source.node).name + ":" + std::to_string(source.port));
    return sources;
}

Graph chainOfThree() {
    return graphFrom(R"(
        in = Parameter : f32 1x3
        a = ReLU(in) : f32 1x3
        b = Tanh(a) : f32 1x3
        c = Sigmoid(b) : f32 1x3
        out = Result(c))");
}

Graph branches() {
    return graphFrom(R"(
        left = Parameter : f32 1x4
        right = Parameter : f32 1x2
        axis = Const : i64
        halves = Split(left, axis) {num_splits: 2} : f32 1x2 | f32 1x2
        sum = Add(halves:1, right) : f32 1x2
        far = Multiply(sum, halves:0) : f32 1x2
        out = Result(far))");
}

TEST(Subgraph, HoldsWhatComputesTheWantedTensorAndNothingElse) {
    const Graph whole = chainOfThree();
    const Subgraph part = subgraph(whole, std::array{output(whole, "b")}, {output(whole, "in")});
    EXPECT_THAT(namesOf(part.graph), ElementsAre("in/0", "a", "b", "wanted_0"));
    EXPECT_THAT(part.inputs, ElementsAre(output(whole, "in")));
}

TEST(Subgraph, StartsFromTheNearestKnownTensor) {
    const Graph whole = chainOfThree();
    const Subgraph part = subgraph(whole, std::array{output(whole, "c")}, {output(whole, "in"), output(whole, "a")});
    EXPECT_THAT(namesOf(part.graph), ElementsAre("a/0", "b", "c", "wanted_0"));
    EXPECT_THAT(part.inputs, ElementsAre(output(whole, "a")));
    EXPECT_EQ(part.graph.type({part.graph.parameters()[0], 0}).shape, (Shape{1, 3}));
}

TEST(Subgraph, HandsAKnownTensorThatIsWantedStraightThrough) {
    const Graph whole = chainOfThree();
    const Subgraph part = subgraph(whole, std::array{output(whole, "a")}, {output(whole, "a")});
    EXPECT_THAT(namesOf(part.graph), ElementsAre("a/0", "wanted_0"));
}

TEST(Subgraph, TellsOutputsOfOneNodeApart) {
    const Graph whole = branches();
    const Subgraph part =
        subgraph(whole, std::array{output(whole, "far")}, {output(whole, "left"), output(whole, "right"), output(whole, "halves", 1)});
    // The half that is not known still needs the Split; the known one is not taken from it.
    EXPECT_THAT(sourcesOf(part.graph, "sum"), ElementsAre("halves/1:0", "right/0:0"));
    EXPECT_THAT(sourcesOf(part.graph, "far"), ElementsAre("sum:0", "halves:0"));
    EXPECT_THAT(part.inputs, ElementsAre(output(whole, "left"), output(whole, "right"), output(whole, "halves", 1)));
}

TEST(Subgraph, ListsParametersAndResultsInTheOrderItPromises) {
    const Graph whole = branches();
    const std::array wanted = {output(whole, "far"), output(whole, "halves", 1), output(whole, "far")};
    const Subgraph part = subgraph(whole, wanted, {output(whole, "right"), output(whole, "left")});
    std::vector<std::string> parameters, results;
    for (const NodeId id : part.graph.parameters()) parameters.push_back(part.graph.node(id).name);
    for (const NodeId id : part.graph.results()) results.push_back(sourcesOf(part.graph, part.graph.node(id).name)[0]);
    ASSERT_EQ(part.inputs.size(), parameters.size());
    for (std::size_t i = 0; i < parameters.size(); ++i) EXPECT_EQ(parameters[i], whole.node(part.inputs[i].node).name + "/0");
    EXPECT_THAT(results, ElementsAre("far:0", "halves:1", "far:0"));
}

TEST(Subgraph, KeepsNamesAlsoWhereAParameterWouldTakeThem) {
    const Graph whole = graphFrom(R"(
        in = Parameter : f32 1
        in/0 = ReLU(in) : f32 1
        out = Result(in/0))");
    const Subgraph part = subgraph(whole, std::array{output(whole, "in/0")}, {output(whole, "in")});
    EXPECT_EQ(part.graph.node(part.graph.results()[0]).inputs.size(), 1u);
    EXPECT_EQ(part.graph.producer({part.graph.results()[0], 0}).type, "ReLU");
    EXPECT_EQ(part.graph.size(), 3u);
}

TEST(Subgraph, WritesTheStatesThatItReads) {
    const Graph whole = graphFrom(R"(
        in = Parameter : f32 1x2
        other = Parameter : f32 1x2
        zero = Const : f32 1x2
        state = ReadValue(zero) {variable_id: s} : f32 1x2
        next = Add(in, state) : f32 1x2
        store = Assign(next) {variable_id: s} : f32 1x2
        apart = ReadValue(zero) {variable_id: t} : f32 1x2
        forget = Assign(other) {variable_id: t} : f32 1x2
        act = ReLU(state) : f32 1x2
        out = Result(act)
        last = Result(apart))");
    const Subgraph part = subgraph(whole, std::array{output(whole, "act")}, {output(whole, "in"), output(whole, "other")});
    EXPECT_THAT(part.inputs, ElementsAre(output(whole, "in"))) << "what the state is computed from is needed too";
    EXPECT_THAT(sourcesOf(part.graph, "store"), ElementsAre("next:0"));
    EXPECT_FALSE(part.graph.find("forget")) << "a state that nothing here reads";
}

TEST(NeededInputs, AreTheKnownTensorsOnThePath) {
    const Graph whole = branches();
    const std::set<Output> known = {output(whole, "left"), output(whole, "right"), output(whole, "sum")};
    EXPECT_EQ(neededInputs(whole, std::array{output(whole, "far")}, known),
              (std::set<Output>{output(whole, "left"), output(whole, "sum")}));
    EXPECT_EQ(neededInputs(whole, std::array{output(whole, "right")}, known), (std::set<Output>{output(whole, "right")}));
    EXPECT_TRUE(neededInputs(whole, std::array{output(whole, "axis")}, known).empty());
}

}  // namespace
}  // namespace rf::graph
