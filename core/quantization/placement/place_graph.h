// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/quantization/placement.h"
#include "core/quantization/placement/ignored_scope.h"

namespace rf::quantization::placement {

/// One graph placed, and the user's rules that acted on it.
struct PlacedGraph {
    Placement placement;                             ///< without rules and bodies
    std::vector<std::vector<graph::NodeId>> served;  ///< by quantizer: the operators it works for
    IgnoredNodes ignored;
};

/// Places FakeQuantize in one graph; bodies of its nodes are not entered. `prefix` is "outer|" for a body, `around` the user's
/// rules on the node that it belongs to.
Result<PlacedGraph> placeGraph(const graph::Graph& prepared, const std::string& prefix, const HardwareProfile& profile,
                               const Settings& settings, const Progress& progress, const IgnoredNodes::Entry* around = nullptr);

}  // namespace rf::quantization::placement
