// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/placement/insert_quantizers.h"

#include <algorithm>
#include <array>

#include "core/quantization/placement/operator_traits.h"

namespace rf::quantization::placement {

namespace {

constexpr int kNormalPriority = 1, kHighPriority = 2, kLowPriority = 0;

bool isOneOf(const std::string& type, std::span<const char* const> types) {
    return std::find(types.begin(), types.end(), type) != types.end();
}

bool readsKnownValue(const Draft& draft, const graph::Node& node) {
    return std::any_of(node.inputs.begin(), node.inputs.end(), [&](graph::Output input) { return draft.known.contains(input.node); });
}

/// The inputs that get a FakeQuantize, by type (spec 01, section 3.4).
std::vector<int> quantizedPorts(const Draft& draft, const graph::Node& node) {
    static constexpr std::array kFirstInputOnly = {"Interpolate", "Power",   "ReduceMean", "NormalizeL2", "Assign", "PReLU",
                                                   "ReLU",        "Sigmoid", "Tanh",       "Clamp",       "MVN"};
    if (isConvolutionOrMatMul(node) || node.type == "ConvolutionBackpropData") return {0, 1};
    if (node.type == "LSTMSequence") return {0, 1, 4, 5};
    if (node.type == "GRUSequence" || node.type == "GRUCell") {
        if (node.attributes.flag("linear_before_reset").value_or(false)) return {};
        return {0, 1, 3, 4};
    }
    if (isOneOf(node.type, kFirstInputOnly) || isScaleShift(draft, node)) return {0};
    std::vector<int> all(node.inputs.size());
    for (std::size_t port = 0; port < all.size(); ++port) all[port] = static_cast<int>(port);
    return all;
}

void insertOnInputs(Draft& draft, graph::NodeId id) {
    const graph::Node node = draft.graph.node(id);
    const OperatorRules* rules = rulesOf(draft.profile, draft.graph, node);
    const int priority = rules && rules->priority ? kHighPriority : kNormalPriority;
    for (const int port : quantizedPorts(draft, node))
        if (port < static_cast<int>(node.inputs.size())) insertBefore(draft, {id, port}, priority);
}

/// Devices with rules for outputs: one FakeQuantize per reader (spec 01, section 3.4, last paragraph).
void insertOnOutputs(Draft& draft, graph::NodeId operation) {
    static constexpr std::array kDecidesItsOutput = {"Power", "Sigmoid", "Tanh", "ReLU", "PReLU",    "Clamp",
                                                     "Log",   "Abs",     "Exp",  "Sign", "SoftSign", "Parameter"};
    const OperatorRules* rules = rulesOf(draft.profile, draft.graph, draft.graph.node(operation));
    if (!rules || rules->outputs.empty()) return;
    graph::NodeId id = operation;
    if (const graph::NodeId bias = biasAdd(draft, operation); bias.isValid()) id = bias;
    const graph::Node node = draft.graph.node(id);
    const int priority = isOneOf(node.type, kDecidesItsOutput) ? kNormalPriority : kLowPriority;
    for (int port = 0; port < static_cast<int>(node.outputs.size()); ++port) {
        const auto uses = draft.graph.consumers(graph::Output{id, port});
        const std::vector<graph::Input> readers(uses.begin(), uses.end());
        for (std::size_t i = 0; i < readers.size(); ++i) {
            const graph::Node& reader = draft.graph.node(readers[i].node);
            if (reader.type == "ShapeOf" || (!reader.isFakeQuantize() && draft.isIgnored(reader.id))) continue;
            const std::string name = node.name + "/fq_output_" + std::to_string(port) + "_" + std::to_string(i);
            addQuantizer(draft, name, readers[i], {Group::Outputs, priority});
        }
    }
}

}  // namespace

graph::NodeId insertBefore(Draft& draft, graph::Input input, int priority) {
    const graph::Output source = draft.graph.source(input);
    const bool constant = isConstant(draft.graph, source);
    if (!constant && draft.known.contains(source.node)) return {};
    if (draft.graph.node(source.node).isFakeQuantize()) {
        absorb(draft, source.node, {Group::Activations, priority});
        return {};
    }
    const std::string name = draft.graph.node(input.node).name + (constant ? "/fq_weights_" : "/fq_input_") + std::to_string(input.port);
    return addQuantizer(draft, name, input, {constant ? Group::Weights : Group::Activations, priority});
}

graph::NodeId biasAdd(const Draft& draft, graph::NodeId id) {
    if (!isConvolutionOrMatMul(draft.graph.node(id))) return {};
    const auto readers = draft.graph.consumers(graph::Output{id, 0});
    if (readers.size() != 1) return {};
    const graph::Node& reader = draft.graph.node(readers[0].node);
    const bool isBias = reader.type == "Add" && std::any_of(reader.inputs.begin(), reader.inputs.end(),
                                                            [&](graph::Output input) { return isConstant(draft.graph, input); });
    return isBias ? reader.id : graph::NodeId{};
}

bool isScaleShift(const Draft& draft, const graph::Node& node) {
    if (node.type != "Multiply" || !readsKnownValue(draft, node)) return false;
    const auto readers = draft.graph.consumers(graph::Output{node.id, 0});
    if (readers.empty()) return false;
    const graph::Node& reader = draft.graph.node(readers[0].node);
    return reader.type == "Add" && readsKnownValue(draft, reader);
}

void insertQuantizers(Draft& draft) {
    const std::vector<graph::NodeId> order = draft.graph.topologicalOrder();
    for (const graph::NodeId id : order) {
        if (!isQuantizable(draft.profile, draft.graph.node(id)) || draft.isIgnored(id)) continue;
        insertOnInputs(draft, id);
        if (draft.profile.quantizesOutputs) insertOnOutputs(draft, id);
    }
}

}  // namespace rf::quantization::placement
