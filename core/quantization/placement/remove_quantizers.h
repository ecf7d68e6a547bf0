// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/quantization/placement/draft.h"

namespace rf::quantization::placement {

/// The quantizers that can only be removed together (spec 01, section 3.7).
struct Cut {
    std::vector<graph::NodeId> quantizers;  ///< the one asked for first
    std::vector<graph::NodeId> operations;  ///< quantizable operators that return to float
};

/// Every FakeQuantize tied to `quantizer` through shared and pass-through operators.
Cut cutOf(const graph::Graph& graph, const graph::KnownValues& known, const HardwareProfile& profile, graph::NodeId quantizer);

/// Removes every FakeQuantize on a tensor that is not floating point, with those tied to it (section 3.2, item 6).
void removeFromIntegerTensors(Draft& draft);

/// For devices that add residuals in float: removes one of the two FakeQuantize before such an Add (section 3.9).
void applyResidualRule(Draft& draft);

}  // namespace rf::quantization::placement
