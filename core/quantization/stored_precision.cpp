// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/stored_precision.h"

#include "core/graph/edit.h"
#include "core/tensor/convert.h"

namespace rf::quantization {

namespace {

bool widensHalfPrecision(const graph::Graph& graph, const graph::Node& node) {
    if (node.type != graph::op::kConvert || node.outputs[0].type != ElementType::F32) return false;
    const graph::Node& source = graph.node(node.inputs[0].node);
    return source.isConstant() && source.value.type() == ElementType::F16;
}

Tensor rounded(const Tensor& value) {
    const Tensor half = fromFloats(ElementType::F16, value.shape(), toFloats(value.view()));
    return fromFloats(value.type(), value.shape(), toFloats(half.view()));
}

}  // namespace

graph::Graph inStoredPrecision(graph::Graph quantized, const graph::Graph& model) {
    graph::Editor editor(quantized);
    for (const graph::NodeId id : model.nodes()) {
        if (!widensHalfPrecision(model, model.node(id))) continue;
        // New values took the place and the name of the Convert.
        const auto replaced = quantized.find(model.node(id).name);
        if (!replaced || !quantized.node(*replaced).isConstant()) continue;
        editor.update(*replaced, [](graph::Node& node) { node.value = rounded(node.value); });
    }
    return quantized;
}

}  // namespace rf::quantization
