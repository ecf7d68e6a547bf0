// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/placement/configuration.h"

#include <algorithm>
#include <deque>
#include <unordered_set>

#include <fmt/ranges.h>

#include "core/graph/traversal.h"
#include "core/quantization/placement/operator_traits.h"
#include "core/quantization/placement/scheme_choice.h"

namespace rf::quantization::placement {

namespace {

using Candidates = std::vector<Scheme>;
using calibration::Granularity;

const Candidates& tableEntry(const OperatorRules& rules, Group group) {
    switch (group) {
        case Group::Weights: return rules.weights;
        case Group::Activations: return rules.activations;
        case Group::Outputs: return rules.outputs;
    }
    return rules.activations;
}

/// What the settings leave of an operator's row; `id` is invalid for a row that belongs to no operator.
Candidates allowed(const Draft& draft, const Candidates& entry, graph::NodeId id, Group group) {
    if (group == Group::Outputs) return entry;
    return constrained(entry, constraintOf(draft.choices, draft.settings, id, group));
}

Error disagreement(const Draft& draft, graph::NodeId quantizer, const std::vector<graph::NodeId>& operators) {
    std::vector<std::string> names;
    for (const graph::NodeId id : operators) names.push_back(draft.graph.node(id).name);
    return fail(ErrorCode::Unsupported, RF_TEXT("core", "%1: no way of quantizing this tensor suits all of %2 on this device"),
                draft.graph.node(quantizer).name, fmt::format("{}", fmt::join(names, ", ")));
}

struct Served {
    std::vector<graph::NodeId> operators;
    bool unreadOutput = false;  ///< an operator on the way has an output that nobody reads
};

bool hasUnreadOutput(const graph::Graph& graph, graph::NodeId id) {
    for (int port = 0; port < static_cast<int>(graph.node(id).outputs.size()); ++port)
        if (graph.consumers(graph::Output{id, port}).empty()) return true;
    return false;
}

Served walkDown(const Draft& draft, graph::NodeId quantizer) {
    if (draft.quantizers.at(quantizer).group == Group::Outputs) return {{draft.graph.node(quantizer).inputs[0].node}, false};
    Served served;
    std::unordered_set<graph::NodeId> seen{quantizer};
    std::deque<graph::NodeId> open{quantizer};
    while (!open.empty()) {
        const graph::NodeId current = open.front();
        open.pop_front();
        served.unreadOutput |= hasUnreadOutput(draft.graph, current);
        std::vector<graph::NodeId> next;
        for (const graph::Input use : draft.graph.consumers(current))
            if (seen.insert(use.node).second) next.push_back(use.node);
        std::sort(next.begin(), next.end(),
                  [&](graph::NodeId a, graph::NodeId b) { return draft.graph.node(a).name < draft.graph.node(b).name; });
        for (const graph::NodeId id : next) {
            if (isAgnostic(draft.profile, draft.graph.node(id)))
                open.push_back(id);
            else
                served.operators.push_back(id);
        }
    }
    return served;
}

/// What all operators behind one FakeQuantize accept.
Result<Candidates> commonCandidates(const Draft& draft, graph::NodeId quantizer, Group entryGroup) {
    const auto [operators, unreadOutput] = walkDown(draft, quantizer);
    const Group group = draft.quantizers.at(quantizer).group;
    std::vector<std::pair<graph::NodeId, const OperatorRules*>> rows;
    for (const graph::NodeId id : operators) rows.emplace_back(id, rulesOf(draft.profile, draft.graph, draft.graph.node(id)));
    // POT closes outputs that nobody reads by a Result, which has rules of its own on GNA.
    if (unreadOutput && habitsOf(draft.settings).unreadOutputsHaveResults)
        rows.emplace_back(graph::NodeId(), draft.profile.rules(graph::op::kResult));
    std::optional<Candidates> common;
    for (const auto& [id, rules] : rows) {
        if (!rules || tableEntry(*rules, entryGroup).empty()) continue;
        const Candidates next = allowed(draft, tableEntry(*rules, entryGroup), id, group);
        common = common ? intersect(*common, next, draft.profile.primaryBits) : next;
        if (common->empty()) return disagreement(draft, quantizer, operators);
    }
    // A constant that only operators without weights read (AvgPool, Power …): it is quantized as they take their data.
    if (!common && entryGroup != Group::Activations) return commonCandidates(draft, quantizer, Group::Activations);
    if (!common) return disagreement(draft, quantizer, operators);
    return *common;
}

/// Do the first two dimensions differ among these tensors, or has one of them less than two?
bool channelsDiffer(const std::vector<Shape>& shapes) {
    return std::any_of(shapes.begin(), shapes.end(),
                       [&](const Shape& shape) { return shape.size() < 2 || shape[0] != shapes[0][0] || shape[1] != shapes[0][1]; });
}

/// Tensors of one group can only share a range per channel when they have the same channels (section 2.4 step 4).
bool mustBePerTensor(const Draft& draft, const UnifiedGroup& group) {
    std::vector<Shape> shapes, bridgeShapes;
    for (const graph::NodeId id : group.quantizers) shapes.push_back(draft.graph.type({id, 0}).shape);
    for (const graph::NodeId id : group.bridges) {
        const graph::Node& bridge = draft.graph.node(id);
        if (bridge.type == graph::op::kConcat) return true;
        for (const graph::Output input : bridge.inputs) bridgeShapes.push_back(draft.graph.type(input).shape);
    }
    return channelsDiffer(shapes) || channelsDiffer(bridgeShapes);
}

Result<Scheme> groupScheme(const Draft& draft, const UnifiedGroup& group) {
    const bool perTensor = mustBePerTensor(draft, group);
    std::optional<Candidates> common;
    for (const graph::NodeId id : group.quantizers) {
        RF_TRY(Candidates candidates, commonCandidates(draft, id, draft.quantizers.at(id).group));
        if (perTensor) std::erase_if(candidates, [](const Scheme& scheme) { return scheme.granularity != Granularity::PerTensor; });
        common = common ? intersect(*common, candidates, draft.profile.primaryBits) : candidates;
    }
    if (common->empty()) return disagreement(draft, group.quantizers.front(), group.quantizers);
    return byPreset(*common, Group::Activations, draft.settings.preset);
}

/// Products of two activations in a transformer are symmetric (section 1.5). POT asks only the last MatMul of the list.
bool isAttentionOperand(const Draft& draft, graph::NodeId quantizer) {
    std::vector<graph::NodeId> products;
    for (const graph::NodeId id : servedOperators(draft, quantizer))
        if (draft.graph.node(id).type == graph::op::kMatMul) products.push_back(id);
    if (products.size() > 1 && habitsOf(draft.settings).lastProductDecides) products = {products.back()};
    return std::any_of(products.begin(), products.end(), [&](graph::NodeId id) {
        const graph::Node& second = draft.graph.producer({id, 1});
        return !isConstant(draft.graph, second.isFakeQuantize() ? second.inputs[0] : draft.graph.source({id, 1}));
    });
}

/// POT keeps the estimator of the mode it had chosen before.
void makeSymmetric(const Draft& draft, Configuration& configuration) {
    configuration.scheme.mode = Mode::Symmetric;
    if (!habitsOf(draft.settings).forcedSymmetryKeepsEstimator) configuration.estimatorMode = Mode::Symmetric;
}

}  // namespace

std::vector<graph::NodeId> servedOperators(const Draft& draft, graph::NodeId quantizer) { return walkDown(draft, quantizer).operators; }

Result<std::map<graph::NodeId, Configuration>> chooseConfigurations(const Draft& draft, const std::vector<UnifiedGroup>& groups) {
    std::map<graph::NodeId, Configuration> chosen;
    for (const UnifiedGroup& group : groups) {
        if (!group.sharesScheme) continue;
        RF_TRY(const Scheme scheme, groupScheme(draft, group));
        for (const graph::NodeId id : group.quantizers) chosen[id] = {scheme, scheme.mode};
    }
    for (const auto& [id, mark] : draft.quantizers) {
        if (chosen.contains(id)) continue;
        RF_TRY(const Candidates candidates, commonCandidates(draft, id, mark.group));
        const Scheme scheme = byPreset(candidates, mark.group, draft.settings.preset);
        chosen[id] = {scheme, scheme.mode};
    }
    if (draft.settings.modelType == ModelType::Transformer && draft.profile.symmetricAttention)
        for (auto& [id, configuration] : chosen)
            if (draft.quantizers.at(id).group == Group::Activations && isAttentionOperand(draft, id)) makeSymmetric(draft, configuration);
    return chosen;
}

}  // namespace rf::quantization::placement
