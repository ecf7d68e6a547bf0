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

/// Ends the program when `pass` left an invalid graph: that is a bug of the pass.
void assertValid(const Graph& graph, std::string_view pass);

/// The same in debug builds; nothing in the others.
#ifdef NDEBUG
inline void assertValidInDebug(const Graph&, std::string_view) {}
#else
inline void assertValidInDebug(const Graph& graph, std::string_view pass) { assertValid(graph, pass); }
#endif

}  // namespace rf::graph
