// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/placement/operator_traits.h"

#include "core/graph/traversal.h"

namespace rf::quantization::placement {

namespace {

constexpr int kWeightsPort = 1;

/// The size of one axis of the weights of a convolution; -1 where it is not known.
std::int64_t weightsSize(const graph::Graph& graph, const graph::Node& node, int axis) {
    if (node.inputs.size() <= kWeightsPort) return -1;
    const Shape& weights = graph.type(node.inputs[kWeightsPort]).shape;
    return axis >= 0 && axis < static_cast<int>(weights.size()) ? weights[static_cast<std::size_t>(axis)] : -1;
}

}  // namespace

bool isDepthwise(const graph::Graph& graph, const graph::Node& node) {
    const graph::WeightAxes axes = graph::traits(node).weightAxes;
    return graph::isConvolution(node) && axes.groups >= 0 && weightsSize(graph, node, axes.output) == 1 &&
           weightsSize(graph, node, axes.input) == 1;
}

const OperatorRules* rulesOf(const HardwareProfile& profile, const graph::Graph& graph, const graph::Node& node) {
    if (isDepthwise(graph, node))
        if (const OperatorRules* rules = profile.rules(kDepthwiseRow)) return rules;
    return profile.rules(graph::ruleType(node));
}

bool isQuantizable(const HardwareProfile& profile, const graph::Node& node) { return profile.isQuantizable(graph::ruleType(node)); }
bool isAgnostic(const HardwareProfile& profile, const graph::Node& node) { return profile.isAgnostic(graph::ruleType(node)); }
bool isConvolutionOrMatMul(const graph::Node& node) { return graph::has(node, graph::Trait::TakesBias); }

bool isConstant(const graph::Graph& graph, graph::NodeId id) {
    const graph::Node& node = graph.node(id);
    if (node.isConstant()) return true;
    if (node.type != graph::op::kConvert || !isFloat(node.outputs[0].type)) return false;
    const graph::Node& stored = graph.node(node.inputs[0].node);
    return stored.isConstant() && isFloat(stored.outputs[0].type);
}

std::int64_t groups(const graph::Graph& graph, const graph::Node& node) {
    const int axis = graph::traits(node).weightAxes.groups;
    return axis < 0 ? 1 : weightsSize(graph, node, axis);
}

std::int64_t outputChannels(const graph::Graph& graph, const graph::Node& node) {
    if (graph::traits(node).family != graph::OperatorFamily::Convolution) return -1;
    const std::int64_t all = groups(graph, node), each = weightsSize(graph, node, graph::traits(node).weightAxes.output);
    return all > 0 && each > 0 ? all * each : -1;
}

}  // namespace rf::quantization::placement
