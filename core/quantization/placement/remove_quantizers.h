// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/quantization/placement/draft.h"

namespace rf::quantization::placement {

/// What has to go together with one FakeQuantize (spec 01, section 3.7).
struct Cut {
    std::vector<graph::NodeId> quantizers;  ///< the one asked for first
    std::vector<graph::NodeId> operations;  ///< quantizable operators that return to float
};

/// Every FakeQuantize tied to `quantizer` through shared and pass-through operators.
Cut cutOf(const graph::Graph& graph, const graph::KnownValues& known, const HardwareProfile& profile, graph::NodeId quantizer);

/// Removes those on tensors that are not floating point, with what is tied to them (section 3.2, item 6).
void removeFromIntegerTensors(Draft& draft);

/// Devices that add a residual in float: one of the two FakeQuantize before such an Add goes (section 3.9).
void applyResidualRule(Draft& draft);

}  // namespace rf::quantization::placement
