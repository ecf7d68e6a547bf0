// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "core/graph/graph.h"

namespace rf::engine {

/// A part of a network that runs by itself, given what earlier parts computed.
struct Piece {
    struct Watched {
        std::size_t index = 0;  ///< among the tensors that pieces() was asked to watch
        graph::Output tensor;   ///< of `graph`
    };

    graph::Graph graph;
    std::vector<graph::Output> inputs;   ///< tensors of the whole network, in the order of graph.parameters()
    std::vector<graph::Output> outputs;  ///< the same for graph.results(): what later pieces read, results, watched ends
    std::vector<Watched> watched;
};

/// Cuts a network into pieces of at most `limit` computed nodes where it can be cut, in the order in which they run. Everything
/// that is computed from inputs is computed in one piece; constants are in each piece that reads them. A cut is only made where
/// every tensor that crosses it keeps its value and where no state is both read and written across it: half precision, of which
/// engines compute more digits than a tensor can hold, and tensors of unknown rank never cross. Among those places, the one with
/// the fewest tensors.
std::vector<Piece> pieces(const graph::Graph& graph, std::span<const graph::Output> watched, std::size_t limit);

}  // namespace rf::engine
