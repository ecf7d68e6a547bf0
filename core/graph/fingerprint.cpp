// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/fingerprint.h"

namespace rf::graph {

namespace {

class Mixer : public Fingerprinter {
public:
    void type(ElementType type, const Shape& shape) {
        number(static_cast<int>(type));
        numbers(shape);
    }
    void attributes(const Attributes& attributes) {
        number(std::ssize(attributes.entries()));
        for (const auto& [name, value] : attributes.entries()) {
            text(name);
            text(value);
        }
    }
    void graph(const Graph& graph);

private:
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
