// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <vector>

#include "core/graph/known_values.h"
#include "core/quantization/placement.h"

namespace rf::quantization {

/// What must share precision with one quantizer, by the ids of one graph.
struct RevertClosure {
    std::set<graph::NodeId> quantizers;
    std::set<graph::NodeId> layers;  ///< operators with arithmetic
};

/// One graph of a quantized network (the network or a body) as the walks of spec 02, section 4.6 see it. Borrows all three.
class QuantizedGraph {
public:
    QuantizedGraph(const graph::Graph& graph, const Placement& placement, const HardwareProfile& profile);

    RevertClosure closureOf(graph::NodeId quantizer) const;
    /// The next operators with arithmetic below a quantizer.
    std::set<graph::NodeId> layersBelow(graph::NodeId quantizer) const;
    /// The quantizers in the order in which groups begin: see revertGroups().
    std::vector<const Quantizer*> inOrder() const;

private:
    const graph::Graph& m_graph;
    const Placement& m_placement;
    const HardwareProfile& m_profile;
    graph::KnownValues m_known;
    std::set<graph::NodeId> m_added;  ///< quantizers of the run
};

}  // namespace rf::quantization
