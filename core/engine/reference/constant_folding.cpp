// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/reference/constant_folding.h"

#include <algorithm>
#include <memory>
#include <set>

#include "core/base/progress.h"
#include "core/engine/reference/values.h"
#include "core/graph/edit.h"

namespace rf::engine {

namespace {

using graph::Graph;
using graph::Node;
using graph::NodeId;
using graph::Output;
using graph::PortType;

bool isHalf(ElementType type) { return type == ElementType::F16 || type == ElementType::BF16; }

// The Convert behind a constant of half precision.
bool isDecompression(const Graph& graph, const Node& node) {
    if (node.type != "Convert" || node.inputs.size() != 1 || node.outputs.size() != 1 || node.outputs[0].type != ElementType::F32)
        return false;
    const Node& source = graph.node(node.inputs[0].node);
    return source.isConstant() && isHalf(source.value.type());
}

// Weights stored as integers: i8, u8, i4 … to anything, and any integer to a float.
bool isIntegerDecompression(const Graph& graph, const Node& node) {
    if (node.type != "Convert" || node.inputs.empty() || node.outputs.empty()) return false;
    const ElementType from = graph.type(node.inputs[0]).type;
    return isInteger(from) && (bitWidth(from) <= 8 || !isInteger(node.outputs[0].type));
}

std::int64_t bytesOf(const Tensor& tensor) { return static_cast<std::int64_t>(tensor.bytes().size()); }

class Folder {
public:
    Folder(Graph& graph, const FoldOptions& options) : m_graph(graph), m_editor(graph), m_options(options) {}

    Result<void> run() {
        for (const NodeId id : graph::RemainingNodes(m_graph, m_graph.topologicalOrder())) {
            if (m_options.token.stop_requested()) return cancelled();
            RF_TRY_VOID(foldBodies(id));
            if (m_options.foldShapeOf && m_graph.node(id).type == "ShapeOf")
                foldShape(id);
            else if (isFoldable(m_graph.node(id)))
                fold(id);
        }
        return {};
    }

private:
    Result<void> foldBodies(NodeId id) {
        const std::size_t count = m_graph.node(id).bodies.size();
        for (std::size_t i = 0; i < count; ++i) {
            RF_TRY(Graph body, foldConstants(*m_graph.node(id).bodies[i].graph, m_options));
            const auto shared = std::make_shared<const Graph>(std::move(body));
            m_editor.update(id, [&](Node& node) { node.bodies[i].graph = shared; });
        }
        return {};
    }

    bool isFoldable(const Node& node) const {
        if (node.inputs.empty() || node.isResult() || node.isFakeQuantize() || !node.bodies.empty() || m_graph.consumers(node.id).empty())
            return false;
        if (isIntegerDecompression(m_graph, node)) return false;
        if (m_options.keepCompressed && isDecompression(m_graph, node)) return false;
        return reference::operatorOf(node).has_value();
    }

    // The value behind an input; the half-precision constant itself where its Convert was left.
    Tensor valueOf(Output output) const {
        const Node& node = m_graph.node(output.node);
        if (node.isConstant()) return node.value;
        return m_options.keepCompressed && isDecompression(m_graph, node) ? m_graph.node(node.inputs[0].node).value : Tensor();
    }

    bool isTooLarge(std::int64_t bytes, std::int64_t inputBytes) const {
        return bytes > m_options.alwaysFoldBytes && bytes > m_options.largestGrowth * inputBytes;
    }

    // As far as the graph knows; a result whose size it doesn't know is measured when it is there.
    bool isKnownTooLarge(const Node& node, std::int64_t inputBytes) const {
        return std::any_of(node.outputs.begin(), node.outputs.end(), [&](const PortType& port) {
            const auto count = elementCount(port.shape);
            return count && isTooLarge(byteSize(port.type, *count), inputBytes);
        });
    }

    void fold(NodeId id) {
        const Node& node = m_graph.node(id);
        std::vector<Tensor> inputs;
        std::int64_t inputBytes = 0;
        for (const Output input : node.inputs) {
            inputs.push_back(valueOf(input));
            if (inputs.back().isEmpty()) return;
            inputBytes += bytesOf(inputs.back());
        }
        if (isKnownTooLarge(node, inputBytes)) return;
        auto outputs = reference::apply(**reference::operatorOf(node), node, inputs);
        if (!outputs || outputs->size() < node.outputs.size()) return;
        if (std::any_of(outputs->begin(), outputs->end(), [&](const Tensor& t) { return isTooLarge(bytesOf(t), inputBytes); })) return;
        replace(id, *outputs);
    }

    void foldShape(NodeId id) {
        const Node& node = m_graph.node(id);
        if (node.inputs.empty() || node.outputs.empty() || m_graph.consumers(id).empty()) return;
        const Shape& shape = m_graph.type(node.inputs[0]).shape;
        if (!isStatic(shape)) return;
        const ElementType type = elementTypeFromName(node.attributes.text("output_type", "i64")).value_or(ElementType::I64);
        const Tensor value = reference::intTensor(type, {static_cast<std::int64_t>(shape.size())}, shape);
        replace(id, std::span(&value, 1));
    }

    void replace(NodeId id, std::span<const Tensor> values) {
        const Node old = m_graph.node(id);
        std::vector<NodeId> added;
        for (int port = 0; port < static_cast<int>(old.outputs.size()); ++port) {
            if (m_graph.consumers({id, port}).empty()) continue;
            const std::string name = old.outputs.size() == 1 ? old.name : fmt::format("{}.{}", old.name, port);
            const NodeId constant = addValue(name, values[static_cast<std::size_t>(port)], old.outputs[static_cast<std::size_t>(port)]);
            m_editor.replaceUses({id, port}, {constant, 0});
            added.push_back(constant);
        }
        m_editor.removeWithDeadProducers(id);
        // The name was taken until now.
        if (old.outputs.size() == 1 && m_editor.freeName(old.name) == old.name)
            m_editor.update(added.front(), [&](Node& node) { node.name = old.name; });
    }

    // A constant that stands for `port`, or a constant of half precision and its Convert.
    NodeId addValue(const std::string& name, const Tensor& value, const PortType& port) {
        NodeId added;
        if (isHalf(value.type()) && port.type == ElementType::F32 && m_options.keepCompressed) {
            const NodeId constant = m_editor.addConstant(name + "/compressed", value);
            Node convert;
            convert.name = name;
            convert.type = "Convert";
            convert.opset = "opset1";
            convert.attributes.set("destination_type", "f32");
            convert.inputs = {{constant, 0}};
            convert.outputs = {PortType{ElementType::F32, value.shape(), {}, {}, {}}};
            added = m_editor.add(std::move(convert));
        } else {
            const bool isKnown = bitWidth(port.type) != 0;
            added = m_editor.addConstant(name, isKnown ? reference::converted(value, port.type) : value);
        }
        m_editor.update(added, [&](Node& node) {
            node.outputs[0].tensorNames = port.tensorNames;
            node.outputs[0].extraXml = port.extraXml;
        });
        return added;
    }

    Graph& m_graph;
    graph::Editor m_editor;
    const FoldOptions& m_options;
};

constexpr int kLongestChain = 64;

std::optional<Tensor> valueBehind(const Graph& graph, Output output, int depth) {
    const Node& node = graph.node(output.node);
    if (node.isConstant()) return node.value;
    const auto op = reference::operatorOf(node);
    if (!op || !node.bodies.empty() || node.inputs.empty() || depth == kLongestChain) return std::nullopt;
    std::vector<Tensor> inputs;
    for (const Output input : node.inputs) {
        auto value = valueBehind(graph, input, depth + 1);
        if (!value) return std::nullopt;
        inputs.push_back(std::move(*value));
    }
    auto outputs = reference::apply(**op, node, inputs);
    if (!outputs || output.port >= static_cast<int>(outputs->size())) return std::nullopt;
    return (*outputs)[static_cast<std::size_t>(output.port)];
}

}  // namespace

std::optional<Tensor> constantValue(const Graph& graph, Output output) { return valueBehind(graph, output, 0); }

Result<Graph> foldConstants(const Graph& graph, const FoldOptions& options) {
    Graph folded = graph;
    RF_TRY_VOID(Folder(folded, options).run());
    return folded;
}

}  // namespace rf::engine
