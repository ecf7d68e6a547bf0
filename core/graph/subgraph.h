// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <span>
#include <vector>

#include "core/graph/graph.h"

/// Cuts parts out of a network so that they run by themselves.
namespace rf::graph {

/// A part of a network as a network: parameters() are `inputs`, results() the tensors that were wanted, both in order.
struct Subgraph {
    Graph graph;
    std::vector<Output> inputs;  ///< tensors of the whole network that it starts from
};

/// The part that computes `wanted` from the tensors `known`, and nothing else. It also writes the states that it reads, so that
/// a recurrent part runs as in the whole network. Nodes keep their names and get new ids.
Subgraph subgraph(const Graph& graph, std::span<const Output> wanted, const std::set<Output>& known);

/// The tensors of `known` that `wanted` is computed from.
std::set<Output> neededInputs(const Graph& graph, std::span<const Output> wanted, const std::set<Output>& known);

}  // namespace rf::graph
