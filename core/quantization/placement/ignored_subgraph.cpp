// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/placement/ignored_subgraph.h"

namespace rf::quantization::placement {

namespace {

using NodeSet = std::unordered_set<graph::NodeId>;

std::vector<graph::NodeId> found(const graph::Graph& graph, const std::string& prefix, const std::vector<std::string>& names) {
    std::vector<graph::NodeId> ids;
    for (const std::string& name : names)
        if (name.starts_with(prefix))
            if (const auto id = graph.find(name.substr(prefix.size()))) ids.push_back(*id);
    return ids;
}

template <class Neighbours>
NodeSet reachable(const std::vector<graph::NodeId>& starts, Neighbours neighbours) {
    NodeSet seen(starts.begin(), starts.end());
    std::vector<graph::NodeId> open(seen.begin(), seen.end());
    while (!open.empty()) {
        const graph::NodeId id = open.back();
        open.pop_back();
        for (const auto& edge : neighbours(id))
            if (seen.insert(edge.node).second) open.push_back(edge.node);
    }
    return seen;
}

}  // namespace

SubgraphEnds endsIn(const graph::Graph& graph, const std::string& prefix, const IgnoredSubgraph& rule) {
    return {found(graph, prefix, rule.inputs), found(graph, prefix, rule.outputs)};
}

NodeSet reachableDown(const graph::Graph& graph, const std::vector<graph::NodeId>& starts) {
    return reachable(starts, [&](graph::NodeId id) { return graph.consumers(id); });
}

NodeSet reachableUp(const graph::Graph& graph, const std::vector<graph::NodeId>& starts) {
    return reachable(starts, [&](graph::NodeId id) { return graph.node(id).inputs; });
}

std::vector<graph::NodeId> nodesBetween(const graph::Graph& graph, const SubgraphEnds& ends) {
    if (ends.inputs.empty() || ends.outputs.empty()) return {};
    const NodeSet below = reachableDown(graph, ends.inputs), above = reachableUp(graph, ends.outputs);
    std::vector<graph::NodeId> between;
    for (const graph::NodeId id : graph.nodes())
        if (below.contains(id) && above.contains(id)) between.push_back(id);
    return between;
}

}  // namespace rf::quantization::placement
