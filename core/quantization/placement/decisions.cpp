// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/placement/decisions.h"

#include <algorithm>

#include "core/quantization/placement/ignored_patterns.h"
#include "core/quantization/placement/operator_traits.h"

namespace rf::quantization::placement {

namespace {

using Reason = Decision::Reason;

bool isComputed(const graph::Node& node) { return !node.isConstant() && !node.isParameter() && !node.isResult() && !node.isFakeQuantize(); }

Decision userDecision(const Draft& draft, const std::vector<std::string>& rules, graph::NodeId id, const IgnoredNodes::Entry& entry) {
    const std::string rule = entry.rules.empty() ? std::string() : rules[entry.rules.front()];
    switch (entry.cause) {
        case IgnoredNodes::Cause::Name: return {id, Reason::UserName, rule};
        case IgnoredNodes::Cause::Type: return {id, Reason::UserType, rule.empty() ? draft.graph.node(id).type : rule};
        case IgnoredNodes::Cause::Pattern: return {id, Reason::UserPattern, rule};
        case IgnoredNodes::Cause::Subgraph: return {id, Reason::UserSubgraph, rule};
        case IgnoredNodes::Cause::Structure: return {id, Reason::UserStructure, rule};
        case IgnoredNodes::Cause::BelowAgnostic: return {id, Reason::Propagation, rule};
        case IgnoredNodes::Cause::WholeModel: break;
    }
    return {id, Reason::UserName, "skip_model"};
}

bool readsQuantizer(const graph::Graph& graph, const graph::Node& node) {
    return std::any_of(node.inputs.begin(), node.inputs.end(),
                       [&](graph::Output input) { return graph.node(input.node).isFakeQuantize(); });
}

bool readsFloat(const graph::Graph& graph, const graph::Node& node) {
    return std::any_of(node.inputs.begin(), node.inputs.end(), [&](graph::Output input) { return isFloat(graph.type(input).type); });
}

Decision decide(const Draft& draft, const std::vector<std::string>& rules, const graph::Node& node) {
    if (const auto pattern = draft.skipped.find(node.id); pattern != draft.skipped.end()) {
        if (pattern->second == kShapeSubgraph) return {node.id, Reason::ShapeSubgraph, {}};
        return {node.id, Reason::IgnoredPattern, pattern->second};
    }
    if (const IgnoredNodes::Entry* entry = draft.ignored.find(node.id)) return userDecision(draft, rules, node.id, *entry);
    if (isAgnostic(draft.profile, node)) return {node.id, Reason::Agnostic, {}};
    if (!isQuantizable(draft.profile, node)) return {node.id, Reason::NotInHardwareTable, {}};
    if (!readsFloat(draft.graph, node)) return {node.id, Reason::NoFloatInput, {}};
    return {node.id, readsQuantizer(draft.graph, node) ? Reason::Quantized : Reason::Propagation, {}};
}

}  // namespace

std::vector<Decision> decisions(const Draft& draft) {
    const std::vector<std::string> rules = ruleTexts(draft.settings.ignored);
    std::vector<Decision> all;
    for (const graph::NodeId id : draft.graph.nodes())
        if (const graph::Node& node = draft.graph.node(id); isComputed(node)) all.push_back(decide(draft, rules, node));
    return all;
}

}  // namespace rf::quantization::placement
