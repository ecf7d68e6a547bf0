// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/fingerprint.h"

#include <bit>
#include <cstring>

namespace rf::graph {

namespace {

/// Two sums of products over words of eight bytes, each word mixed by the finalizer of SplitMix64.
class Mixer {
public:
    void word(std::uint64_t value) {
        m_first = mixed(m_first ^ value) + 0x9e3779b97f4a7c15u;
        m_second = std::rotl(m_second, 29) ^ mixed(value + 0xd6e8feb86659fd93u);
        m_second *= 0xff51afd7ed558ccdu;
    }
    void bytes(std::span<const std::byte> bytes) {
        word(bytes.size());
        std::size_t at = 0;
        for (std::uint64_t value; at + sizeof value <= bytes.size(); at += sizeof value) {
            std::memcpy(&value, bytes.data() + at, sizeof value);
            word(value);
        }
        std::uint64_t rest = 0;
        if (at < bytes.size()) std::memcpy(&rest, bytes.data() + at, bytes.size() - at);
        word(rest);
    }
    void text(std::string_view text) { bytes(std::as_bytes(std::span(text))); }
    void number(std::int64_t value) { word(static_cast<std::uint64_t>(value)); }

    void type(ElementType type, const Shape& shape) {
        number(static_cast<int>(type));
        number(std::ssize(shape));
        for (const std::int64_t dimension : shape) number(dimension);
    }
    void attributes(const Attributes& attributes) {
        number(std::ssize(attributes.entries()));
        for (const auto& [name, value] : attributes.entries()) {
            text(name);
            text(value);
        }
    }
    void graph(const Graph& graph);

    Fingerprint take() const { return {m_first, m_second}; }

private:
    static std::uint64_t mixed(std::uint64_t value) {
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9u;
        value = (value ^ (value >> 27)) * 0x94d049bb133111ebu;
        return value ^ (value >> 31);
    }

    void body(const Body& body) {
        text(body.role);
        graph(*body.graph);
        for (const auto* ports : {&body.inputs, &body.outputs}) {
            number(std::ssize(*ports));
            for (const BodyPort& port : *ports) {
                number(port.external);
                text(port.internal.isValid() ? body.graph->node(port.internal).name : "");
                attributes(port.attributes);
            }
        }
        number(std::ssize(body.backEdges));
        for (const BackEdge& edge : body.backEdges) {
            text(body.graph->node(edge.from).name);
            text(body.graph->node(edge.to).name);
        }
    }

    std::uint64_t m_first = 0, m_second = 0;
};

void Mixer::graph(const Graph& graph) {
    number(std::ssize(graph.nodes()));
    for (const NodeId id : graph.nodes()) {
        const Node& node = graph.node(id);
        text(node.name);
        text(node.type);
        text(node.opset);
        attributes(node.attributes);
        number(std::ssize(node.inputs));
        for (const Output source : node.inputs) {
            text(graph.node(source.node).name);
            number(source.port);
        }
        number(std::ssize(node.outputs));
        for (const PortType& port : node.outputs) type(port.type, port.shape);
        type(node.value.type(), node.value.shape());
        bytes(node.value.bytes());
        number(std::ssize(node.bodies));
        for (const Body& inner : node.bodies) body(inner);
    }
}

}  // namespace

Fingerprint fingerprint(const Graph& graph) {
    Mixer mixer;
    mixer.graph(graph);
    return mixer.take();
}

}  // namespace rf::graph
