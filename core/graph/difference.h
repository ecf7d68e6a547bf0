// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/base/bytes.h"
#include "core/graph/graph.h"

/// The difference between two versions of a network as bytes: every added or changed node, and the ids of removed nodes. It is
/// small when little changed. It is exact: ids, attributes and values come back unchanged, which a model file does not
/// guarantee.
namespace rf::graph {

/// Nodes that both graphs share are left out; general information (GraphInfo) is that of `from`.
void writeDifference(ByteWriter& out, const Graph& from, const Graph& to);

/// `from` with a difference that was written for it. InvalidFile for bytes that are damaged or were written for another graph.
Result<Graph> readDifference(ByteReader& in, const Graph& from);

}  // namespace rf::graph
