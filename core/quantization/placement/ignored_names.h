// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/regular_expression.h"
#include "core/graph/graph.h"
#include "core/quantization/settings.h"

namespace rf::quantization::placement {

Result<RegularExpression> compiled(const NamePattern& pattern);

/// The layers whose full name, `prefix` included, matches the pattern. Constants are left out, so that "block1/*" counts
/// computing layers only.
std::vector<graph::NodeId> matchingNames(const graph::Graph& graph, const std::string& prefix, const RegularExpression& pattern);

/// The full names of all nodes of the graph and of the bodies in it.
std::vector<std::string> fullNames(const graph::Graph& graph);

}  // namespace rf::quantization::placement
