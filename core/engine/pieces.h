// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "core/graph/graph.h"

namespace rf::engine {

/// A part of a network that runs by itself on tensors from earlier parts.
struct Piece {
    struct Watched {
        std::size_t index = 0;  ///< among the tensors that pieces() was asked to watch
        graph::Output tensor;   ///< of `graph`
    };

    graph::Graph graph;
    std::vector<graph::Output> inputs;   ///< tensors of the whole network, in the order of graph.parameters()
    std::vector<graph::Output> outputs;  ///< the same for graph.results(): tensors for later pieces, results, watched tensors at the end
    std::vector<Watched> watched;
};

/// Cuts a network into pieces of at most `limit` computed nodes, in the order in which they run. Each node that depends on
/// inputs is computed in exactly one piece; constants are copied into every piece that reads them. A cut changes no value and
/// separates no state's reading from its writing: tensors in half precision (engines compute more digits than these hold) and
/// tensors of unknown rank never cross a cut. Among the allowed places, the one with the fewest tensors is cut. Where no place
/// is allowed, a piece is larger.
std::vector<Piece> pieces(const graph::Graph& graph, std::span<const graph::Output> watched, std::size_t limit);

}  // namespace rf::engine
