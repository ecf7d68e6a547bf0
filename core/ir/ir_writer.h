// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <pugixml.hpp>

#include "core/graph/graph.h"
#include "core/ir/weights_layout.h"

namespace rf::ir {

/// Appends the layers, edges and further children of a net or body. Errors name the layer.
Result<void> appendGraph(pugi::xml_node element, const graph::Graph& graph, const WeightsLayout& weights);

/// The text of the .xml.
Result<std::string> xmlOf(const graph::Graph& graph, const WeightsLayout& weights);

}  // namespace rf::ir
