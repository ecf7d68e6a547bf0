// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/fingerprint.h"
#include "core/graph/graph.h"

namespace rf::graph {

/// Tells whether two networks are the same computation: layers, their order, attributes, connections and values count; ids and
/// file locations do not.
Fingerprint fingerprint(const Graph& graph);

}  // namespace rf::graph
