// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>

#include "core/graph/graph.h"

/// Pairs the tensors of two graphs that belong to the same layer.
namespace rf::analysis {

/// The node of `quantized` that is layer `name` of type `type` of the float graph. A FakeQuantize that feeds a Result
/// takes the name of its producer, which is then called "<name>/pre_fq_input" (spec 01, section 3): that one is found.
std::optional<graph::NodeId> counterpart(const graph::Graph& quantized, const graph::Node& layer);

struct Match {
    graph::Output reference, quantized;
};

/// The layers that both graphs have, in execution order of the float graph. They are computed from the inputs (not from
/// constants alone) and have a float output. The first float output stands for the layer.
std::vector<Match> matchLayers(const graph::Graph& reference, const graph::Graph& quantized);

/// Per node id: whether any input of the network reaches it.
std::vector<bool> dependsOnInputs(const graph::Graph& graph);

}  // namespace rf::analysis
