// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/onnx/node_writer.h"

#include <algorithm>

#include "core/tensor/convert.h"

namespace rf::onnx {

using graph::Node;
using graph::Output;

std::optional<Tensor> constantOf(const graph::Graph& graph, Output output) {
    const Node* source = &graph.node(output.node);
    if (source->type == graph::op::kConvert) source = &graph.producer({source->id, 0});
    if (!source->isConstant()) return std::nullopt;
    return source->value;
}

std::string NodeWriter::input(int port) const { return m_writer.name(m_node.inputs[graph::index(port)]); }

std::vector<std::string> NodeWriter::inputs() const {
    std::vector<std::string> names;
    for (const Output source : m_node.inputs) names.push_back(m_writer.name(source));
    return names;
}

bool NodeWriter::isUsed(int output) const {
    return graph::index(output) < m_node.outputs.size() && !graph().consumers(Output{m_node.id, output}).empty();
}

std::optional<Tensor> NodeWriter::constant(int port) const {
    return hasInput(port) ? constantOf(graph(), m_node.inputs[graph::index(port)]) : std::nullopt;
}

std::optional<std::vector<std::int64_t>> NodeWriter::integers(int port) const {
    const auto value = constant(port);
    return value ? std::optional(toInts(value->view())) : std::nullopt;
}

std::optional<std::vector<float>> NodeWriter::numbers(int port) const {
    const auto value = constant(port);
    return value ? std::optional(toFloats(value->view())) : std::nullopt;
}

std::optional<std::int64_t> NodeWriter::integer(int port) const {
    const auto values = integers(port);
    return values && values->size() == 1 ? std::optional(values->front()) : std::nullopt;
}

std::optional<float> NodeWriter::number(int port) const {
    const auto values = numbers(port);
    return values && values->size() == 1 ? std::optional(values->front()) : std::nullopt;
}

std::string NodeWriter::add(const std::string& type, std::vector<std::string> inputs, NodeAttributes attributes) {
    std::string name = m_writer.freeName(m_node.name + "/" + type);
    m_writer.addNode(type, name, std::move(inputs), {name}, std::move(attributes));
    return name;
}

void NodeWriter::finish(const std::string& type, std::vector<std::string> inputs, NodeAttributes attributes) {
    std::vector<std::string> outputs;
    for (int port = 0; port < static_cast<int>(m_node.outputs.size()); ++port) outputs.push_back(m_writer.name({m_node.id, port}));
    m_writer.addNode(type, m_node.name, std::move(inputs), std::move(outputs), std::move(attributes));
}

void NodeWriter::finishOutput(int port, const std::string& type, std::vector<std::string> inputs, NodeAttributes attributes) {
    const std::string output = m_writer.name({m_node.id, port});
    m_writer.addNode(type, port == 0 ? m_node.name : output, std::move(inputs), {output}, std::move(attributes));
}

void NodeWriter::write(const std::string& type, std::vector<std::string> inputs, std::vector<std::string> outputs,
                       NodeAttributes attributes) {
    m_writer.addNode(type, m_node.name, std::move(inputs), std::move(outputs), std::move(attributes));
}

void NodeWriter::finishIntegers(const std::string& type, std::vector<std::string> inputs, NodeAttributes attributes) {
    const ElementType wanted = m_node.outputs[0].type;
    if (wanted == ElementType::I64) return finishOutput(0, type, std::move(inputs), std::move(attributes));
    finishOutput(0, "Cast", {add(type, std::move(inputs), std::move(attributes))}, {{"to", *dataType(wanted)}});
}

std::string NodeWriter::addConstant(const std::string& suffix, Tensor value) {
    return m_writer.addConstant(m_node.name + "/" + suffix, std::move(value));
}

std::string NodeWriter::listOf(const std::vector<std::int64_t>& values) {
    return addConstant("list", Tensor::from<std::int64_t>({static_cast<std::int64_t>(values.size())}, values));
}

std::string NodeWriter::scalarOf(double value) {
    const float single = static_cast<float>(value);
    return addConstant("value", fromFloats(type(), {}, std::span(&single, 1)));
}

std::string NodeWriter::asList(int port) {
    if (const auto values = integers(port)) return listOf(*values);
    std::string tensor = input(port);
    if (inputType(port).type != ElementType::I64) tensor = cast(tensor, ElementType::I64);
    return shape(port).size() == 1 ? tensor : add("Reshape", {tensor, listOf({-1})});
}

std::string NodeWriter::cast(const std::string& tensor, ElementType type) { return add("Cast", {tensor}, {{"to", *dataType(type)}}); }

Error NodeWriter::refuseOperator() const {
    return fail(ErrorCode::Unsupported, RF_TEXT("core", "layer '%1' (%2): ONNX has no such operator"), m_node.name, m_node.type);
}

Error NodeWriter::refuseAttribute(std::string_view attribute) const {
    return fail(ErrorCode::Unsupported, RF_TEXT("core", "layer '%1' (%2): ONNX has no counterpart to %3 = '%4'"), m_node.name, m_node.type,
                std::string(attribute), m_node.attributes.text(attribute));
}

Error NodeWriter::refuseInput(int port) const {
    return fail(ErrorCode::Unsupported, RF_TEXT("core", "layer '%1' (%2): input %3 is computed, and ONNX needs a constant there"),
                m_node.name, m_node.type, port);
}

Error NodeWriter::refuseShape() const {
    return fail(ErrorCode::Unsupported, RF_TEXT("core", "layer '%1' (%2): ONNX needs sizes that are not known before the network runs"),
                m_node.name, m_node.type);
}

Error NodeWriter::refuseType(ElementType type) const {
    return fail(ErrorCode::Unsupported, RF_TEXT("core", "layer '%1' (%2): ONNX has no element type %3"), m_node.name, m_node.type,
                std::string(name(type)));
}

Error NodeWriter::refuseOutput(int port) const {
    return fail(ErrorCode::Unsupported, RF_TEXT("core", "layer '%1' (%2): ONNX has no counterpart to output %3"), m_node.name, m_node.type,
                port);
}

}  // namespace rf::onnx
