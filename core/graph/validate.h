// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/graph/graph.h"

namespace rf::graph {

/// What is wrong with a graph, one sentence each, for developers; empty when nothing is. The layers form no cycle, inputs and
/// consumers agree, names are unique, constants hold what their output says, element types and channels of connected layers
/// fit (where they are known), and the same holds inside bodies.
std::vector<std::string> validate(const Graph& graph);

/// Aborts a debug build when `pass` turned a valid graph into an invalid one, which is a bug of the pass. A user's file may be
/// invalid from the start; engines report that.
#ifdef NDEBUG
inline void assertKeepsValid(const Graph& /*before*/, const Graph& /*after*/, std::string_view /*pass*/) {}
#else
void assertKeepsValid(const Graph& before, const Graph& after, std::string_view pass);
#endif

}  // namespace rf::graph
