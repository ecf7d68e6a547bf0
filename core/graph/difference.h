// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/base/bytes.h"
#include "core/graph/graph.h"

/// What makes one version of a network another, as bytes: every node that was added or changed, and the ids of those that are
/// gone. Small where little changed, and exact: the version that comes back has the same ids, attributes and values, which a
/// model file does not keep.
namespace rf::graph {

/// Nodes that both graphs share are left out; general information (GraphInfo) is that of `from`.
void writeDifference(ByteWriter& out, const Graph& from, const Graph& to);

/// `from` with a difference that was written for it. InvalidFile for bytes that are damaged or were written for another graph.
Result<Graph> readDifference(ByteReader& in, const Graph& from);

}  // namespace rf::graph
