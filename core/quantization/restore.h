// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/graph.h"

/// Parts of a quantized network as they are in its float network. Both share the ids of nodes; what quantization changed or added
/// is told by comparing.
namespace rf::quantization {

/// The weights behind a quantizer, as its layers read them in float: saturation fix and weight correction are undone. Nothing
/// happens to a quantizer of data.
void restoreWeights(graph::Graph& model, const graph::Graph& original, graph::NodeId quantizer);
/// The bias of a layer; a bias that was added is removed.
void restoreBias(graph::Graph& model, const graph::Graph& original, graph::NodeId layer);
/// Removes a quantizer. A producer that gave its name to it gets the name back.
void bypass(graph::Graph& model, const graph::Graph& original, graph::NodeId quantizer);

}  // namespace rf::quantization
