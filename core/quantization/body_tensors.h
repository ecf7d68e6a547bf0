// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <vector>

#include "core/quantization/placement.h"

namespace rf::quantization {

/// Maps tensors inside bodies to outputs of the enclosing graph, where statistics can be collected. They have one row per
/// iteration, so every iteration counts as a sample (spec 01, section 3.2).
struct BodyTensors {
    std::map<graph::Output, graph::Output> outside;  ///< tensor of this body → tensor of the graph that is run
    std::vector<BodyTensors> bodies;                 ///< parallel to Placement::bodies of this body
};

/// The network with a copy of every TensorIterator and Loop that holds quantizers, whose outputs are the tensors that these
/// quantizers read. Everything else keeps its ids.
struct MeasurableBodies {
    graph::Graph graph;
    std::vector<BodyTensors> bodies;  ///< parallel to Placement::bodies
};
MeasurableBodies withBodyTensors(const graph::Graph& floatModel, const Placement& placement);

}  // namespace rf::quantization
