// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/graph/graph.h"
#include "core/quantization/placement.h"

/// What the settings say about single layers (spec 02, section 5.1).
namespace rf::quantization::placement {

/// The layers of one graph that have a choice. The choices belong to the settings and must outlive this.
using LayerChoices = std::unordered_map<graph::NodeId, const LayerChoice*>;

/// `prefix` is "outer|" inside bodies.
LayerChoices choicesIn(const graph::Graph& graph, const std::string& prefix, std::span<const LayerChoice> choices);

/// The filter over the schemes of an operator's weights or activations: its own, else that of all.
const TensorConstraint& constraintOf(const LayerChoices& choices, const Settings& settings, graph::NodeId id, Group group);

/// The estimator of a quantizer that works for `served`: of the first that chooses one.
std::optional<RangeEstimator> estimatorOf(const LayerChoices& choices, std::span<const graph::NodeId> served, Group group);

/// InvalidArgument for a layer that the model does not have, with the nearest name, or that is named twice.
Result<void> checkLayerChoices(const graph::Graph& prepared, std::span<const LayerChoice> choices);

}  // namespace rf::quantization::placement
