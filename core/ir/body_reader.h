// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ir/layer_reader.h"

/// The elements in which TensorIterator, Loop and If keep their bodies: "body" with "port_map" and "back_edges",
/// "then_body" with "then_port_map" …
namespace rf::ir {

/// The element names that belong to a body's own element name.
struct BodyElements {
    std::string portMap, backEdges;
};
BodyElements elementsOf(const std::string& role);

/// Whether a child of a layer element is a body or describes one.
bool belongsToBody(pugi::xml_node child);
/// Reads every body of a layer into its node. Errors name the layer, and the layer inside the body.
Result<void> readBodies(pugi::xml_node element, Layer& layer, const Weights& weights);

}  // namespace rf::ir
