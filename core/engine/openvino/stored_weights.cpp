// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/openvino/stored_weights.h"

#include <algorithm>

#include "core/graph/constants.h"
#include "core/graph/operators.h"

namespace rf::engine {

namespace {

/// Whether a tensor comes from a FakeQuantize through nothing but operators that int8 passes through.
bool isQuantizedData(const graph::Graph& graph, graph::Output tensor) {
    const graph::Node* node = &graph.node(tensor.node);
    while (!node->isFakeQuantize()) {
        if (!graph::has(*node, graph::Trait::PassesInt8) || node->inputs.empty()) return false;
        node = &graph.node(node->inputs[0].node);
    }
    return true;
}

bool computesWeights(const graph::Graph& graph, const graph::Node& layer) {
    if (graph::weightsOf(graph, graph::Output{layer.id, 0}).isConstant()) return false;  // a part of the weights themselves
    const auto readsStored = [&](int port) {
        return graph::weightsOf(graph, graph::Input{layer.id, port}).form == graph::WeightForm::StoredIntegers;
    };
    bool reads = false;
    for (int port = 0; port < static_cast<int>(layer.inputs.size()); ++port) reads = reads || readsStored(port);
    return reads && !(graph::has(layer, graph::Trait::Linear) && isQuantizedData(graph, layer.inputs[0]));
}

}  // namespace

bool computesWeightsAtFirstRun(const graph::Graph& graph) {
    const auto nodes = graph.nodes();
    return std::any_of(nodes.begin(), nodes.end(), [&](graph::NodeId id) {
        const graph::Node& node = graph.node(id);
        const auto inside = [](const graph::Body& body) { return computesWeightsAtFirstRun(*body.graph); };
        if (std::any_of(node.bodies.begin(), node.bodies.end(), inside)) return true;
        return !node.outputs.empty() && !node.isConstant() && computesWeights(graph, node);
    });
}

}  // namespace rf::engine
