// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/layer_matching.h"

#include <algorithm>

namespace rf::analysis {

namespace {

std::optional<int> firstFloatOutput(const graph::Node& node) {
    for (std::size_t port = 0; port < node.outputs.size(); ++port)
        if (isFloat(node.outputs[port].type)) return static_cast<int>(port);
    return std::nullopt;
}

}  // namespace

std::optional<graph::NodeId> counterpart(const graph::Graph& quantized, const graph::Node& layer) {
    for (const std::string& name : {layer.name + "/pre_fq_input", layer.name})
        if (const auto id = quantized.find(name)) {
            const graph::Node& node = quantized.node(*id);
            if (node.type == layer.type && node.outputs.size() == layer.outputs.size()) return id;
        }
    return std::nullopt;
}

std::vector<bool> dependsOnInputs(const graph::Graph& graph) {
    std::int32_t last = -1;
    for (const graph::NodeId id : graph.nodes()) last = std::max(last, id.value());
    std::vector<bool> depends(static_cast<std::size_t>(last + 1));
    for (const graph::NodeId id : graph.topologicalOrder()) {
        const graph::Node& node = graph.node(id);
        // Not constant, whatever they read: state and random numbers change from run to run.
        const bool source = (node.inputs.empty() && !node.isConstant()) || node.type == graph::op::kReadValue;
        depends[index(id)] =
            source || std::any_of(node.inputs.begin(), node.inputs.end(), [&](graph::Output o) { return depends[index(o.node)]; });
    }
    return depends;
}

std::vector<Match> matchLayers(const graph::Graph& reference, const graph::Graph& quantized) {
    const std::vector<bool> computed = dependsOnInputs(reference);
    std::vector<Match> matches;
    for (const graph::NodeId id : reference.topologicalOrder()) {
        const graph::Node& node = reference.node(id);
        // What Assign gives back is what it was given, and nobody computes it.
        if (node.isParameter() || node.isResult() || node.type == graph::op::kAssign || !computed[index(id)]) continue;
        const auto port = firstFloatOutput(node);
        const auto other = counterpart(quantized, node);
        if (port && other) matches.push_back({{id, *port}, {*other, *port}});
    }
    return matches;
}

}  // namespace rf::analysis
