// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <vector>

#include "core/quantization/placement/draft.h"
#include "core/quantization/placement/unify_scales.h"

namespace rf::quantization::placement {

/// The operators a FakeQuantize works for: the first below it that int8 does not just pass through, breadth-first in
/// name order; for outputs the operator above (spec 01, section 2.4 step 1).
std::vector<graph::NodeId> servedOperators(const Draft& draft, graph::NodeId quantizer);

struct Configuration {
    Scheme scheme;
    Mode estimatorMode = Mode::Symmetric;  ///< see Quantizer
};

/// The scheme of every FakeQuantize of the draft (spec 01, section 2.4). Unsupported names the operators that share a tensor
/// and cannot agree on a scheme.
Result<std::map<graph::NodeId, Configuration>> chooseConfigurations(const Draft& draft, const std::vector<UnifiedGroup>& groups);

}  // namespace rf::quantization::placement
