// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ir/body_reader.h"

#include "core/ir/ir_reader.h"
#include "core/ir/xml_text.h"

namespace rf::ir {

namespace {

constexpr std::string_view kBody = "body";
constexpr std::string_view kPortMap = "port_map";
constexpr std::string_view kBackEdges = "back_edges";

bool isBody(pugi::xml_node element) { return std::string_view(element.name()).ends_with(kBody) && element.child("layers"); }

// The one of `wanted` type ("Parameter" or "Result") that a file's layer id stands for.
Result<graph::NodeId> inside(const GraphWithIds& body, pugi::xml_attribute attribute, std::string_view wanted, const std::string& layer) {
    const auto id = fileId(attribute.value());
    const auto found = id ? body.byFileId.find(*id) : body.byFileId.end();
    if (found == body.byFileId.end() || body.graph.node(found->second).type != wanted)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "layer '%1': %2 '%3' is not the id of a %4 in its body"), layer,
                    attribute.name(), attribute.value(), wanted);
    return found->second;
}

Result<graph::BodyPort> readBodyPort(pugi::xml_node element, const Layer& layer, const GraphWithIds& body) {
    const bool isInput = std::string_view(element.name()) == "input";
    graph::BodyPort port;
    port.attributes = attributesOf(element);
    // Absent or -1: nothing outside, as for a Loop's iteration counter and its condition.
    const std::string external = port.attributes.text("external_port_id", "-1");
    if (external != "-1") {
        const auto id = fileId(external);
        port.external = id ? (isInput ? layer.inputIds : layer.outputIds).find(*id) : -1;
        if (port.external < 0)
            return fail(ErrorCode::InvalidFile, RF_TEXT("core", "layer '%1': its port map names the port '%2', which it does not have"),
                        layer.node.name, external);
    }
    RF_TRY(port.internal, inside(body, element.attribute("internal_layer_id"), isInput ? "Parameter" : "Result", layer.node.name));
    return port;
}

Result<graph::Body> readBody(pugi::xml_node outer, pugi::xml_node element, Layer& layer, const Weights& weights) {
    graph::Body body;
    body.role = element.name();
    auto content = readGraph(element, GraphLevel::Body, weights, Progress());
    if (!content) return std::move(content).error().during(RF_TEXT("core", "body of layer '%1'"), {layer.node.name});
    const auto [portMap, backEdges] = elementsOf(body.role);
    std::string order;
    for (const pugi::xml_node child : outer.child(portMap.c_str()).children()) {
        const std::string_view side = child.name();
        if (side != "input" && side != "output") continue;
        order += side.front();
        RF_TRY(graph::BodyPort port, readBodyPort(child, layer, *content));
        (side == "input" ? body.inputs : body.outputs).push_back(std::move(port));
    }
    layer.hints.portMaps.push_back(std::move(order));
    for (const pugi::xml_node edge : outer.child(backEdges.c_str()).children("edge")) {
        RF_TRY(const graph::NodeId from, inside(*content, edge.attribute("from-layer"), "Result", layer.node.name));
        RF_TRY(const graph::NodeId to, inside(*content, edge.attribute("to-layer"), "Parameter", layer.node.name));
        body.backEdges.push_back({from, to});
    }
    body.graph = std::make_shared<const graph::Graph>(std::move(content->graph));
    return body;
}

}  // namespace

BodyElements elementsOf(const std::string& role) {
    const std::string prefix = role.substr(0, role.size() - std::min(role.size(), kBody.size()));
    return {prefix + std::string(kPortMap), prefix + std::string(kBackEdges)};
}

bool belongsToBody(pugi::xml_node child) {
    if (isBody(child)) return true;
    const std::string_view name = child.name();
    for (const std::string_view part : {kPortMap, kBackEdges})
        if (name.ends_with(part)) {
            const std::string role = std::string(name.substr(0, name.size() - part.size())) + std::string(kBody);
            return isBody(child.parent().child(role.c_str()));
        }
    return false;
}

Result<void> readBodies(pugi::xml_node element, Layer& layer, const Weights& weights) {
    for (const pugi::xml_node child : element.children()) {
        if (!isBody(child)) continue;
        RF_TRY(graph::Body body, readBody(element, child, layer, weights));
        layer.node.bodies.push_back(std::move(body));
    }
    return {};
}

}  // namespace rf::ir
