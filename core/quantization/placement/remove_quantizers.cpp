// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/placement/remove_quantizers.h"

#include <algorithm>
#include <unordered_set>

#include "core/quantization/placement/operator_traits.h"

namespace rf::quantization::placement {

namespace {

using NodeSet = std::unordered_set<graph::NodeId>;

// Two walks that call for each other: down from every FakeQuantize of the cut through pass-through operators, up from
// every operator met on the way to the FakeQuantize that also feed it. A work list instead of recursion.
class CutSearch {
public:
    CutSearch(const graph::Graph& graph, const graph::KnownValues& known, const HardwareProfile& profile)
        : m_graph(graph), m_known(known), m_profile(profile) {}

    Cut from(graph::NodeId quantizer) {
        join(quantizer);
        while (!m_open.empty()) {
            const auto [id, upward] = m_open.back();
            m_open.pop_back();
            if (upward)
                lookUp(id);
            else
                lookDown(id);
        }
        return std::move(m_cut);
    }

private:
    struct Visit {
        graph::NodeId id;
        bool upward;
    };

    void join(graph::NodeId quantizer) {
        if (!m_joined.insert(quantizer).second) return;
        m_cut.quantizers.push_back(quantizer);
        m_open.push_back({quantizer, false});
    }

    void lookDown(graph::NodeId id) {
        if (!m_down.insert(id).second) return;
        for (const graph::Input use : m_graph.consumers(id)) {
            if (m_graph.node(use.node).isFakeQuantize())
                m_downstream.insert(use.node);
            else
                meet(use.node);
        }
    }

    void lookUp(graph::NodeId id) {
        if (!m_up.insert(id).second) return;
        for (const graph::Output source : m_graph.node(id).inputs) {
            if (m_graph.node(source.node).isFakeQuantize()) {
                if (!m_downstream.contains(source.node)) join(source.node);
            } else if (!isConstant(m_graph, source)) {
                meet(source.node);
            }
        }
    }

    void meet(graph::NodeId id) {
        const graph::Node& node = m_graph.node(id);
        if (!m_known.contains(id)) m_open.push_back({id, true});
        if (isAgnostic(m_profile, node)) m_open.push_back({id, false});
        if (isQuantizable(m_profile, node) && m_operations.insert(id).second) m_cut.operations.push_back(id);
    }

    const graph::Graph& m_graph;
    const graph::KnownValues& m_known;
    const HardwareProfile& m_profile;
    Cut m_cut;
    std::vector<Visit> m_open;
    NodeSet m_joined, m_downstream, m_down, m_up, m_operations;
};

bool isIntegerTensor(const graph::PortType& type) {
    return type.type == ElementType::I32 || type.type == ElementType::I64 || type.type == ElementType::Boolean;
}

}  // namespace

Cut cutOf(const graph::Graph& graph, const graph::KnownValues& known, const HardwareProfile& profile, graph::NodeId quantizer) {
    return CutSearch(graph, known, profile).from(quantizer);
}

void removeFromIntegerTensors(Draft& draft) {
    for (const graph::NodeId id : draft.quantizersByName()) {
        if (!draft.quantizers.contains(id) || !isIntegerTensor(draft.graph.type(draft.graph.node(id).inputs[0]))) continue;
        for (const graph::NodeId tied : cutOf(draft.graph, draft.known, draft.profile, id).quantizers)
            if (draft.quantizers.contains(tied)) removeQuantizer(draft, tied);
    }
}

}  // namespace rf::quantization::placement
