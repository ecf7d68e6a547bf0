// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/revert_closure.h"

#include <algorithm>
#include <tuple>

#include "core/graph/traversal.h"
#include "core/quantization/placement/operator_traits.h"

namespace rf::quantization {

using graph::Graph;
using graph::Node;
using graph::NodeId;

namespace {

/// The two walks of spec 02, section 4.6. Names as there: `m_down` and `m_up` are its stacks.
class ClosureWalk {
public:
    ClosureWalk(const Graph& graph, const HardwareProfile& profile, const graph::KnownValues& known, const std::set<NodeId>& added)
        : m_graph(graph), m_profile(profile), m_known(known), m_added(added) {}

    RevertClosure from(NodeId quantizer) {
        m_closure.quantizers = {quantizer};
        m_down = {quantizer};
        while (!m_down.empty() || !m_up.empty()) {
            if (!m_down.empty()) goDown();
            if (!m_up.empty()) goUp();
        }
        return std::move(m_closure);
    }

private:
    static NodeId pop(std::vector<NodeId>& stack) {
        const NodeId last = stack.back();
        stack.pop_back();
        return last;
    }
    void visit(const Node& node) {
        if (placement::isQuantizable(m_profile, node)) m_closure.layers.insert(node.id);
    }
    void push(const Node& node) {
        if (!m_seenUp.contains(node.id)) m_up.push_back(node.id);
        if (!m_seenDown.contains(node.id) && placement::isAgnostic(m_profile, node)) m_down.push_back(node.id);
    }
    void goDown() {
        const NodeId id = pop(m_down);
        visit(m_graph.node(id));
        for (const graph::Input use : m_graph.consumers(id)) {
            const Node& consumer = m_graph.node(use.node);
            if (consumer.isFakeQuantize())
                m_seenDown.insert(consumer.id);  // a border: what lies below keeps its precision
            else if (!m_known.contains(id))
                push(consumer);
        }
        m_seenDown.insert(id);
    }
    void goUp() {
        const NodeId id = pop(m_up);
        visit(m_graph.node(id));
        for (const graph::Output source : m_graph.node(id).inputs) {
            const Node& producer = m_graph.node(source.node);
            if (producer.isFakeQuantize()) {
                if (m_seenDown.contains(producer.id) || !m_added.contains(producer.id)) continue;
                if (m_closure.quantizers.insert(producer.id).second) m_down.push_back(producer.id);
            } else if (!m_known.contains(producer.id)) {
                push(producer);
            }
        }
        m_seenUp.insert(id);
    }

    const Graph& m_graph;
    const HardwareProfile& m_profile;
    const graph::KnownValues& m_known;
    const std::set<NodeId>& m_added;
    RevertClosure m_closure;
    std::vector<NodeId> m_down, m_up;
    std::set<NodeId> m_seenDown, m_seenUp;
};

}  // namespace

QuantizedGraph::QuantizedGraph(const Graph& graph, const Placement& placement, const HardwareProfile& profile)
    : m_graph(graph), m_placement(placement), m_profile(profile), m_known(graph) {
    for (const Quantizer& quantizer : placement.quantizers) m_added.insert(quantizer.node);
}

RevertClosure QuantizedGraph::closureOf(NodeId quantizer) const {
    return ClosureWalk(m_graph, m_profile, m_known, m_added).from(quantizer);
}

std::set<NodeId> QuantizedGraph::layersBelow(NodeId quantizer) const {
    const auto passes = [&](const Node& node) { return !placement::isQuantizable(m_profile, node) && !node.isFakeQuantize(); };
    std::set<NodeId> layers;
    for (const NodeId id : graph::descendants(m_graph, quantizer, passes))
        if (placement::isQuantizable(m_profile, m_graph.node(id))) layers.insert(id);
    return layers;
}

std::vector<const Quantizer*> QuantizedGraph::inOrder() const {
    using Key = std::tuple<bool, std::string, int>;
    std::vector<std::pair<Key, const Quantizer*>> keys;
    for (const Quantizer& quantizer : m_placement.quantizers) {
        // A quantizer is named after the first by name of the inputs that it feeds.
        const std::vector<graph::Input> uses = m_graph.consumers(quantizer.node);
        const auto named = std::min_element(uses.begin(), uses.end(), [&](graph::Input a, graph::Input b) {
            return std::tie(m_graph.node(a.node).name, a.port) < std::tie(m_graph.node(b.node).name, b.port);
        });
        if (named == uses.end()) continue;
        const Node& layer = m_graph.node(named->node);
        keys.push_back({{placement::isQuantizable(m_profile, layer), layer.name, -named->port}, &quantizer});
    }
    std::stable_sort(keys.begin(), keys.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<const Quantizer*> order;
    for (const auto& key : keys) order.push_back(key.second);
    return order;
}

}  // namespace rf::quantization
