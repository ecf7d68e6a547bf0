// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/analysis/layer_matching.h"

namespace rf::analysis {

/// The quantized copy of one layer beside the float network.
struct Branch {
    std::size_t match = 0;    ///< the layer, as an index of the matches
    graph::Output reference;  ///< in the float graph: what the copy is compared with
    graph::Output copy;       ///< in Branches::graph
};

/// The float network with side branches: for every layer whose inputs or weights are quantized, a copy of that layer with its
/// quantizers, fed by the *float* tensors of the network. One run therefore gives the error of each layer alone. Nodes of the
/// float graph keep their ids.
struct Branches {
    graph::Graph graph;
    std::vector<Branch> branches;
};

/// A layer's bias belongs to the layer. When its output only feeds an Add of a constant, the copy includes that Add and is
/// compared behind it, because bias correction moves error between the two.
Branches isolatedBranches(const graph::Graph& reference, const graph::Graph& quantized, const std::vector<Match>& matches);

}  // namespace rf::analysis
