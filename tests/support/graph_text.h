// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/graph/edit.h"

namespace rf::test {

/// A graph from lines "name = Type(input, input:port, …) {attribute: value; …} : f32 1x3x8x8", one node a line; blank
/// lines and lines that start with # are skipped. Everything after the type is optional where it is empty. A Const's
/// value is zeros unless `values` has it by name. Inputs are names of earlier lines, ":n" picks output n. Types of
/// several outputs are separated by "|". Throws std::runtime_error on a malformed line: that is a bug of the test.
graph::Graph graphFrom(const std::string& text, const std::map<std::string, std::vector<float>>& values = {});

/// The graph without its FakeQuantize but those that are the model's own, ids as they were: the float model of a quantized one.
graph::Graph withoutQuantizers(graph::Graph graph, const std::set<std::string>& own = {});

/// "producer -> consumer:port" for every edge out of a FakeQuantize ("producer" is what the FakeQuantize reads), sorted.
std::vector<std::string> quantizedEdges(const graph::Graph& graph);

}  // namespace rf::test
