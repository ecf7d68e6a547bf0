// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/constants.h"

#include <algorithm>
#include <array>
#include <optional>

#include "core/tensor/convert.h"

namespace rf::graph {

namespace {

bool isShift(const Node& node) { return node.type == op::kSubtract || node.type == op::kMultiply; }

bool rearranges(const Node& node) {
    static constexpr std::array kTypes{op::kReshape, op::kTranspose, op::kSqueeze, op::kUnsqueeze};
    return std::find(kTypes.begin(), kTypes.end(), node.type) != kTypes.end();
}

/// The Const behind nothing but Converts; null when there is none.
const Node* convertedConstant(const Graph& graph, Output output) {
    const Node* node = &graph.node(output.node);
    while (node->type == op::kConvert && node->inputs.size() == 1) node = &graph.node(node->inputs[0].node);
    return node->isConstant() ? node : nullptr;
}

bool holdsCodes(const Graph& graph, Output output) {
    const Node* constant = convertedConstant(graph, output);
    return constant && !isFloat(constant->value.type());
}

/// The port of a Subtract or Multiply that weights come in by; the other has the zero point or the scale, which is smaller
/// and seldom integers.
std::size_t weightsPort(const Graph& graph, const Node& node) {
    const std::array codes{holdsCodes(graph, node.inputs[0]), holdsCodes(graph, node.inputs[1])};
    if (codes[0] != codes[1]) return codes[0] ? 0 : 1;
    const auto count = [&](std::size_t port) { return elementCount(graph.type(node.inputs[port]).shape).value_or(0); };
    return count(1) > count(0) ? 1 : 0;
}

/// The input of an operator that leads on to the constant; nothing where the operator does not belong to a chain.
std::optional<Output> nextOf(const Graph& graph, const Node& node) {
    if (node.inputs.empty()) return std::nullopt;
    std::size_t port = 0;
    if (isShift(node) && node.inputs.size() == 2)
        port = weightsPort(graph, node);
    else if (node.type != op::kConvert && !node.isFakeQuantize() && !rearranges(node))
        return std::nullopt;
    for (std::size_t other = 0; other < node.inputs.size(); ++other)
        if (other != port && !convertedConstant(graph, node.inputs[other])) return std::nullopt;
    return node.inputs[port];
}

WeightForm formOf(const Graph& graph, const StoredWeights& weights) {
    const auto any = [&](auto predicate) {
        return std::any_of(weights.chain.begin(), weights.chain.end(), [&](NodeId id) { return predicate(graph.node(id)); });
    };
    if (weights.chain.empty()) return WeightForm::Plain;
    if (any([](const Node& node) { return node.isFakeQuantize(); })) return WeightForm::OwnQuantizer;
    if (!isFloat(graph.node(weights.constant).value.type())) return WeightForm::StoredIntegers;
    return any([](const Node& node) { return node.type != op::kConvert; }) ? WeightForm::Computed : WeightForm::Halved;
}

// Makes the chain of Converts from `input` up to its Const private to that input; answers the input that reads the Const.
Input privateConstantInput(Graph& graph, Input input) {
    Editor editor(graph);
    while (!graph.producer(input).isConstant()) {
        const Output source = graph.source(input);
        if (graph.consumers(source).size() > 1) {
            Node copy = graph.node(source.node);
            editor.connect(input, {editor.add(std::move(copy)), 0});
        }
        input = {graph.source(input).node, 0};
    }
    return input;
}

// A constant of the type that Convert makes, in its place and under its name where nobody else reads it.
void replaceConvert(Graph& graph, Input input, std::span<const float> values) {
    Editor editor(graph);
    const Output source = graph.source(input);
    const PortType type = graph.type(source);
    const std::string name = graph.node(source.node).name;
    const NodeId constant = editor.addConstant(name, fromFloats(type.type, type.shape, values));
    editor.connect(input, {constant, 0});
    if (!graph.consumers(source).empty()) return;
    editor.removeWithDeadProducers(source.node);
    editor.update(constant, [&](Node& node) { node.name = name; });
}

}  // namespace

StoredWeights weightsOf(const Graph& graph, Output output) {
    StoredWeights weights;
    Output source = output;
    for (;;) {
        const Node& node = graph.node(source.node);
        const auto next = nextOf(graph, node);
        if (!next && !node.isConstant()) return {};
        weights.isShared = weights.isShared || graph.consumers(source).size() > 1;
        if (!next) break;
        weights.chain.insert(weights.chain.begin(), node.id);
        source = *next;
    }
    weights.constant = source.node;
    weights.form = formOf(graph, weights);
    return weights;
}

Result<void> setConstantValues(Graph& graph, Input input, std::span<const float> values, Storage storage) {
    RF_TRY_VOID(Editor(graph).checkPresent(input.node));
    const StoredWeights weights = weightsOf(graph, input);
    const bool onlyConverted =
        weights.form == WeightForm::StoredIntegers &&
        std::all_of(weights.chain.begin(), weights.chain.end(), [&](NodeId id) { return graph.node(id).type == op::kConvert; });
    if (!weights.isFree() && !(onlyConverted && storage == Storage::AsUsed))
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core",
                            "layer '%1': its weights can't be replaced, for they are computed or quantized already; leave the layer as "
                            "it is by the ignored scope"),
                    graph.node(input.node).name);
    if (storage == Storage::AsUsed && !weights.chain.empty()) {
        replaceConvert(graph, input, values);
        return {};
    }
    const Input reader = privateConstantInput(graph, input);
    const Tensor& before = graph.producer(reader).value;
    setConstant(graph, reader, fromFloats(before.type(), before.shape(), values));
    return {};
}

void setConstant(Graph& graph, Input input, Tensor value) {
    Editor editor(graph);
    const Output source = graph.source(input);
    RF_ASSERT(graph.node(source.node).isConstant());
    if (graph.consumers(source).size() > 1) {
        editor.connect(input, {editor.addConstant(graph.node(source.node).name, std::move(value)), 0});
        return;
    }
    editor.update(source.node, [&](Node& node) {
        node.outputs[0].type = value.type();
        node.outputs[0].shape = value.shape();
        node.outputs[0].precision.clear();
        node.value = std::move(value);
    });
}

}  // namespace rf::graph
