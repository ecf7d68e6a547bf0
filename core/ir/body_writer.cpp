// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ir/body_writer.h"

#include "core/ir/body_reader.h"
#include "core/ir/ir_writer.h"
#include "core/ir/layer_order.h"
#include "core/ir/layer_writer.h"
#include "core/ir/xml_text.h"

namespace rf::ir {

namespace {

using graph::Attributes;

class BodyWriter {
public:
    BodyWriter(pugi::xml_node layer, const graph::Node& node, const graph::Body& body)
        : m_layer(layer), m_node(node), m_body(body), m_ids(layerIds(*body.graph, layerOrder(*body.graph))) {}

    // `order`: which of inputs and outputs comes next; what it leaves out follows.
    void appendPortMap(const std::string& name, const std::string& order) {
        if (m_body.inputs.empty() && m_body.outputs.empty()) return;
        pugi::xml_node map = m_layer.append_child(name.c_str());
        std::size_t input = 0, output = 0;
        for (const char side : order) {
            if (side == 'i' && input < m_body.inputs.size()) appendPort(map, "input", m_body.inputs[input++]);
            if (side == 'o' && output < m_body.outputs.size()) appendPort(map, "output", m_body.outputs[output++]);
        }
        while (input < m_body.inputs.size()) appendPort(map, "input", m_body.inputs[input++]);
        while (output < m_body.outputs.size()) appendPort(map, "output", m_body.outputs[output++]);
    }

    void appendBackEdges(const std::string& name) {
        if (m_body.backEdges.empty()) return;
        pugi::xml_node edges = m_layer.append_child(name.c_str());
        for (const graph::BackEdge& backEdge : m_body.backEdges)
            appendAttributes(edges.append_child("edge"),
                             {{"from-layer", std::to_string(layerId(backEdge.from))}, {"to-layer", std::to_string(layerId(backEdge.to))}});
    }

private:
    std::int64_t layerId(graph::NodeId id) const { return m_ids[static_cast<std::size_t>(id.value())]; }

    void appendPort(pugi::xml_node map, const char* side, const graph::BodyPort& port) {
        const auto external = static_cast<std::size_t>(port.external);
        const bool isInput = std::string_view(side) == "input";
        const std::int64_t portId = port.external < 0 ? -1 : isInput ? inputPortId(m_node, external) : outputPortId(m_node, external);
        Attributes attributes = port.attributes;
        const bool leaveOut = portId < 0 && !attributes.entries().empty() && !attributes.find("external_port_id");
        if (!leaveOut) attributes.set("external_port_id", std::to_string(portId));
        attributes.set("internal_layer_id", std::to_string(layerId(port.internal)));
        appendAttributes(map.append_child(side), attributes);
    }

    pugi::xml_node m_layer;
    const graph::Node& m_node;
    const graph::Body& m_body;
    std::vector<std::int64_t> m_ids;
};

}  // namespace

Result<void> appendBodies(pugi::xml_node layer, const graph::Node& node, const WeightsLayout& weights) {
    for (std::size_t i = 0; i < node.bodies.size(); ++i) {
        const graph::Body& body = node.bodies[i];
        const auto [portMap, backEdges] = elementsOf(body.role);
        BodyWriter writer(layer, node, body);
        writer.appendPortMap(portMap, node.hints && i < node.hints->portMaps.size() ? node.hints->portMaps[i] : std::string{});
        writer.appendBackEdges(backEdges);
        pugi::xml_node element = layer.append_child(body.role.c_str());
        appendAttributes(element, body.graph->info().netAttributes);
        auto written = appendGraph(element, *body.graph, weights);
        if (!written) return std::move(written).error().during(RF_TEXT("core", "body of layer '%1'"), {node.name});
    }
    return {};
}

}  // namespace rf::ir
