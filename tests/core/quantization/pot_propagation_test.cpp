// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/pot_propagation.h"

#include "tests/support/graph_text.h"

namespace rf::quantization::pot {
namespace {

using graph::Graph;
using graph::Output;
using testing::ElementsAre;

/// A network in which every MatMul counts as a layer, whatever its weights.
struct Network {
    explicit Network(const std::string& text) : graph(test::graphFrom(text)) {
        for (const graph::NodeId id : graph.nodes())
            if (graph.node(id).type == "MatMul") layers.push_back({id, graph.source({id, 0}), {id, 0}});
    }

    BiasedLayer layer(const std::string& name) const {
        return *std::find_if(layers.begin(), layers.end(), [&](const BiasedLayer& layer) { return graph.node(layer.op).name == name; });
    }
    std::vector<std::string> names(const std::vector<Output>& tensors) const {
        std::vector<std::string> names;
        for (const Output tensor : tensors) names.push_back(graph.node(tensor.node).name);
        return names;
    }
    std::vector<std::string> order() const {
        std::vector<std::string> names;
        for (const BiasedLayer& layer : correctionOrder(graph, layers)) names.push_back(graph.node(layer.op).name);
        return names;
    }
    std::vector<std::string> seeds() const { return names(seedTensors(graph, layers)); }
    std::vector<std::string> propagated(const std::string& from) const { return names(propagatedTensors(graph, layers, layer(from))); }

    Graph graph;
    std::vector<BiasedLayer> layers;
};

Network chain() {
    return Network(R"(
        in = Parameter : f32 1x2
        w = Const : f32 2x2
        first = MatMul(in, w) : f32 1x2
        act = ReLU(first) : f32 1x2
        second = MatMul(act, w) : f32 1x2
        third = MatMul(second, w) : f32 1x2
        out = Result(third))");
}

// first -> act -> { inner -> join, join } -> last
Network residual() {
    return Network(R"(
        in = Parameter : f32 1x2
        w = Const : f32 2x2
        first = MatMul(in, w) : f32 1x2
        act = ReLU(first) : f32 1x2
        inner = MatMul(act, w) : f32 1x2
        join = Add(act, inner) : f32 1x2
        last = MatMul(join, w) : f32 1x2
        out = Result(last))");
}

TEST(PotOrder, FollowsAChain) { EXPECT_THAT(chain().order(), ElementsAre("first", "second", "third")); }

TEST(PotOrder, IsTheReverseOfADepthFirstWalk) {
    // The walk enters `a` before `b` and leaves join, a, b in this order; backwards, `b` is corrected first.
    const Network network(R"(
        in = Parameter : f32 1x2
        w = Const : f32 2x2
        a = MatMul(in, w) : f32 1x2
        b = MatMul(in, w) : f32 1x2
        sum = Add(a, b) : f32 1x2
        join = MatMul(sum, w) : f32 1x2
        out = Result(join))");
    EXPECT_THAT(network.order(), ElementsAre("b", "a", "join"));
}

TEST(PotSeeds, AreTheInputsOfTheFirstLayers) { EXPECT_THAT(chain().seeds(), ElementsAre("in")); }

TEST(PotSeeds, IncludeLayersThatAPathReachesPastAllOthers) {
    const Network network(R"(
        in = Parameter : f32 1x2
        w = Const : f32 2x2
        act = ReLU(in) : f32 1x2
        first = MatMul(act, w) : f32 1x2
        sum = Add(first, in) : f32 1x2
        second = MatMul(sum, w) : f32 1x2
        third = MatMul(second, w) : f32 1x2
        out = Result(third))");
    EXPECT_THAT(network.seeds(), ElementsAre("act", "sum")) << "`second` depends on `first`, and starts from float values all the same";
}

TEST(PotPropagation, ReachesTheNextLayersAndNoFurther) {
    EXPECT_THAT(chain().propagated("first"), ElementsAre("act"));
    EXPECT_THAT(chain().propagated("second"), ElementsAre("second"));
    EXPECT_TRUE(chain().propagated("third").empty());
}

TEST(PotPropagation, StopsAtAJoinOnceTheWalkHasBranched) {
    EXPECT_THAT(residual().propagated("first"), ElementsAre("act")) << "the input of `last` waits for `inner`";
    EXPECT_THAT(residual().propagated("inner"), ElementsAre("join"));
}

TEST(PotPropagation, PassesAJoinWithAConstantAndOneBeforeAnyBranch) {
    const Network network(R"(
        in = Parameter : f32 1x2
        w = Const : f32 2x2
        first = MatMul(in, w) : f32 1x2
        scaled = Multiply(first, w) : f32 1x2
        other = ReLU(in) : f32 1x2
        sum = Add(scaled, other) : f32 1x2
        left = MatMul(sum, w) : f32 1x2
        shifted = Add(sum, w) : f32 1x2
        right = MatMul(shifted, w) : f32 1x2
        a = Result(left)
        b = Result(right))");
    EXPECT_THAT(network.propagated("first"), ElementsAre("sum", "shifted"));
}

}  // namespace
}  // namespace rf::quantization::pot
