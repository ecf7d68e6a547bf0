// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/build.h"

#include "core/graph/operator_names.h"

namespace rf::graph {

namespace {

constexpr const char* kOpset = "opset1";

/// A port for a new tensor: names and extra children of the file belong to the old one.
PortType portOf(ElementType type, Shape shape) { return {type, std::move(shape), {}, {}, {}}; }

}  // namespace

NodeId addNode(Editor& editor, const std::string& name, std::string_view type, std::vector<Output> inputs, PortType output,
               Attributes attributes) {
    Node node;
    node.name = name;
    node.type = type;
    node.opset = kOpset;
    node.attributes = std::move(attributes);
    node.inputs = std::move(inputs);
    node.outputs = {std::move(output)};
    return editor.add(std::move(node));
}

NodeId addParameter(Editor& editor, const std::string& name, ElementType type, const Shape& shape) {
    return addNode(editor, name, op::kParameter, {}, portOf(type, shape),
                   {{"shape", joined(shape)}, {"element_type", std::string(rf::name(type))}});
}

NodeId addResult(Editor& editor, const std::string& name, Output source) {
    Node result;
    result.name = name;
    result.type = op::kResult;
    result.opset = kOpset;
    result.inputs = {source};
    return editor.add(std::move(result));
}

NodeId addConvert(Editor& editor, const std::string& name, Output data, ElementType type) {
    return addNode(editor, name, op::kConvert, {data}, portOf(type, editor.graph().type(data).shape),
                   {{"destination_type", std::string(rf::name(type))}});
}

NodeId addArithmetic(Editor& editor, const std::string& name, std::string_view type, Output left, Output right) {
    const PortType& output = editor.graph().type(left);
    return addNode(editor, name, type, {left, right}, portOf(output.type, output.shape), {{"auto_broadcast", "numpy"}});
}

NodeId addReshape(Editor& editor, const std::string& name, Output data, const Shape& shape, const std::string& shapeName) {
    const auto rank = static_cast<std::int64_t>(shape.size());
    const NodeId wanted = editor.addConstant(shapeName, Tensor::from<std::int64_t>({rank}, shape));
    return addNode(editor, name, op::kReshape, {data, {wanted, 0}}, portOf(editor.graph().type(data).type, shape),
                   {{"special_zero", "true"}});
}

NodeId addLeadingAxis(Editor& editor, const std::string& name, Output data) {
    const NodeId axis = editor.addConstant(name + "/axis", Tensor::from<std::int64_t>({1}, std::vector<std::int64_t>{0}));
    const PortType& type = editor.graph().type(data);
    Shape shape{1};
    shape.insert(shape.end(), type.shape.begin(), type.shape.end());
    return addNode(editor, name, op::kUnsqueeze, {data, {axis, 0}}, portOf(type.type, std::move(shape)));
}

}  // namespace rf::graph
