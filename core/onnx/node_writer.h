// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/graph/graph.h"
#include "core/onnx/graph_writer.h"

namespace rf::onnx {

/// The constant that makes a tensor, also behind a Convert; nothing where the tensor is computed.
std::optional<Tensor> constantOf(const graph::Graph& graph, graph::Output output);

/// Writes one operator of the graph: what rows of the table of operators use. Constants are also found behind a Convert, as half
/// precision is stored.
class NodeWriter {
public:
    NodeWriter(GraphWriter& writer, const graph::Node& node) : m_writer(writer), m_node(node) {}

    const graph::Node& node() const { return m_node; }
    const graph::Graph& graph() const { return m_writer.graph(); }
    bool hasInput(int port) const { return graph::index(port) < m_node.inputs.size(); }
    std::string input(int port) const;
    std::string nameOf(graph::Output output) const { return m_writer.name(output); }
    std::vector<std::string> inputs() const;
    const graph::PortType& inputType(int port) const { return graph().type(m_node.inputs[graph::index(port)]); }
    const Shape& shape(int port) const { return inputType(port).shape; }
    std::size_t rank() const { return shape(0).size(); }  ///< of the first input
    ElementType type() const { return inputType(0).type; }
    bool isUsed(int output) const;  ///< whether anything reads the output

    /// The constant that an input reads.
    std::optional<Tensor> constant(int port) const;
    std::optional<std::vector<std::int64_t>> integers(int port) const;
    std::optional<std::vector<float>> numbers(int port) const;
    std::optional<std::int64_t> integer(int port) const;  ///< of one element
    std::optional<float> number(int port) const;

    /// An operator that computes something on the way; the name of its first output.
    std::string add(const std::string& type, std::vector<std::string> inputs, NodeAttributes attributes = {});
    /// The operator that computes the outputs of the node.
    void finish(const std::string& type, std::vector<std::string> inputs, NodeAttributes attributes = {});
    /// The operator that computes one output of several.
    void finishOutput(int port, const std::string& type, std::vector<std::string> inputs, NodeAttributes attributes = {});
    /// Whole numbers, which ONNX computes in 64 bits, in the element type that the output has.
    void finishIntegers(const std::string& type, std::vector<std::string> inputs, NodeAttributes attributes = {});
    /// An operator with outputs that the caller has named.
    void write(const std::string& type, std::vector<std::string> inputs, std::vector<std::string> outputs, NodeAttributes attributes = {});
    std::string output(int port) { return m_writer.name({m_node.id, port}); }
    std::string freeName(const std::string& suffix) { return m_writer.freeName(m_node.name + "/" + suffix); }
    /// Constants of the model: whole numbers in one dimension, and a number in the element type of the first input.
    std::string listOf(const std::vector<std::int64_t>& values);
    std::string scalarOf(double value);
    std::string addConstant(const std::string& suffix, Tensor value);
    /// The input as 64-bit integers in one dimension, as ONNX wants sizes and axes.
    std::string asList(int port);
    std::string cast(const std::string& tensor, ElementType type);

    // Reasons why the node can't be written.
    Error refuseOperator() const;
    Error refuseAttribute(std::string_view attribute) const;
    Error refuseInput(int port) const;  ///< not constant
    Error refuseShape() const;          ///< of an input, not known
    Error refuseType(ElementType type) const;
    Error refuseOutput(int port) const;

private:
    GraphWriter& m_writer;
    const graph::Node& m_node;
};

/// An operator of two inputs that are broadcast as in NumPy.
Result<void> writeBroadcast(NodeWriter& node, const std::string& type);

/// One row: the operator type and the function that writes it.
struct OperatorRow {
    std::string_view type;
    Result<void> (*write)(NodeWriter& node);
};

}  // namespace rf::onnx
