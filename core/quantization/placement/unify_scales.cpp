// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/placement/unify_scales.h"

#include <algorithm>
#include <functional>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "core/quantization/placement/operator_traits.h"

namespace rf::quantization::placement {

namespace {

using NodeSet = std::unordered_set<graph::NodeId>;
using calibration::Granularity;

class GroupSearch {
public:
    explicit GroupSearch(const Draft& draft) : m_draft(draft), m_graph(draft.graph) {}

    std::vector<UnifiedGroup> groups() {
        std::vector<UnifiedGroup> found;
        for (const graph::NodeId id : m_draft.quantizersByName()) {
            if (!isActivation(id) || m_visited.contains(id)) continue;
            UnifiedGroup group = grow(id);
            const bool tied = std::any_of(group.bridges.begin(), group.bridges.end(), [&](graph::NodeId b) { return unifies(b); });
            if (tied && group.quantizers.size() > 1) found.push_back(std::move(group));
        }
        return found;
    }

private:
    bool isActivation(graph::NodeId id) const {
        const auto mark = m_draft.quantizers.find(id);
        return mark != m_draft.quantizers.end() && mark->second.group == Group::Activations;
    }

    bool isFloatTensor(graph::Output output) const { return isFloat(m_graph.type(output).type); }

    bool hasConstantInput(const graph::Node& node) const {
        return std::any_of(node.inputs.begin(), node.inputs.end(), [&](graph::Output input) { return isConstant(m_graph, input); });
    }

    UnifiedGroup grow(graph::NodeId start) {
        UnifiedGroup group;
        std::vector<graph::NodeId> open{start};
        while (!open.empty()) {
            const graph::NodeId id = open.back();
            open.pop_back();
            if (!m_visited.insert(id).second) continue;
            const graph::Node& node = m_graph.node(id);
            if (isActivation(id)) group.quantizers.push_back(id);
            if ((node.type == graph::op::kConcat || unifies(id)) && !hasConstantInput(node)) group.bridges.push_back(id);
            if (node.isFakeQuantize() || isAgnostic(m_draft.profile, node)) addBelow(id, open);
            if (!node.isFakeQuantize()) addAbove(node, open);
        }
        sortByName(group.quantizers);
        sortByName(group.bridges);
        return group;
    }

    void addBelow(graph::NodeId id, std::vector<graph::NodeId>& open) {
        for (int port = 0; port < static_cast<int>(m_graph.node(id).outputs.size()); ++port) {
            if (!isFloatTensor({id, port})) continue;
            for (const graph::Input use : m_graph.consumers(graph::Output{id, port}))
                if (!m_visited.contains(use.node) && (isAgnostic(m_draft.profile, m_graph.node(use.node)) || unifies(use.node)))
                    open.push_back(use.node);
        }
    }

    void addAbove(const graph::Node& node, std::vector<graph::NodeId>& open) const {
        for (const graph::Output source : node.inputs) {
            const graph::Node& producer = m_graph.node(source.node);
            if (!isFloatTensor(source) || m_visited.contains(source.node)) continue;
            if (producer.isFakeQuantize() || isAgnostic(m_draft.profile, producer)) open.push_back(source.node);
        }
    }

    /// The table wants one range for all inputs of the operator, and it stands where that makes sense.
    bool unifies(graph::NodeId id) {
        const auto known = m_unifies.find(id);
        if (known != m_unifies.end()) return known->second;
        const graph::Node& node = m_graph.node(id);
        const OperatorRules* rules = rulesOf(m_draft.profile, m_graph, node);
        const bool answer = rules && rules->unifyAllInputs && (node.type != graph::op::kConcat || concatFits(id));
        m_unifies.emplace(id, answer);
        return answer;
    }

    /// The condition on Concat: quantized inputs above, a convolution or MatMul below, nothing per-channel below.
    bool concatFits(graph::NodeId id) const {
        bool weighted = false, perChannel = false;
        forEachBelow(id, [&](const graph::Node& node) {
            weighted |= isConvolutionOrMatMul(node) || node.type == graph::op::kConvolutionBackpropData;
            perChannel |= onlyPerChannel(node);
        });
        return weighted && !perChannel && hasQuantizedInput(id);
    }

    bool onlyPerChannel(const graph::Node& node) const {
        const OperatorRules* rules = rulesOf(m_draft.profile, m_graph, node);
        return rules && !rules->activations.empty() &&
               std::all_of(rules->activations.begin(), rules->activations.end(),
                           [](const Scheme& scheme) { return scheme.granularity == Granularity::PerChannel; });
    }

    bool hasQuantizedInput(graph::NodeId concat) const {
        NodeSet seen{concat};
        std::vector<graph::NodeId> open{concat};
        while (!open.empty()) {
            const graph::NodeId id = open.back();
            open.pop_back();
            for (const graph::Output source : m_graph.node(id).inputs) {
                const graph::Node& producer = m_graph.node(source.node);
                if (producer.isFakeQuantize() || producer.type == graph::op::kConcat) return true;
                if (!producer.isConstant() && seen.insert(source.node).second) open.push_back(source.node);
            }
        }
        return false;
    }

    void forEachBelow(graph::NodeId start, const std::function<void(const graph::Node&)>& visit) const {
        NodeSet seen{start};
        std::vector<graph::NodeId> open{start};
        while (!open.empty()) {
            const graph::NodeId id = open.back();
            open.pop_back();
            for (const graph::Input use : m_graph.consumers(id)) {
                if (!seen.insert(use.node).second) continue;
                const graph::Node& reader = m_graph.node(use.node);
                visit(reader);
                if (isAgnostic(m_draft.profile, reader)) open.push_back(use.node);
            }
        }
    }

    void sortByName(std::vector<graph::NodeId>& ids) const {
        std::sort(ids.begin(), ids.end(), [&](graph::NodeId a, graph::NodeId b) { return m_graph.node(a).name < m_graph.node(b).name; });
    }

    const Draft& m_draft;
    const graph::Graph& m_graph;
    NodeSet m_visited;
    std::unordered_map<graph::NodeId, bool> m_unifies;
};

/// The FakeQuantize on an input, or the first ones found walking up from it.
void collectQuantizersAbove(const Draft& draft, graph::Input input, std::set<graph::NodeId>& found) {
    NodeSet seen;
    std::vector<graph::NodeId> open{draft.graph.source(input).node};
    while (!open.empty()) {
        const graph::NodeId id = open.back();
        open.pop_back();
        if (!seen.insert(id).second) continue;
        if (draft.quantizers.contains(id)) {
            found.insert(id);
            continue;
        }
        for (const graph::Output source : draft.graph.node(id).inputs) open.push_back(source.node);
    }
}

/// Ports of recurrent operators that take their data together.
void addRecurrentGroups(const Draft& draft, std::vector<UnifiedGroup>& groups) {
    for (const graph::NodeId id : draft.graph.nodes()) {
        const graph::Node& node = draft.graph.node(id);
        const OperatorRules* rules = rulesOf(draft.profile, draft.graph, node);
        if (!rules) continue;
        for (const std::vector<int>& ports : rules->unifiedPorts) {
            std::set<graph::NodeId> members;
            for (const int port : ports)
                if (port < static_cast<int>(node.inputs.size())) collectQuantizersAbove(draft, {id, port}, members);
            const bool computed = std::none_of(members.begin(), members.end(), [&](graph::NodeId member) {
                return isConstant(draft.graph, draft.graph.node(member).inputs[0]);
            });
            if (members.size() > 1 && computed) groups.push_back({{members.begin(), members.end()}, {id}, false});
        }
    }
}

}  // namespace

std::vector<UnifiedGroup> unifiedGroups(const Draft& draft) {
    std::vector<UnifiedGroup> groups = GroupSearch(draft).groups();
    addRecurrentGroups(draft, groups);
    return groups;
}

std::map<graph::NodeId, int> sharedRanges(const std::vector<UnifiedGroup>& groups) {
    std::map<graph::NodeId, int> numbers;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const int number = static_cast<int>(i);
        std::set<int> joined;
        for (const graph::NodeId id : groups[i].quantizers)
            if (const auto [known, isNew] = numbers.emplace(id, number); !isNew) joined.insert(known->second);
        for (auto& [id, known] : numbers)
            if (joined.contains(known)) known = number;
    }
    return numbers;
}

}  // namespace rf::quantization::placement
