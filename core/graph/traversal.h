// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include "core/graph/graph.h"

/// Graph walks that several passes need. Each node is visited once.
namespace rf::graph {

/// Nodes reachable from `start` over consumers, start excluded, breadth-first in (port, id) order. Only nodes for which
/// `enter` answers true are walked through; the others are reported but not passed.
std::vector<NodeId> descendants(const Graph& graph, NodeId start, const std::function<bool(const Node&)>& enter);
/// The same over producers.
std::vector<NodeId> ancestors(const Graph& graph, NodeId start, const std::function<bool(const Node&)>& enter);

/// The Const that `input` reads, looking through Convert (weights stored as f16) and FakeQuantize; an invalid id when it
/// reads something that is computed.
NodeId constantBehind(const Graph& graph, Input input);

}  // namespace rf::graph
