// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/difference.h"

#include <map>

#include "core/graph/edit.h"
#include "core/graph/file_hints.h"

namespace rf::graph {

namespace {

constexpr std::int32_t kLargestId = 1 << 28;

Error damaged() { return fail(ErrorCode::InvalidFile, RF_TEXT("core", "the stored network is damaged, or belongs to another model")); }

// --- what a node is made of

void write(ByteWriter& out, const Attributes& attributes) {
    out.count(attributes.entries().size());
    for (const auto& [name, value] : attributes.entries()) {
        out.text(name);
        out.text(value);
    }
}

Attributes readAttributes(ByteReader& in) {
    std::vector<std::pair<std::string, std::string>> entries;
    for (auto left = in.count(); left > 0 && in.isGood(); --left) {
        std::string name = in.text();
        entries.emplace_back(std::move(name), in.text());
    }
    return Attributes::fromEntries(std::move(entries));
}

void write(ByteWriter& out, const PortType& port) {
    out.number(static_cast<std::uint8_t>(port.type));
    out.numbers(std::span<const std::int64_t>(port.shape));
    out.text(port.tensorNames);
    out.text(port.precision);
    out.text(port.extraXml);
}

ElementType readElementType(ByteReader& in) {
    const auto type = static_cast<ElementType>(in.number<std::uint8_t>());
    if (type > ElementType::Other) in.fail();
    return type;
}

PortType readPortType(ByteReader& in) {
    PortType port;
    port.type = readElementType(in);
    port.shape = in.numbers<std::int64_t>();
    port.tensorNames = in.text();
    port.precision = in.text();
    port.extraXml = in.text();
    return port;
}

void write(ByteWriter& out, const Tensor& value) {
    out.number(static_cast<std::uint8_t>(value.type()));
    out.numbers(std::span<const std::int64_t>(value.shape()));
    out.count(value.bytes().size());
    out.raw({reinterpret_cast<const char*>(value.bytes().data()), value.bytes().size()});
}

Tensor readTensor(ByteReader& in) {
    const ElementType type = readElementType(in);
    Shape shape = in.numbers<std::int64_t>();
    const std::string_view bytes = in.raw(in.count());
    if (!in.isGood() || type == ElementType::Dynamic) return {};
    const auto count = elementCount(shape);
    const bool fits = count && *count >= 0 && (bitWidth(type) == 0 || byteSize(type, *count) == std::ssize(bytes));
    if (!fits) {
        in.fail();
        return {};
    }
    const auto owner = std::make_shared<const std::string>(bytes);
    return Tensor::shared(type, std::move(shape), owner, std::as_bytes(std::span(*owner)));
}

void write(ByteWriter& out, const std::vector<BodyPort>& ports) {
    out.count(ports.size());
    for (const BodyPort& port : ports) {
        out.number(static_cast<std::int32_t>(port.external));
        out.number(port.internal.value());
        write(out, port.attributes);
    }
}

std::vector<BodyPort> readBodyPorts(ByteReader& in, const Graph& body) {
    std::vector<BodyPort> ports;
    for (auto left = in.count(); left > 0 && in.isGood(); --left) {
        BodyPort port;
        port.external = in.number<std::int32_t>();
        port.internal = NodeId(in.number<std::int32_t>());
        if (port.internal.isValid() && !body.contains(port.internal)) in.fail();
        port.attributes = readAttributes(in);
        ports.push_back(std::move(port));
    }
    return ports;
}

const Graph& bodyOf(const Node* node, std::size_t body) {
    static const Graph kNone;
    return node && body < node->bodies.size() ? *node->bodies[body].graph : kNone;
}

void write(ByteWriter& out, const Body& body, const Graph& before) {
    out.text(body.role);
    writeDifference(out, before, *body.graph);
    const GraphInfo& info = body.graph->info();
    out.text(info.name);
    write(out, info.netAttributes);
    out.text(info.extraXml);
    write(out, body.inputs);
    write(out, body.outputs);
    out.count(body.backEdges.size());
    for (const BackEdge& edge : body.backEdges) {
        out.number(edge.from.value());
        out.number(edge.to.value());
    }
}

Result<Body> readBody(ByteReader& in, const Graph& before) {
    Body body;
    body.role = in.text();
    RF_TRY(Graph graph, readDifference(in, before));
    GraphInfo info;
    info.name = in.text();
    info.netAttributes = readAttributes(in);
    info.extraXml = in.text();
    Editor(graph).setInfo(std::move(info));
    body.inputs = readBodyPorts(in, graph);
    body.outputs = readBodyPorts(in, graph);
    for (auto left = in.count(); left > 0 && in.isGood(); --left) {
        BackEdge edge;
        edge.from = NodeId(in.number<std::int32_t>());
        edge.to = NodeId(in.number<std::int32_t>());
        if (!graph.contains(edge.from) || !graph.contains(edge.to)) in.fail();
        body.backEdges.push_back(edge);
    }
    body.graph = std::make_shared<const Graph>(std::move(graph));
    return body;
}

// --- nodes

/// Hints are not written: they are those of a node of the graph that is known on both sides.
std::map<const FileHints*, NodeId> hintOwners(const Graph& graph) {
    std::map<const FileHints*, NodeId> owners;
    for (const NodeId id : graph.nodes())
        if (graph.node(id).hints) owners.emplace(graph.node(id).hints.get(), id);
    return owners;
}

void write(ByteWriter& out, const Node& node, const Node* before, const std::map<const FileHints*, NodeId>& hintOwners) {
    out.number(node.id.value());
    out.text(node.name);
    out.text(node.type);
    out.text(node.opset);
    write(out, node.attributes);
    out.count(node.inputs.size());
    for (const Output source : node.inputs) {
        out.number(source.node.value());
        out.number(static_cast<std::int32_t>(source.port));
    }
    out.count(node.outputs.size());
    for (const PortType& port : node.outputs) write(out, port);
    write(out, node.value);
    out.count(node.bodies.size());
    for (std::size_t i = 0; i < node.bodies.size(); ++i) write(out, node.bodies[i], bodyOf(before, i));
    out.text(node.extraXml);
    const auto hints = hintOwners.find(node.hints.get());
    out.number(hints == hintOwners.end() ? NodeId().value() : hints->second.value());
}

Result<Node> readNode(ByteReader& in, const Graph& from) {
    Node node;
    node.id = NodeId(in.number<std::int32_t>());
    if (!node.id.isValid() || node.id.value() > kLargestId) return damaged();
    const Node* before = from.contains(node.id) ? &from.node(node.id) : nullptr;
    node.name = in.text();
    node.type = in.text();
    node.opset = in.text();
    node.attributes = readAttributes(in);
    for (auto left = in.count(); left > 0 && in.isGood(); --left) {
        const NodeId source(in.number<std::int32_t>());
        node.inputs.push_back({source, in.number<std::int32_t>()});
    }
    for (auto left = in.count(); left > 0 && in.isGood(); --left) node.outputs.push_back(readPortType(in));
    node.value = readTensor(in);
    const auto bodies = in.count();
    for (std::size_t i = 0; i < bodies && in.isGood(); ++i) { RF_TRY(node.bodies.emplace_back(), readBody(in, bodyOf(before, i))); }
    node.extraXml = in.text();
    if (const NodeId hints(in.number<std::int32_t>()); from.contains(hints)) node.hints = from.node(hints).hints;
    if (!in.isGood() || node.isConstant() == node.value.isEmpty()) return damaged();
    return node;
}

bool isShared(const Graph& from, const Graph& to, NodeId id) { return from.contains(id) && &from.node(id) == &to.node(id); }

}  // namespace

void writeDifference(ByteWriter& out, const Graph& from, const Graph& to) {
    std::vector<std::int32_t> removed;
    for (const NodeId id : from.nodes())
        if (!to.contains(id)) removed.push_back(id.value());
    out.numbers(std::span<const std::int32_t>(removed));
    std::vector<NodeId> changed;
    for (const NodeId id : to.nodes())
        if (!isShared(from, to, id)) changed.push_back(id);
    out.count(changed.size());
    const auto hints = hintOwners(from);
    for (const NodeId id : changed) write(out, to.node(id), from.contains(id) ? &from.node(id) : nullptr, hints);
}

Result<Graph> readDifference(ByteReader& in, const Graph& from) {
    std::map<NodeId, std::shared_ptr<const Node>> nodes;
    for (const NodeId id : from.nodes()) nodes.emplace(id, from.shared(id));
    for (const std::int32_t id : in.numbers<std::int32_t>())
        if (nodes.erase(NodeId(id)) == 0) return damaged();
    for (auto left = in.count(); left > 0; --left) {
        RF_TRY(Node node, readNode(in, from));
        const NodeId id = node.id;
        nodes[id] = std::make_shared<const Node>(std::move(node));
    }
    if (!in.isGood()) return damaged();
    std::vector<std::shared_ptr<const Node>> byId(nodes.empty() ? 0 : static_cast<std::size_t>(nodes.rbegin()->first.value()) + 1);
    for (auto& [id, node] : nodes) byId[static_cast<std::size_t>(id.value())] = std::move(node);
    return Graph::create(std::move(byId), from.info());
}

}  // namespace rf::graph
