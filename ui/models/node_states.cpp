// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/node_states.h"

namespace rf::ui {

std::optional<NodeState> nodeStateOf(const quantization::Decision& decision) {
    using Reason = quantization::Decision::Reason;
    switch (decision.reason) {
        case Reason::Quantized: return NodeState::Quantized;
        case Reason::UserName:
        case Reason::UserType:
        case Reason::UserPattern:
        case Reason::UserSubgraph:
        case Reason::UserStructure: return NodeState::Ignored;
        case Reason::IgnoredPattern:
        case Reason::OddValues:
        case Reason::Propagation: return NodeState::Float;
        case Reason::NotInHardwareTable:
        case Reason::ShapeSubgraph:
        case Reason::NoFloatInput: return NodeState::NotQuantizable;
        case Reason::Agnostic: return std::nullopt;
    }
    return std::nullopt;
}

std::unordered_map<graph::NodeId, NodeState> nodeStates(const quantization::Placement& placement) {
    std::unordered_map<graph::NodeId, NodeState> states;
    for (const quantization::Decision& decision : placement.decisions)
        if (const auto state = nodeStateOf(decision)) states.emplace(decision.node, *state);
    return states;
}

}  // namespace rf::ui
