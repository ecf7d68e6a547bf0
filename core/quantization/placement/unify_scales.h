// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <vector>

#include "core/quantization/placement/draft.h"

namespace rf::quantization::placement {

/// FakeQuantize nodes whose ranges must be the same (spec 01, section 3.6), sorted by name.
struct UnifiedGroup {
    std::vector<graph::NodeId> quantizers;
    std::vector<graph::NodeId> bridges;  ///< the operators that tie them together
    bool sharesScheme = true;            ///< false for recurrent operators: only the ranges are shared
};

/// Groups in the order of their first member's name; no FakeQuantize is in two groups of the same kind.
std::vector<UnifiedGroup> unifiedGroups(const Draft& draft);

/// For every quantizer of the groups, the number of the range that it shares. Groups with a quantizer in common share one range:
/// stacked recurrent layers that read one initial state form a chain, and OpenVINO's int8 kernel has one scale for input and state.
std::map<graph::NodeId, int> sharedRanges(const std::vector<UnifiedGroup>& groups);

}  // namespace rf::quantization::placement
