// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <span>
#include <vector>

#include "core/graph/graph.h"

/// Parts of a network that run by themselves.
namespace rf::graph {

/// A part of a network as a network: parameters() are `inputs`, results() the tensors that were wanted, both in order.
struct Subgraph {
    Graph graph;
    std::vector<Output> inputs;  ///< tensors of the whole network that it starts from
};

/// What computes `wanted` when the tensors `known` are given, and nothing else. States that it reads are written too, so
/// that a recurrent part runs as it does in the whole network. Nodes keep their names and get new ids.
Subgraph subgraph(const Graph& graph, std::span<const Output> wanted, const std::set<Output>& known);

/// Those of `known` from which some of `wanted` are computed.
std::set<Output> neededInputs(const Graph& graph, std::span<const Output> wanted, const std::set<Output>& known);

}  // namespace rf::graph
