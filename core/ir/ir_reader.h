// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <pugixml.hpp>
#include <unordered_map>

#include "core/base/progress.h"
#include "core/graph/graph.h"
#include "core/ir/weights_reader.h"

namespace rf::ir {

/// A graph, and the node of each layer id of the file.
struct GraphWithIds {
    graph::Graph graph;
    std::unordered_map<std::int64_t, graph::NodeId> byFileId;
};

/// The kind of element that holds layers and edges. LegacyModel: a net without tensor names of its own (version 10).
enum class GraphLevel { Model, LegacyModel, Body };

/// Reads the layers and edges below `element`. InvalidFile names the layer; Cancelled.
Result<GraphWithIds> readGraph(pugi::xml_node element, GraphLevel level, const Weights& weights, const Progress& progress);

}  // namespace rf::ir
