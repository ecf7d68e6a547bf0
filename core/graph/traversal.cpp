// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/traversal.h"

#include <deque>
#include <unordered_set>

namespace rf::graph {

namespace {

template <class Neighbours>
std::vector<NodeId> walk(const Graph& graph, NodeId start, const std::function<bool(const Node&)>& enter, Neighbours neighbours) {
    std::vector<NodeId> found;
    std::unordered_set<NodeId> seen{start};
    std::deque<NodeId> queue{start};
    while (!queue.empty()) {
        const NodeId current = queue.front();
        queue.pop_front();
        for (const NodeId next : neighbours(current)) {
            if (!seen.insert(next).second) continue;
            found.push_back(next);
            if (enter(graph.node(next))) queue.push_back(next);
        }
    }
    return found;
}

}  // namespace

std::vector<NodeId> descendants(const Graph& graph, NodeId start, const std::function<bool(const Node&)>& enter) {
    return walk(graph, start, enter, [&](NodeId id) {
        std::vector<NodeId> next;
        for (const Input input : graph.consumers(id)) next.push_back(input.node);
        return next;
    });
}

std::vector<NodeId> ancestors(const Graph& graph, NodeId start, const std::function<bool(const Node&)>& enter) {
    return walk(graph, start, enter, [&](NodeId id) {
        std::vector<NodeId> next;
        for (const Output source : graph.node(id).inputs) next.push_back(source.node);
        return next;
    });
}

NodeId constantBehind(const Graph& graph, Input input) {
    const Node* node = &graph.producer(input);
    while ((node->type == op::kConvert || node->isFakeQuantize()) && !node->inputs.empty()) node = &graph.node(node->inputs[0].node);
    return node->isConstant() ? node->id : NodeId{};
}

}  // namespace rf::graph
