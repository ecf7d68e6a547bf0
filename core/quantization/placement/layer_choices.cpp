// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/placement/layer_choices.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/base/nearest_match.h"
#include "core/quantization/placement/ignored_names.h"

namespace rf::quantization::placement {

namespace {

/// Null where the operator has no choice for this kind of tensor.
const TensorConstraint* ownConstraint(const LayerChoices& choices, graph::NodeId id, Group group) {
    const auto found = choices.find(id);
    if (found == choices.end()) return nullptr;
    const auto& constraint = group == Group::Weights ? found->second->weights : found->second->activations;
    return constraint ? &*constraint : nullptr;
}

}  // namespace

LayerChoices choicesIn(const graph::Graph& graph, const std::string& prefix, std::span<const LayerChoice> choices) {
    LayerChoices found;
    if (choices.empty()) return found;
    std::map<std::string, const LayerChoice*> byName;
    for (const LayerChoice& choice : choices) byName.emplace(choice.layer, &choice);
    for (const graph::NodeId id : graph.nodes())
        if (const auto choice = byName.find(prefix + graph.node(id).name); choice != byName.end()) found.emplace(id, choice->second);
    return found;
}

const TensorConstraint& constraintOf(const LayerChoices& choices, const Settings& settings, graph::NodeId id, Group group) {
    if (const TensorConstraint* own = ownConstraint(choices, id, group)) return *own;
    return group == Group::Weights ? settings.weights : settings.activations;
}

std::optional<RangeEstimator> estimatorOf(const LayerChoices& choices, std::span<const graph::NodeId> served, Group group) {
    for (const graph::NodeId id : served)
        if (const TensorConstraint* own = ownConstraint(choices, id, group); own && own->rangeEstimator) return own->rangeEstimator;
    return std::nullopt;
}

Result<void> checkLayerChoices(const graph::Graph& prepared, std::span<const LayerChoice> choices) {
    if (choices.empty()) return {};
    const std::vector<std::string> names = fullNames(prepared);
    const std::set<std::string> known(names.begin(), names.end());
    std::set<std::string> seen;
    for (const LayerChoice& choice : choices) {
        if (!seen.insert(choice.layer).second)
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "choices for layers: '%1' has two; leave one out"), choice.layer);
        if (known.contains(choice.layer)) continue;
        const std::string near = nearestMatch(choice.layer, names);
        if (near.empty())
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "choices for layers: the model has no layer '%1'"), choice.layer);
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "choices for layers: the model has no layer '%1'; did you mean '%2'?"),
                    choice.layer, near);
    }
    return {};
}

}  // namespace rf::quantization::placement
