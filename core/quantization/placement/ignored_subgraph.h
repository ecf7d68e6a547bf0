// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "core/graph/graph.h"
#include "core/quantization/settings.h"

namespace rf::quantization::placement {

/// The ends of a subgraph rule in one graph: those of its layers that the graph has.
struct SubgraphEnds {
    std::vector<graph::NodeId> inputs, outputs;

    bool isComplete(const IgnoredSubgraph& rule) const {
        return inputs.size() == rule.inputs.size() && outputs.size() == rule.outputs.size();
    }
};

/// `prefix` is "outer|" inside bodies.
SubgraphEnds endsIn(const graph::Graph& graph, const std::string& prefix, const IgnoredSubgraph& rule);

/// All nodes that can be reached from one of `starts`, which are among them.
std::unordered_set<graph::NodeId> reachableDown(const graph::Graph& graph, const std::vector<graph::NodeId>& starts);
std::unordered_set<graph::NodeId> reachableUp(const graph::Graph& graph, const std::vector<graph::NodeId>& starts);

/// Everything on a path from an input to an output, both included, in graph order. Takes time linear in nodes and edges.
std::vector<graph::NodeId> nodesBetween(const graph::Graph& graph, const SubgraphEnds& ends);

}  // namespace rf::quantization::placement
