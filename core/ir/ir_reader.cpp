// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ir/ir_reader.h"

#include <algorithm>
#include <unordered_set>

#include "core/ir/body_reader.h"
#include "core/ir/legacy_names.h"
#include "core/ir/xml_text.h"

namespace rf::ir {

namespace {

using graph::index;
using graph::NodeId;

struct Layers {
    std::vector<Layer> all;
    std::unordered_map<std::int64_t, NodeId> byFileId;
};

Result<Layers> readLayers(pugi::xml_node element, const Weights& weights, const Progress& progress) {
    Layers layers;
    const auto range = element.children("layer");
    const auto count = std::distance(range.begin(), range.end());
    layers.all.reserve(static_cast<std::size_t>(count));
    for (const pugi::xml_node child : range) {
        const NodeId id(static_cast<std::int32_t>(layers.all.size()));
        RF_TRY_VOID(progress.advance(id.value(), count));
        RF_TRY(Layer layer, readLayer(child, weights));
        RF_TRY_VOID(readBodies(child, layer, weights));
        layer.node.id = id;
        if (const auto [taken, isNew] = layers.byFileId.emplace(layer.hints.layerId, id); !isNew)
            return fail(ErrorCode::InvalidFile, RF_TEXT("core", "layers '%1' and '%2' have the same id %3"),
                        layers.all[index(taken->second)].node.name, layer.node.name, layer.hints.layerId);
        layers.all.push_back(std::move(layer));
    }
    return layers;
}

struct EdgeEnd {
    NodeId node;
    int port = 0;
};

Result<EdgeEnd> edgeEnd(pugi::xml_node edge, bool isSource, const Layers& layers) {
    const pugi::xml_attribute layerText = edge.attribute(isSource ? "from-layer" : "to-layer");
    const pugi::xml_attribute portText = edge.attribute(isSource ? "from-port" : "to-port");
    const auto layerId = fileId(layerText.value());
    const auto found = layerId ? layers.byFileId.find(*layerId) : layers.byFileId.end();
    if (found == layers.byFileId.end())
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "an edge names the layer id '%1', which no layer has"), layerText.value());
    const Layer& layer = layers.all[index(found->second)];
    const auto portId = fileId(portText.value());
    const int port = portId ? (isSource ? layer.outputIds : layer.inputIds).find(*portId) : -1;
    if (port < 0 && isSource)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "layer '%1': an edge leaves its output port '%2', which it does not have"),
                    layer.node.name, portText.value());
    if (port < 0)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "layer '%1': an edge goes to its input port '%2', which it does not have"),
                    layer.node.name, portText.value());
    return EdgeEnd{found->second, port};
}

Result<void> connect(pugi::xml_node edges, Layers& layers) {
    std::size_t position = 0;
    for (const pugi::xml_node edge : edges.children("edge")) {
        RF_TRY(const EdgeEnd from, edgeEnd(edge, true, layers));
        RF_TRY(const EdgeEnd to, edgeEnd(edge, false, layers));
        Layer& consumer = layers.all[index(to.node)];
        graph::Output& source = consumer.node.inputs[index(to.port)];
        if (source.node.isValid())
            return fail(ErrorCode::InvalidFile, RF_TEXT("core", "layer '%1': two edges go to its input port %2"), consumer.node.name,
                        consumer.hints.inputs[index(to.port)].id);
        source = {from.node, from.port};
        graph::FileHints::Port& hints = consumer.hints.inputs[index(to.port)];
        hints.source = source;
        hints.edge = position++;
        const graph::PortType& type = layers.all[index(from.node)].node.outputs[index(from.port)];
        if (hints.shape == type.shape) hints.shape.reset();
        if (hints.type == type.type) hints.type.reset();
    }
    for (const Layer& layer : layers.all)
        for (std::size_t port = 0; port < layer.node.inputs.size(); ++port)
            if (!layer.node.inputs[port].node.isValid())
                return fail(ErrorCode::InvalidFile, RF_TEXT("core", "layer '%1': no edge goes to its input port %2"), layer.node.name,
                            layer.hints.inputs[port].id);
    return {};
}

// OpenVINO lets a Result share the name of another layer; in a graph names are unique.
void renameAmbiguousResults(std::vector<Layer>& layers) {
    std::unordered_set<std::string> taken;
    for (const Layer& layer : layers)
        if (!layer.node.isResult()) taken.insert(layer.node.name);
    for (Layer& layer : layers) {
        if (!layer.node.isResult() || taken.insert(layer.node.name).second) continue;
        std::size_t suffix = taken.size();  // tried from here on, so that many equal names stay cheap
        do layer.hints.assignedName = layer.node.name + "/result_" + std::to_string(suffix++);
        while (!taken.insert(layer.hints.assignedName).second);
        layer.node.name = layer.hints.assignedName;
    }
}

graph::GraphInfo readInfo(pugi::xml_node element, GraphLevel level) {
    graph::GraphInfo info;
    info.netAttributes = attributesOf(element);
    if (level != GraphLevel::Body) {
        info.name = element.attribute("name").value();
        info.netAttributes.erase("name");
        info.netAttributes.erase("version");
    }
    for (const pugi::xml_node child : element.children()) {
        const std::string_view name = child.name();
        if (child.type() == pugi::node_element && name != "layers" && name != "edges") appendXml(info.extraXml, child);
    }
    return info;
}

}  // namespace

Result<GraphWithIds> readGraph(pugi::xml_node element, GraphLevel level, const Weights& weights, const Progress& progress) {
    const pugi::xml_node list = element.child("layers");
    if (!list.child("layer")) return fail(ErrorCode::InvalidFile, RF_TEXT("core", "the model has no layers"));
    RF_TRY(Layers layers, readLayers(list, weights, progress));
    RF_TRY_VOID(connect(element.child("edges"), layers));
    renameAmbiguousResults(layers.all);
    if (level == GraphLevel::LegacyModel) nameTensorsAfterLayers(layers.all);
    std::vector<graph::Node> nodes;
    nodes.reserve(layers.all.size());
    for (Layer& layer : layers.all) {
        layer.node.hints = std::make_shared<const graph::FileHints>(std::move(layer.hints));
        nodes.push_back(std::move(layer.node));
    }
    RF_TRY(graph::Graph graph, graph::Graph::create(std::move(nodes), readInfo(element, level)));
    return GraphWithIds{std::move(graph), std::move(layers.byFileId)};
}

}  // namespace rf::ir
