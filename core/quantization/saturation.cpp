// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/saturation.h"

#include <algorithm>

#include "core/graph/operators.h"
#include "core/graph/traversal.h"
#include "core/quantization/weights.h"

namespace rf::quantization {

using graph::Graph;
using graph::Node;
using graph::NodeId;

bool hasSummedWeights(const Node& node) { return graph::has(node, graph::Trait::Linear); }

std::vector<NodeId> firstConvolutions(const Graph& graph) {
    std::set<NodeId> first;
    for (const NodeId parameter : graph.parameters())
        for (const NodeId id : graph::descendants(graph, parameter, [](const Node& node) { return !graph::isConvolution(node); }))
            if (graph::isConvolution(graph.node(id))) first.insert(id);
    return {first.begin(), first.end()};
}

std::set<NodeId> quantizersToHalve(const Graph& quantized, const Graph& floatModel, const HardwareProfile& profile,
                                   const Settings& settings, std::span<const NodeId> aligned) {
    if (!profile.saturates || settings.saturationFix == SaturationFix::None) return {};
    const std::vector<NodeId>& nodes = quantized.nodes();
    if (std::none_of(nodes.begin(), nodes.end(), [&](NodeId id) { return graph::isConvolution(quantized.node(id)); })) return {};

    std::vector<NodeId> layers = firstConvolutions(quantized);
    layers.insert(layers.end(), aligned.begin(), aligned.end());
    if (settings.saturationFix == SaturationFix::All)
        std::copy_if(nodes.begin(), nodes.end(), std::back_inserter(layers),
                     [&](NodeId id) { return hasSummedWeights(quantized.node(id)); });

    std::set<NodeId> halved;
    for (const NodeId layer : layers)
        if (const NodeId quantizer = addedWeightQuantizer(quantized, floatModel, {layer, 1}); quantizer.isValid()) halved.insert(quantizer);
    return halved;
}

}  // namespace rf::quantization
