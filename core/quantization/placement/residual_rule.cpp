// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/quantization/placement/operator_traits.h"
#include "core/quantization/placement/remove_quantizers.h"

namespace rf::quantization::placement {

namespace {

bool isConstantThroughQuantizer(const graph::Graph& graph, graph::Output output) {
    const graph::Node& node = graph.node(output.node);
    return isConstant(graph, node.isFakeQuantize() ? node.inputs[0] : output);
}

/// Does the branch lead up, through operators with a single computed input, to a convolution or MatMul?
bool leadsToWeights(const graph::Graph& graph, graph::NodeId id) {
    for (;;) {
        const graph::Node& node = graph.node(id);
        if (isConvolutionOrMatMul(node)) return true;
        std::vector<graph::Output> computed;
        std::copy_if(node.inputs.begin(), node.inputs.end(), std::back_inserter(computed),
                     [&](graph::Output input) { return !isConstantThroughQuantizer(graph, input); });
        if (computed.size() != 1) return false;
        id = computed[0].node;
    }
}

std::size_t readers(const graph::Graph& graph, graph::NodeId id) { return graph.consumers(graph::Output{id, 0}).size(); }

/// A dynamic dimension counts as one: both branches of an Add share it.
std::int64_t elements(const graph::Graph& graph, graph::NodeId id) {
    std::int64_t count = 1;
    for (const std::int64_t dimension : graph.type({id, 0}).shape) count *= std::max<std::int64_t>(dimension, 1);
    return count;
}

bool readsBiasAdd(const graph::Graph& graph, graph::NodeId quantizer) {
    const graph::Node& producer = graph.node(graph.node(quantizer).inputs[0].node);
    return producer.inputs.size() > 1 && isConstantThroughQuantizer(graph, producer.inputs[1]);
}

/// The FakeQuantize to drop before an Add; an invalid id for none.
graph::NodeId superfluous(const Draft& draft, const graph::Node& add) {
    if (add.inputs.size() != 2 || isConstantThroughQuantizer(draft.graph, add.inputs[1])) return {};
    graph::NodeId first = add.inputs[1].node, second = add.inputs[0].node;
    if (!draft.quantizers.contains(first) || !draft.quantizers.contains(second) || first == second) return {};
    // With as many readers on both sides the second operand counts as the first, as in POT.
    if (readers(draft.graph, second) > readers(draft.graph, first)) std::swap(first, second);
    if (readers(draft.graph, first) > 1 && readers(draft.graph, second) == 1 && readsBiasAdd(draft.graph, second)) return second;
    if (!leadsToWeights(draft.graph, first) || !leadsToWeights(draft.graph, second)) return {};
    return elements(draft.graph, first) >= elements(draft.graph, second) ? first : second;
}

}  // namespace

void applyResidualRule(Draft& draft) {
    for (const graph::NodeId id : graph::RemainingNodes(draft.graph, draft.graph.topologicalOrder())) {
        if (draft.graph.node(id).type != graph::op::kAdd) continue;
        if (const graph::NodeId quantizer = superfluous(draft, draft.graph.node(id)); quantizer.isValid())
            removeQuantizer(draft, quantizer);
    }
}

}  // namespace rf::quantization::placement
