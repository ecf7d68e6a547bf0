// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/transformer.h"

#include <algorithm>
#include <set>

#include "core/graph/operators.h"

namespace rf::quantization {

namespace {

using graph::Graph;
using graph::Node;
using graph::NodeId;

// Between the products and the softmax stand scales, masks, reshapes and transposes; the longest chain seen has 7 operators.
constexpr int kLongestChain = 12;

bool isSoftmax(const Node& node) { return node.type == graph::op::kSoftMax || node.type == graph::op::kSoftmax; }

class Finder {
public:
    Finder(const Graph& graph, const graph::KnownValues& known) : m_graph(graph), m_known(known) {}

    bool isProductOfActivations(const Node& node) const {
        return node.type == graph::op::kMatMul && !m_known.contains(node.inputs[0].node) && !m_known.contains(node.inputs[1].node);
    }

    /// Whether the product of two activations reads a softmax over another such product.
    bool isAttention(const Node& product) const {
        return reaches(product, [&](const Node& above) { return isSoftmax(above) && readsProduct(above); });
    }

    /// Whether the mean is that of squares, which all norms over features have: of (x - mean)^2 or of x^2.
    bool isMeanOfSquares(const Node& mean) const {
        if (mean.type != graph::op::kReduceMean) return false;
        const Node& square = m_graph.producer({mean.id, 0});
        if (square.inputs.size() != 2) return false;
        if (square.type == graph::op::kMultiply) return square.inputs[0] == square.inputs[1];
        return square.type == graph::op::kSquaredDifference ||
               (square.type == graph::op::kPower && m_known.contains(square.inputs[1].node));
    }

private:
    bool readsProduct(const Node& softmax) const {
        return reaches(softmax, [&](const Node& above) { return isProductOfActivations(above); });
    }

    /// Whether `isIt` holds for an operator above `start`, with no layer of weights and no other product between.
    template <class Predicate>
    bool reaches(const Node& start, const Predicate& isIt) const {
        std::set<NodeId> seen;
        std::vector<NodeId> front{start.id};
        for (int step = 0; step < kLongestChain && !front.empty(); ++step) {
            std::vector<NodeId> next;
            for (const NodeId below : front)
                for (const graph::Output source : m_graph.node(below).inputs) {
                    if (m_known.contains(source.node) || !seen.insert(source.node).second) continue;
                    const Node& above = m_graph.node(source.node);
                    if (isIt(above)) return true;
                    if (!graph::has(above, graph::Trait::Linear)) next.push_back(source.node);
                }
            front = std::move(next);
        }
        return false;
    }

    const Graph& m_graph;
    const graph::KnownValues& m_known;
};

}  // namespace

TransformerParts transformerParts(const Graph& graph, const graph::KnownValues& known) {
    const Finder finder(graph, known);
    TransformerParts parts;
    for (const NodeId id : graph.nodes()) {
        const Node& node = graph.node(id);
        if (node.type == graph::op::kMvn || finder.isMeanOfSquares(node)) ++parts.norms;
        if (node.type == graph::op::kScaledDotProductAttention || (finder.isProductOfActivations(node) && finder.isAttention(node)))
            ++parts.attentions;
    }
    return parts;
}

Settings withModelType(Settings settings, const TransformerParts& parts) {
    if (settings.modelType != ModelType::Auto) return settings;
    const bool isOne = parts.makeTransformer() && settings.compatibility != Compatibility::Pot;
    settings.modelType = isOne ? ModelType::Transformer : ModelType::Any;
    return settings;
}

}  // namespace rf::quantization
