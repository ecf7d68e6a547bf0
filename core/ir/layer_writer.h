// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <pugixml.hpp>

#include "core/graph/file_hints.h"
#include "core/graph/graph.h"
#include "core/ir/weights_layout.h"

namespace rf::ir {

/// The id of a port in the file. The original id is kept while the node has as many ports as in its original file; otherwise
/// inputs, then outputs are counted from 0.
std::int64_t inputPortId(const graph::Node& node, std::size_t port);
std::int64_t outputPortId(const graph::Node& node, std::size_t port);

/// Appends a layer element, bodies included. InvalidArgument names a layer whose extraXml is not XML.
Result<void> appendLayer(pugi::xml_node layers, const graph::Graph& graph, graph::NodeId id, std::int64_t layerId,
                         const WeightsLayout& weights);

}  // namespace rf::ir
