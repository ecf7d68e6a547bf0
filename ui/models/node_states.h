// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <unordered_map>

#include "core/quantization/placement.h"
#include "ui/models/graph_model.h"

namespace rf::ui {

/// The state in which a decision of the placement is drawn; nothing for operators that only move values: they follow their
/// neighbours.
std::optional<NodeState> nodeStateOf(const quantization::Decision& decision);
/// By id in the placement's graph.
std::unordered_map<graph::NodeId, NodeState> nodeStates(const quantization::Placement& placement);

}  // namespace rf::ui
