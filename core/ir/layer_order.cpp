// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ir/layer_order.h"

#include <algorithm>
#include <unordered_set>

#include "core/graph/file_hints.h"

namespace rf::ir {

namespace {

using graph::NodeId;

// Parameters stand where the graph has them, so that a new one does not move in front of another.
bool moves(const graph::Node& node) { return !node.hints && !node.isParameter(); }

}  // namespace

std::vector<NodeId> layerOrder(const graph::Graph& graph) {
    const std::vector<NodeId>& nodes = graph.nodes();
    std::vector<bool> placed(nodes.empty() ? 0 : index(nodes.back()) + 1);
    std::vector<NodeId> order;
    order.reserve(nodes.size());
    std::vector<std::pair<NodeId, std::size_t>> stack;  // a layer to place after its new producers; the next input to look at
    const auto placeWithProducers = [&](NodeId root) {
        if (placed[index(root)]) return;
        placed[index(root)] = true;
        stack.emplace_back(root, 0);
        while (!stack.empty()) {
            auto& [id, next] = stack.back();
            const graph::Node& node = graph.node(id);
            if (next == node.inputs.size()) {
                order.push_back(id);
                stack.pop_back();
                continue;
            }
            const NodeId producer = node.inputs[next++].node;
            if (placed[index(producer)] || !moves(graph.node(producer))) continue;
            placed[index(producer)] = true;
            stack.emplace_back(producer, 0);
        }
    };
    for (const NodeId id : nodes)
        if (graph.node(id).hints) placeWithProducers(id);
    for (const NodeId id : nodes) placeWithProducers(id);
    return order;
}

std::vector<std::int64_t> layerIds(const graph::Graph& graph, const std::vector<NodeId>& order) {
    constexpr std::int64_t kNone = -1;
    std::vector<std::int64_t> ids(graph.nodes().empty() ? 0 : index(graph.nodes().back()) + 1, kNone);
    std::unordered_set<std::int64_t> taken;
    std::int64_t largest = kNone;
    for (const NodeId id : order) {
        const auto& hints = graph.node(id).hints;
        if (!hints || !taken.insert(hints->layerId).second) continue;
        ids[index(id)] = hints->layerId;
        largest = std::max(largest, hints->layerId);
    }
    for (const NodeId id : order)
        if (ids[index(id)] == kNone) ids[index(id)] = ++largest;
    return ids;
}

}  // namespace rf::ir
