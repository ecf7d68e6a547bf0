// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/placement/known_values.h"

#include <algorithm>
#include <array>

#include "core/graph/traversal.h"
#include "core/tensor/shape.h"

namespace rf::quantization::placement {

namespace {

/// Results that the inputs do not determine, or that rules must see as computed.
bool isOpaque(const graph::Node& node) {
    constexpr std::array kOpaque = {"Parameter", "Result", "ReadValue", "Assign", "FakeQuantize", "RandomUniform", "Multinomial"};
    return !node.bodies.empty() || std::find(kOpaque.begin(), kOpaque.end(), node.type) != kOpaque.end();
}

}  // namespace

KnownValues::KnownValues(const graph::Graph& graph) {
    if (graph.size() == 0) return;
    const auto last = std::max_element(graph.nodes().begin(), graph.nodes().end());
    m_known.resize(static_cast<std::size_t>(last->value()) + 1);
    for (const graph::NodeId id : graph.topologicalOrder()) {
        const graph::Node& node = graph.node(id);
        bool known = node.isConstant();
        if (node.type == "ShapeOf")
            known = isStatic(graph.type(node.inputs[0]).shape);
        else if (!known && !isOpaque(node) && !node.inputs.empty())
            known = std::all_of(node.inputs.begin(), node.inputs.end(), [&](graph::Output input) { return contains(input.node); });
        m_known[static_cast<std::size_t>(id.value())] = known;
    }
}

bool KnownValues::contains(graph::NodeId id) const {
    const auto index = static_cast<std::size_t>(id.value());
    return index < m_known.size() && m_known[index];
}

std::set<graph::NodeId> shapeSubgraph(const graph::Graph& graph, const KnownValues& known) {
    std::set<graph::NodeId> marked;
    for (const graph::NodeId id : graph.nodes()) {
        if (graph.node(id).type != "ShapeOf" || !known.contains(id) || marked.contains(id)) continue;
        marked.insert(id);
        for (const graph::NodeId next : graph::descendants(graph, id, [&](const graph::Node& node) { return known.contains(node.id); }))
            if (known.contains(next)) marked.insert(next);
    }
    return marked;
}

}  // namespace rf::quantization::placement
