// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/placement/insert_quantizers.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/graph/constants.h"
#include "core/quantization/placement/operator_traits.h"
#include "core/quantization/saturation.h"
#include "core/quantization/weights.h"
#include "core/tensor/convert.h"

namespace rf::quantization::placement {

namespace {

constexpr int kNormalPriority = 1, kHighPriority = 2, kLowPriority = 0;
/// A symmetric range up to this border, doubled by the saturation fix, is what f32 can just span.
constexpr float kLargestBorder = std::numeric_limits<float>::max() / (2 * kSaturationFactor);

bool readsKnownValue(const Draft& draft, const graph::Node& node) {
    return std::any_of(node.inputs.begin(), node.inputs.end(), [&](graph::Output input) { return draft.known.contains(input.node); });
}

/// The inputs that get a FakeQuantize (spec 01, section 3.4).
std::vector<int> quantizedPorts(const Draft& draft, const graph::Node& node) {
    if (node.attributes.flag("linear_before_reset").value_or(false)) return {};  // GRU
    if (isScaleShift(draft, node)) return {0};
    std::vector<int> ports;
    for (int port = 0; port < static_cast<int>(node.inputs.size()); ++port)
        if (graph::isDataPort(node, port)) ports.push_back(port);
    return ports;
}

void insertOnInputs(Draft& draft, graph::NodeId id) {
    const graph::Node node = draft.graph.node(id);
    const OperatorRules* rules = rulesOf(draft.profile, draft.graph, node);
    const int priority = rules && rules->priority ? kHighPriority : kNormalPriority;
    for (const int port : quantizedPorts(draft, node)) insertBefore(draft, {id, port}, priority);
}

/// Whether an operand is a constant without a range: one that holds an infinity or the largest floats, as the bound of a Clip
/// that clips nothing. Weights of linear layers are not looked at, there such values are a mistake in the model.
bool isBoundless(const graph::Graph& graph, graph::Input input) {
    if (graph::has(graph.node(input.node), graph::Trait::Linear)) return false;
    const graph::NodeId constant = plainConstant(graph, input);
    if (!constant.isValid() || !isFloat(graph.node(constant).value.type())) return false;
    const std::vector<float> values = toFloats(graph.node(constant).value.view());
    return std::any_of(values.begin(), values.end(), [](float value) { return std::fabs(value) >= kLargestBorder; });
}

/// Devices with rules for outputs: one FakeQuantize per reader (spec 01, section 3.4, last paragraph).
void insertOnOutputs(Draft& draft, graph::NodeId operation) {
    const OperatorRules* rules = rulesOf(draft.profile, draft.graph, draft.graph.node(operation));
    if (!rules || rules->outputs.empty()) return;
    graph::NodeId id = operation;
    if (const graph::NodeId bias = biasAdd(draft, operation); bias.isValid()) id = bias;
    const graph::Node node = draft.graph.node(id);
    const int priority = graph::has(node, graph::Trait::FixesOutputRange) ? kNormalPriority : kLowPriority;
    for (int port = 0; port < static_cast<int>(node.outputs.size()); ++port) {
        const auto uses = draft.graph.consumers(graph::Output{id, port});
        const std::vector<graph::Input> readers(uses.begin(), uses.end());
        for (std::size_t i = 0; i < readers.size(); ++i) {
            const graph::Node& reader = draft.graph.node(readers[i].node);
            if (graph::has(reader, graph::Trait::ReadsShapeOnly) || (!reader.isFakeQuantize() && draft.isIgnored(reader.id))) continue;
            const std::string name = node.name + "/fq_output_" + std::to_string(port) + "_" + std::to_string(i);
            addQuantizer(draft, name, readers[i], {Group::Outputs, priority});
        }
    }
}

}  // namespace

graph::NodeId insertBefore(Draft& draft, graph::Input input, int priority) {
    const graph::Output source = draft.graph.source(input);
    const bool constant = isConstant(draft.graph, source);
    if (constant && isBoundless(draft.graph, input)) return {};
    if (!constant && draft.known.contains(source.node)) return {};
    if (draft.graph.node(source.node).isFakeQuantize()) {
        absorb(draft, source.node, {Group::Activations, priority});
        return {};
    }
    if (constant ? elementCount(draft.graph.type(source).shape) == 0 : graph::weightsOf(draft.graph, source).isConstant()) return {};
    const std::string name = draft.graph.node(input.node).name + (constant ? "/fq_weights_" : "/fq_input_") + std::to_string(input.port);
    return addQuantizer(draft, name, input, {constant ? Group::Weights : Group::Activations, priority});
}

graph::NodeId biasAdd(const Draft& draft, graph::NodeId id) {
    if (!isConvolutionOrMatMul(draft.graph.node(id))) return {};
    const auto readers = draft.graph.consumers(graph::Output{id, 0});
    if (readers.size() != 1) return {};
    const graph::Node& reader = draft.graph.node(readers[0].node);
    const bool isBias = reader.type == graph::op::kAdd && std::any_of(reader.inputs.begin(), reader.inputs.end(),
                                                                      [&](graph::Output input) { return isConstant(draft.graph, input); });
    return isBias ? reader.id : graph::NodeId{};
}

bool isScaleShift(const Draft& draft, const graph::Node& node) {
    if (node.type != graph::op::kMultiply || !readsKnownValue(draft, node)) return false;
    const auto readers = draft.graph.consumers(graph::Output{node.id, 0});
    if (readers.empty()) return false;
    const graph::Node& reader = draft.graph.node(readers[0].node);
    return reader.type == graph::op::kAdd && readsKnownValue(draft, reader);
}

void insertQuantizers(Draft& draft) {
    for (const graph::NodeId id : graph::RemainingNodes(draft.graph, draft.graph.topologicalOrder())) {
        if (!isQuantizable(draft.profile, draft.graph.node(id)) || draft.isIgnored(id)) continue;
        // What turns stored integers into weights is quantized by being stored so.
        if (graph::weightsOf(draft.graph, graph::Output{id, 0}).isConstant()) continue;
        insertOnInputs(draft, id);
        if (draft.profile.quantizesOutputs) insertOnOutputs(draft, id);
    }
}

}  // namespace rf::quantization::placement
