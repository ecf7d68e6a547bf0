// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/placement/operator_traits.h"

#include "core/graph/traversal.h"

namespace rf::quantization::placement {

namespace {

constexpr int kWeightsPort = 1;

/// Shape of the weights of a convolution; empty where it has none. Grouped: [G, O/G, I/G, kernel…], else [O, I, kernel…].
Shape weightsShape(const graph::Graph& graph, const graph::Node& node) {
    if (node.inputs.size() <= kWeightsPort) return {};
    return graph.type(node.inputs[kWeightsPort]).shape;
}

}  // namespace

const std::string& ruleType(const graph::Node& node) {
    static const std::string convolution = "Convolution";
    return node.type == "GroupConvolution" ? convolution : node.type;
}

bool isDepthwise(const graph::Graph& graph, const graph::Node& node) {
    if (node.type != "GroupConvolution") return false;
    const Shape weights = weightsShape(graph, node);
    return weights.size() > 2 && weights[1] == 1 && weights[2] == 1;
}

const OperatorRules* rulesOf(const HardwareProfile& profile, const graph::Graph& graph, const graph::Node& node) {
    if (isDepthwise(graph, node))
        if (const OperatorRules* rules = profile.rules("DepthWiseConvolution")) return rules;
    return profile.rules(ruleType(node));
}

bool isQuantizable(const HardwareProfile& profile, const graph::Node& node) { return profile.isQuantizable(ruleType(node)); }
bool isAgnostic(const HardwareProfile& profile, const graph::Node& node) { return profile.isAgnostic(ruleType(node)); }
bool isConvolutionOrMatMul(const graph::Node& node) { return graph::isConvolution(node) || node.type == "MatMul"; }

bool hasWeights(const graph::Node& node) {
    return isConvolutionOrMatMul(node) || node.type == "ConvolutionBackpropData" || node.type == "GroupConvolutionBackpropData";
}

bool isConstant(const graph::Graph& graph, graph::NodeId id) {
    const graph::Node& node = graph.node(id);
    if (node.isConstant()) return true;
    if (node.type != "Convert" || !isFloat(node.outputs[0].type)) return false;
    const graph::Node& stored = graph.node(node.inputs[0].node);
    return stored.isConstant() && isFloat(stored.outputs[0].type);
}

std::int64_t groups(const graph::Graph& graph, const graph::Node& node) {
    if (node.type != "GroupConvolution") return 1;
    const Shape weights = weightsShape(graph, node);
    return weights.empty() ? -1 : weights[0];
}

std::int64_t outputChannels(const graph::Graph& graph, const graph::Node& node) {
    const Shape weights = weightsShape(graph, node);
    if (node.type == "GroupConvolution") return weights.size() > 1 && weights[0] > 0 && weights[1] > 0 ? weights[0] * weights[1] : -1;
    if (node.type == "Convolution") return weights.empty() ? -1 : weights[0];
    if (node.type == "ConvolutionBackpropData") return weights.size() > 1 ? weights[1] : -1;
    return -1;
}

}  // namespace rf::quantization::placement
