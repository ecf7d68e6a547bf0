// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/pot_propagation.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "core/graph/traversal.h"

namespace rf::quantization::pot {

using graph::Graph;
using graph::NodeId;
using graph::Output;

namespace {

std::unordered_map<NodeId, const BiasedLayer*> byOperator(const std::vector<BiasedLayer>& layers) {
    std::unordered_map<NodeId, const BiasedLayer*> operators;
    for (const BiasedLayer& layer : layers) operators.emplace(layer.op, &layer);
    return operators;
}

/// Nodes in the order in which a depth-first walk leaves them; iterative, as networks are deep.
std::vector<NodeId> depthFirstOrder(const Graph& model) {
    std::vector<NodeId> order;
    std::set<NodeId> seen;
    struct Visit {
        NodeId node;
        std::vector<graph::Input> consumers;
        std::size_t next = 0;
    };
    for (const NodeId start : model.nodes()) {
        if (!model.node(start).inputs.empty() || !seen.insert(start).second) continue;
        std::vector<Visit> path{{start, model.consumers(start)}};
        while (!path.empty()) {
            Visit& visit = path.back();
            if (visit.next == visit.consumers.size()) {
                order.push_back(visit.node);
                path.pop_back();
            } else if (const NodeId next = visit.consumers[visit.next++].node; seen.insert(next).second) {
                path.push_back({next, model.consumers(next)});
            }
        }
    }
    return order;
}

bool joinsBranches(const Graph& model, const graph::Node& node) {
    const auto computed = [&](Output source) { return !model.node(source.node).isConstant(); };
    return std::count_if(node.inputs.begin(), node.inputs.end(), computed) > 1;
}

}  // namespace

std::vector<BiasedLayer> correctionOrder(const Graph& model, const std::vector<BiasedLayer>& layers) {
    const auto operators = byOperator(layers);
    std::vector<BiasedLayer> order;
    for (const NodeId id : depthFirstOrder(model))
        if (const auto layer = operators.find(id); layer != operators.end()) order.push_back(*layer->second);
    std::reverse(order.begin(), order.end());
    return order;
}

std::vector<Output> seedTensors(const Graph& model, const std::vector<BiasedLayer>& layers) {
    const auto operators = byOperator(layers);
    std::set<Output> seeds;
    for (const NodeId parameter : model.parameters())
        for (const NodeId id : graph::descendants(model, parameter, [&](const graph::Node& node) { return !operators.contains(node.id); }))
            if (const auto layer = operators.find(id); layer != operators.end()) seeds.insert(layer->second->input);
    return {seeds.begin(), seeds.end()};
}

std::vector<Output> propagatedTensors(const Graph& model, const std::vector<BiasedLayer>& layers, const BiasedLayer& layer) {
    const auto operators = byOperator(layers);
    std::set<Output> tensors;
    std::set<std::pair<NodeId, bool>> seen;
    std::vector<std::pair<NodeId, bool>> open{{layer.op, false}};
    while (!open.empty()) {
        auto [id, branched] = open.back();
        open.pop_back();
        const std::vector<graph::Input> consumers = model.consumers(id);
        branched = branched || consumers.size() > 1;
        for (const graph::Input use : consumers) {
            if (const auto next = operators.find(use.node); next != operators.end())
                tensors.insert(next->second->input);
            else if (!(branched && joinsBranches(model, model.node(use.node))) && seen.emplace(use.node, branched).second)
                open.emplace_back(use.node, branched);
        }
    }
    return {tensors.begin(), tensors.end()};
}

}  // namespace rf::quantization::pot
