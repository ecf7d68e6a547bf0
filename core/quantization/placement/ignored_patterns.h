// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <unordered_map>

#include "core/graph/pattern.h"
#include "core/quantization/hardware_profile.h"

namespace rf::quantization::placement {

/// Blocks of operators that run as one on every device: no FakeQuantize inside (spec 01, section 3.3).
std::span<const graph::Pattern> commonPatterns();
/// Patterns that a hardware table asks for by name; a name may stand for several variants.
std::span<const graph::Pattern> devicePatterns();

/// Operators that are never quantized because of where they stand, with the name of the reason: patterns, in table order,
/// then what feeds NonMaxSuppression and TopK ("detection_output"), then shape sub-graphs ("shape_subgraph").
std::unordered_map<graph::NodeId, std::string> skippedNodes(const graph::Graph& graph, const graph::KnownValues& known,
                                                            const HardwareProfile& profile);

inline constexpr const char* kShapeSubgraph = "shape_subgraph";

}  // namespace rf::quantization::placement
