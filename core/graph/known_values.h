// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <vector>

#include "core/graph/graph.h"

namespace rf::graph {

/// The nodes whose value is known before the network runs: constants, shapes of static tensors, and what is computed
/// from such values alone.
class KnownValues {
public:
    explicit KnownValues(const Graph& graph);
    /// Nodes added after construction are not known.
    bool contains(NodeId id) const;

private:
    std::vector<bool> m_known;  // by id
};

/// Operators below a ShapeOf that compute known values: never quantized (spec 01, section 3.1, item 4).
std::set<NodeId> shapeSubgraph(const Graph& graph, const KnownValues& known);

}  // namespace rf::graph
