// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/graph/graph.h"
#include "core/quantization/settings.h"

namespace rf::quantization::placement {

/// "Convolution|GroupConvolution" as its alternatives. One empty alternative makes the rule invalid; see checkIgnoredScope().
std::vector<std::string> alternatives(const std::string& types);

/// All layers of every chain of the graph with these types. Constants belong to no chain, and the Add of a zero bias (see
/// prepare.h) does not interrupt one. Takes time linear in nodes and edges for every type of the rule: a set of layers per
/// position instead of a list of chains, of which there can be exponentially many.
std::vector<graph::NodeId> nodesOfChains(const graph::Graph& graph, const IgnoredStructure& structure);

}  // namespace rf::quantization::placement
