// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <pugixml.hpp>

#include "core/graph/graph.h"
#include "core/ir/weights_layout.h"

namespace rf::ir {

/// Appends the bodies of a layer with their port maps and back edges. Errors name the layer.
Result<void> appendBodies(pugi::xml_node layer, const graph::Node& node, const WeightsLayout& weights);

}  // namespace rf::ir
