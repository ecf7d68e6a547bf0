// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/onnx/graph_writer.h"

#include <algorithm>

#include "core/graph/tensor_names.h"
#include "core/tensor/convert.h"

namespace rf::onnx {

using graph::Node;
using graph::NodeId;
using graph::Output;

namespace {

/// What a tensor was called in the file: the name among several that its operator has too, else the first one.
std::string wantedName(const Node& node, int port, const std::string& operatorName) {
    const auto names = graph::tensorNames(node.outputs[graph::index(port)]);
    if (std::ranges::count(names, operatorName) > 0) return operatorName;
    if (!names.empty()) return names.front();
    return node.outputs.size() > 1 ? node.name + ":" + std::to_string(port) : node.name;
}

/// OpenVINO's frontends add this to the name of an output.
std::string withoutSink(const std::string& name) { return name.substr(0, name.find("/sink_port_")); }

/// ONNX has four-bit integers from opset 21 on; eight bits hold them as well.
Tensor widened(const Tensor& value) {
    if (value.type() != ElementType::I4 && value.type() != ElementType::U4) return value;
    return fromFloats(value.type() == ElementType::I4 ? ElementType::I8 : ElementType::U8, value.shape(), toFloats(value.view()));
}

}  // namespace

GraphWriter::GraphWriter(const graph::Graph& graph) : m_graph(graph) {
    nameInputs();
    nameOutputs();
}

void GraphWriter::nameInputs() {
    for (const NodeId id : m_graph.parameters()) {
        const Node& node = m_graph.node(id);
        m_names[{id, 0}] = freeName(wantedName(node, 0, node.name));
    }
}

void GraphWriter::nameOutputs() {
    for (const NodeId id : m_graph.results()) {
        const Node& result = m_graph.node(id);
        const Output source = m_graph.source({id, 0});
        const Node& producer = m_graph.node(source.node);
        const std::string name = freeName(wantedName(producer, source.port, withoutSink(result.name)));
        m_results[id] = name;
        if (!producer.isConstant() && !m_names.contains(source)) m_names[source] = name;
    }
}

std::string GraphWriter::freeName(const std::string& wanted) {
    std::string name = wanted;
    for (int number = 1; name.empty() || !m_taken.insert(name).second; ++number) name = wanted + "_" + std::to_string(number);
    return name;
}

std::string GraphWriter::name(Output output) {
    const auto known = m_names.find(output);
    if (known != m_names.end()) return known->second;
    const Node& node = m_graph.node(output.node);
    return m_names[output] = node.isConstant() ? addConstant(node.name, node.value) : freeName(wantedName(node, output.port, node.name));
}

std::string GraphWriter::addConstant(const std::string& wanted, Tensor value) {
    std::string name = freeName(wanted);
    m_constants.push_back({name, widened(value)});
    return name;
}

void GraphWriter::addNode(const std::string& type, const std::string& name, std::vector<std::string> inputs,
                          std::vector<std::string> outputs, NodeAttributes attributes) {
    m_nodes.push_back({type, name, std::move(inputs), std::move(outputs), std::move(attributes)});
}

std::set<std::string> GraphWriter::usedTensors() {
    std::set<std::string> used;
    for (const auto& [id, name] : m_results) used.insert(name);
    for (auto node = m_nodes.rbegin(); node != m_nodes.rend(); ++node) {
        if (std::ranges::none_of(node->outputs, [&](const auto& output) { return used.contains(output); }))
            node->type.clear();
        else
            used.insert(node->inputs.begin(), node->inputs.end());
    }
    return used;
}

Message GraphWriter::take() {
    for (const auto& [id, name] : m_results) {
        const std::string source = this->name(m_graph.source({id, 0}));
        if (source != name) addNode("Identity", name, {source}, {name}, {});
    }
    const std::set<std::string> used = usedTensors();
    Message proto;
    for (const NodeRecord& node : m_nodes)
        if (!node.type.empty()) proto.message(kNode, nodeProto(node.type, node.name, node.inputs, node.outputs, node.attributes));
    proto.text(kGraphName, m_graph.info().name.empty() ? "model" : m_graph.info().name);
    for (const Constant& constant : m_constants)
        if (used.contains(constant.name)) proto.message(kInitializer, tensorProto(constant.name, constant.value));
    for (const NodeId id : m_graph.parameters()) proto.message(kInput, valueInfoProto(m_names.at({id, 0}), m_graph.type({id, 0})));
    for (const NodeId id : m_graph.results())
        proto.message(kOutput, valueInfoProto(m_results.at(id), m_graph.type(m_graph.source({id, 0}))));
    return proto;
}

}  // namespace rf::onnx
