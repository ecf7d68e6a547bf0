// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/pieces.h"

#include <map>

#include "tests/support/graph_text.h"

namespace rf::engine {
namespace {

using graph::Graph;
using graph::Output;
using test::graphFrom;

const std::string kInput = "x = Parameter {shape: 1,4; element_type: f32} : f32 1x4\n";

/// a → b → c → d with a constant that all of them read.
Graph chain() {
    return graphFrom(kInput +
                     "k = Const : f32 1x1\na = Add(x, k) : f32 1x4\nb = Add(a, k) : f32 1x4\nc = Add(b, k) : f32 1x4\n"
                     "d = Add(c, k) : f32 1x4\nout = Result(d)");
}

std::vector<std::string> namesOf(const Graph& graph, const std::vector<Output>& tensors) {
    std::vector<std::string> names;
    for (const Output tensor : tensors) names.push_back(graph.node(tensor.node).name);
    return names;
}

/// Which layers of `graph` each piece computes.
std::vector<std::vector<std::string>> layers(const Graph& graph, const std::vector<Piece>& pieces) {
    std::vector<std::vector<std::string>> layers;
    for (const Piece& piece : pieces) {
        layers.emplace_back();
        for (const graph::NodeId id : piece.graph.nodes()) {
            const graph::Node& node = piece.graph.node(id);
            if (graph.find(node.name) && !node.isConstant() && !node.isParameter() && !node.isResult()) layers.back().push_back(node.name);
        }
    }
    return layers;
}

using Layers = std::vector<std::vector<std::string>>;

TEST(Pieces, ASmallNetworkIsOne) {
    const Graph graph = chain();
    const auto cut = pieces(graph, {}, 4);
    EXPECT_EQ(layers(graph, cut), (Layers{{"a", "b", "c", "d"}}));
}

TEST(Pieces, HandOnWhatLaterOnesRead) {
    const Graph graph = chain();
    const auto cut = pieces(graph, {}, 2);
    ASSERT_EQ(layers(graph, cut), (Layers{{"a"}, {"b"}, {"c", "d"}}));
    EXPECT_EQ(namesOf(graph, cut.front().inputs), std::vector<std::string>{"x"});
    for (std::size_t i = 1; i < cut.size(); ++i) EXPECT_EQ(cut[i].inputs, cut[i - 1].outputs);
    EXPECT_EQ(namesOf(graph, cut.back().outputs), std::vector<std::string>{"d"});
    for (const Piece& piece : cut) EXPECT_TRUE(piece.graph.find("k")) << "constants are in each piece that reads them";
}

// A piece of 2 to 4 nodes could end behind b, c1 or c2: one tensor crosses behind b, two behind the others.
TEST(Pieces, AreCutWhereTheFewestTensorsCross) {
    const Graph graph = graphFrom(kInput +
                                  "a = ReLU(x) : f32 1x4\nb = ReLU(a) : f32 1x4\nc1 = ReLU(b) : f32 1x4\nc2 = Sigmoid(b) : f32 1x4\n"
                                  "d = Add(c1, c2) : f32 1x4\ne = ReLU(d) : f32 1x4\nout = Result(e)");
    EXPECT_EQ(layers(graph, pieces(graph, {}, 4)), (Layers{{"a", "b"}, {"c1", "c2", "d", "e"}}));
}

TEST(Pieces, AreNotCutWhereATensorWouldLoseDigits) {
    const Graph graph = graphFrom(kInput +
                                  "a = ReLU(x) : f32 1x4\nb = Convert(a) {destination_type: f16} : f16 1x4\nc = ReLU(b) : f16 1x4\n"
                                  "d = Convert(c) {destination_type: f32} : f32 1x4\ne = ReLU(d) : f32 1x4\nout = Result(e)");
    EXPECT_EQ(layers(graph, pieces(graph, {}, 1)), (Layers{{"a"}, {"b", "c", "d"}, {"e"}}));
}

TEST(Pieces, AreNotCutWhereARankIsUnknown) {
    const Graph graph = graphFrom(kInput + "a = ReLU(x) : f32 1x4\nb = ReLU(a) : f32\nc = ReLU(b) : f32 1x4\nout = Result(c)");
    EXPECT_EQ(layers(graph, pieces(graph, {}, 1)), (Layers{{"a"}, {"b", "c"}}));
}

TEST(Pieces, KeepAStateTogether) {
    const Graph graph = graphFrom(
        kInput +
        "k = Const : f32 1x4\nr = ReadValue(k) {variable_id: s} : f32 1x4\na = Add(x, r) : f32 1x4\n"
        "b = ReLU(a) : f32 1x4\nw = Assign(b) {variable_id: s} : f32 1x4\nc = ReLU(b) : f32 1x4\nd = ReLU(c) : f32 1x4\nout = Result(d)");
    const auto cut = pieces(graph, {}, 1);
    for (const Piece& piece : cut) EXPECT_EQ(piece.graph.find("r").has_value(), piece.graph.find("w").has_value());
    EXPECT_GT(cut.size(), 1u);
}

TEST(Pieces, HoldWhatIsWatched) {
    const Graph graph = graphFrom(kInput +
                                  "k = Const : f32 1x4\na = ReLU(x) : f32 1x4\nend = Sigmoid(a) : f32 1x4\nb = Add(a, k) : f32 1x4\n"
                                  "c = ReLU(b) : f32 1x4\nout = Result(c)");
    std::vector<Output> watched;
    for (const char* name : {"c", "end", "x", "k", "a"}) watched.push_back({*graph.find(name), 0});
    std::map<std::string, std::string> seen;  // name → type of the node in its piece
    for (const Piece& piece : pieces(graph, watched, 2))
        for (const Piece::Watched& tensor : piece.watched)
            EXPECT_TRUE(seen.emplace(graph.node(watched[tensor.index].node).name, piece.graph.node(tensor.tensor.node).type).second);
    const std::map<std::string, std::string> expected{{"a", "ReLU"}, {"c", "ReLU"}, {"end", "Sigmoid"}, {"k", "Const"}, {"x", "Parameter"}};
    EXPECT_EQ(seen, expected);
}

}  // namespace
}  // namespace rf::engine
