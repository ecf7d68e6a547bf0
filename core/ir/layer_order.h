// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/graph/graph.h"

namespace rf::ir {

/// The order in which layers are written: layers of the original file keep its order, a new layer comes before the first layer
/// that reads it. Parameters and Results keep their order in the graph, which is the order of a model's inputs and outputs.
std::vector<graph::NodeId> layerOrder(const graph::Graph& graph);

/// The id each layer has in the file, by NodeId: the one it was read with where that is free, else the next above all.
std::vector<std::int64_t> layerIds(const graph::Graph& graph, const std::vector<graph::NodeId>& order);

}  // namespace rf::ir
