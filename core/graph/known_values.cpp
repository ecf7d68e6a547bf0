// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/known_values.h"

#include <algorithm>

#include "core/graph/operators.h"
#include "core/graph/traversal.h"
#include "core/tensor/shape.h"

namespace rf::graph {

namespace {

/// Results that the inputs do not determine, or that rules must see as computed.
bool isOpaque(const Node& node) {
    return !node.bodies.empty() || has(node, Trait::Stateful) || has(node, Trait::Random) || node.isParameter() || node.isResult() ||
           node.isFakeQuantize();
}

}  // namespace

KnownValues::KnownValues(const Graph& graph) {
    if (graph.size() == 0) return;
    const auto last = std::max_element(graph.nodes().begin(), graph.nodes().end());
    m_known.resize(static_cast<std::size_t>(last->value()) + 1);
    for (const NodeId id : graph.topologicalOrder()) {
        const Node& node = graph.node(id);
        bool known = node.isConstant();
        if (has(node, Trait::ReadsShapeOnly))
            known = isStatic(graph.type(node.inputs[0]).shape);
        else if (!known && !isOpaque(node) && !node.inputs.empty())
            known = std::all_of(node.inputs.begin(), node.inputs.end(), [&](Output input) { return contains(input.node); });
        m_known[static_cast<std::size_t>(id.value())] = known;
    }
}

bool KnownValues::contains(NodeId id) const {
    const auto index = static_cast<std::size_t>(id.value());
    return index < m_known.size() && m_known[index];
}

std::set<NodeId> shapeSubgraph(const Graph& graph, const KnownValues& known) {
    std::set<NodeId> marked;
    for (const NodeId id : graph.nodes()) {
        if (!has(graph.node(id), Trait::ReadsShapeOnly) || !known.contains(id) || marked.contains(id)) continue;
        marked.insert(id);
        for (const NodeId next : descendants(graph, id, [&](const Node& node) { return known.contains(node.id); }))
            if (known.contains(next)) marked.insert(next);
    }
    return marked;
}

}  // namespace rf::graph
