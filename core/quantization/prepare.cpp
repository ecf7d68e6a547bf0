// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/prepare.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "core/engine/reference/constant_folding.h"
#include "core/graph/build.h"
#include "core/graph/edit.h"
#include "core/graph/operators.h"
#include "core/graph/traversal.h"
#include "core/graph/validate.h"
#include "core/quantization/placement/operator_traits.h"
#include "core/tensor/convert.h"

namespace rf::quantization {

namespace {

constexpr int kConvolutionWeightsPort = 1;
constexpr const char *kZeroBias = "/add_", *kZeroBiasValue = "/bias";

Shape withLastAxesSwapped(Shape shape) {
    std::swap(shape[shape.size() - 1], shape[shape.size() - 2]);
    return shape;
}

/// The tensor with its last two axes swapped; elements of whole bytes.
Tensor transposed(const Tensor& tensor) {
    const Shape& shape = tensor.shape();
    const auto rows = static_cast<std::size_t>(shape[shape.size() - 2]), columns = static_cast<std::size_t>(shape[shape.size() - 1]);
    const auto size = static_cast<std::size_t>(bitWidth(tensor.type()) / 8);
    const std::size_t matrix = rows * columns * size;
    return Tensor::build(tensor.type(), withLastAxesSwapped(shape), [&](std::span<std::byte> out) {
        for (std::size_t base = 0; base < out.size(); base += matrix)
            for (std::size_t row = 0; row < rows; ++row)
                for (std::size_t column = 0; column < columns; ++column)
                    std::memcpy(&out[base + (column * rows + row) * size], &tensor.bytes()[base + (row * columns + column) * size], size);
    });
}

/// Adds the transposed twin of a constant, and of the Convert that widens it where there is one.
graph::Output addTransposed(graph::Editor& editor, const graph::Graph& graph, graph::NodeId constant) {
    const graph::Node source = graph.node(constant);
    if (source.isConstant()) return {editor.addConstant(source.name + "/transposed", transposed(source.value)), 0};
    graph::Node convert = source;
    convert.name += "/transposed";
    convert.inputs = {addTransposed(editor, graph, source.inputs[0].node)};
    convert.outputs[0].shape = withLastAxesSwapped(convert.outputs[0].shape);
    return {editor.add(std::move(convert)), 0};
}

bool needsTransposition(const graph::Graph& graph, const graph::Node& node) {
    if (node.type != graph::op::kMatMul || node.attributes.flag("transpose_b").value_or(false)) return false;
    const graph::Output weights = node.inputs[kConvolutionWeightsPort];
    return graph.type(weights).shape.size() > 1 && placement::isConstant(graph, weights) && bitWidth(graph.type(weights).type) >= 8;
}

/// Output channels of MatMul constants go to the second-to-last axis (spec 01, section 3.1, item 3).
void transposeMatMulWeights(graph::Graph& graph) {
    graph::Editor editor(graph);
    for (const graph::NodeId id : graph::remainingNodes(graph)) {
        if (!needsTransposition(graph, graph.node(id))) continue;
        const graph::NodeId before = graph.source({id, kConvolutionWeightsPort}).node;
        editor.connect({id, kConvolutionWeightsPort}, addTransposed(editor, graph, before));
        editor.update(id, [](graph::Node& node) { node.attributes.set("transpose_b", "true"); });
        if (graph.consumers(before).empty()) editor.removeWithDeadProducers(before);
    }
}

bool hasBias(const graph::Graph& graph, graph::NodeId convolution) {
    const auto uses = graph.consumers(graph::Output{convolution, 0});
    if (uses.size() != 1) return false;
    const graph::Node& reader = graph.node(uses[0].node);
    return reader.type == graph::op::kAdd && std::any_of(reader.inputs.begin(), reader.inputs.end(),
                                                         [&](graph::Output input) { return placement::isConstant(graph, input); });
}

void addZeroBias(graph::Graph& graph, const graph::Node& convolution) {
    const std::size_t grouping = graph::traits(convolution).weightAxes.groups < 0 ? 0 : 1;
    const std::size_t rank = graph.type(convolution.inputs[kConvolutionWeightsPort]).shape.size();
    if (rank < grouping + 2) return;  // no weights of a convolution; whoever runs the network says so
    Shape shape(rank - grouping, 1);
    shape[1] = placement::outputChannels(graph, convolution);
    const std::vector<float> zeros(static_cast<std::size_t>(shape[1]), 0.0F);

    graph::Editor editor(graph);
    const std::string name = convolution.name + kZeroBias;
    const graph::NodeId bias = editor.addConstant(name + kZeroBiasValue, fromFloats(convolution.outputs[0].type, shape, zeros));
    const graph::NodeId id = graph::addNode(editor, name, graph::op::kAdd, {{convolution.id, 0}, {bias, 0}}, convolution.outputs[0],
                                            {{"auto_broadcast", "numpy"}});
    editor.replaceUses({convolution.id, 0}, {id, 0}, id);
}

using Pass = void (*)(graph::Graph&);

void addZeroBiases(graph::Graph& graph) { graph = withZeroBiases(std::move(graph)); }

Result<void> runPasses(graph::Graph& graph, std::span<const Pass> passes, const Progress& progress) {
    for (std::size_t i = 0; i < passes.size(); ++i) {
        const graph::Graph before = graph;
        passes[i](graph);
        graph::assertKeepsValid(before, graph, "preparation");
        RF_TRY_VOID(progress.advance(static_cast<std::int64_t>(i) + 1, static_cast<std::int64_t>(passes.size())));
    }
    for (const graph::NodeId id : graph::remainingNodes(graph)) {
        std::vector<graph::Body> bodies = graph.node(id).bodies;
        if (bodies.empty()) continue;
        for (graph::Body& body : bodies) {
            graph::Graph inner = *body.graph;
            RF_TRY_VOID(runPasses(inner, passes, progress));
            body.graph = std::make_shared<const graph::Graph>(std::move(inner));
        }
        graph::Editor(graph).update(id, [&](graph::Node& node) { node.bodies = std::move(bodies); });
    }
    return {};
}

}  // namespace

graph::Graph withZeroBiases(graph::Graph graph) {
    for (const graph::NodeId id : graph::remainingNodes(graph)) {
        const graph::Node node = graph.node(id);
        if (graph::isConvolution(node) && !hasBias(graph, id) && placement::outputChannels(graph, node) > 0) addZeroBias(graph, node);
    }
    return graph;
}

bool isZeroBias(const graph::Graph& graph, const graph::Node& node) {
    if (node.type != graph::op::kAdd || node.inputs.size() != 2) return false;
    const graph::Node &convolution = graph.node(node.inputs[0].node), &bias = graph.node(node.inputs[1].node);
    return graph::isConvolution(convolution) && node.name == convolution.name + kZeroBias && bias.isConstant() &&
           bias.name == node.name + kZeroBiasValue;
}

Result<graph::Graph> prepare(const graph::Graph& model, const PrepareOptions& options, const Progress& progress) {
    std::vector<Pass> passes = {transposeMatMulWeights};
    if (options.zeroBiases) passes.push_back(addZeroBiases);
    RF_TRY(graph::Graph graph, engine::foldConstants(model, {.token = progress.token()}));
    RF_TRY_VOID(runPasses(graph, passes, progress));
    return graph;
}

}  // namespace rf::quantization
