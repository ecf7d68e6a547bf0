// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ir/ir_writer.h"

#include <algorithm>
#include <limits>

#include "core/ir/ir_document.h"
#include "core/ir/layer_order.h"
#include "core/ir/layer_writer.h"
#include "core/ir/xml_text.h"

namespace rf::ir {

namespace {

struct Edge {
    std::size_t place;  // among the edges of the file; new edges share the last
    std::int64_t fromLayer, fromPort, toLayer, toPort;
};

std::vector<Edge> edgesOf(const graph::Graph& graph, const std::vector<graph::NodeId>& order, const std::vector<std::int64_t>& ids) {
    const auto idOf = [&](graph::NodeId id) { return ids[static_cast<std::size_t>(id.value())]; };
    std::vector<Edge> edges;
    for (const graph::NodeId id : order) {
        const graph::Node& node = graph.node(id);
        for (std::size_t port = 0; port < node.inputs.size(); ++port) {
            const graph::Output source = node.inputs[port];
            const bool isKnown = node.hints && port < node.hints->inputs.size();
            edges.push_back({isKnown ? node.hints->inputs[port].edge : std::numeric_limits<std::size_t>::max(), idOf(source.node),
                             outputPortId(graph.node(source.node), static_cast<std::size_t>(source.port)), idOf(id),
                             inputPortId(node, port)});
        }
    }
    std::stable_sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) { return a.place < b.place; });
    return edges;
}

struct StringWriter final : pugi::xml_writer {
    void write(const void* data, std::size_t size) override { text.append(static_cast<const char*>(data), size); }
    std::string text;
};

}  // namespace

Result<void> appendGraph(pugi::xml_node element, const graph::Graph& graph, const WeightsLayout& weights) {
    const std::vector<graph::NodeId> order = layerOrder(graph);
    const std::vector<std::int64_t> ids = layerIds(graph, order);
    pugi::xml_node layers = element.append_child("layers");
    for (const graph::NodeId id : order) RF_TRY_VOID(appendLayer(layers, graph, id, ids[static_cast<std::size_t>(id.value())], weights));
    pugi::xml_node edges = element.append_child("edges");
    for (const Edge& edge : edgesOf(graph, order, ids)) {
        pugi::xml_node child = edges.append_child("edge");
        child.append_attribute("from-layer") = static_cast<long long>(edge.fromLayer);
        child.append_attribute("from-port") = static_cast<long long>(edge.fromPort);
        child.append_attribute("to-layer") = static_cast<long long>(edge.toLayer);
        child.append_attribute("to-port") = static_cast<long long>(edge.toPort);
    }
    if (!appendChildren(element, graph.info().extraXml))
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "what the model carries through files is not XML"));
    return {};
}

Result<std::string> xmlOf(const graph::Graph& graph, const WeightsLayout& weights) {
    pugi::xml_document document;
    pugi::xml_node net = document.append_child("net");
    net.append_attribute("name") = graph.info().name.c_str();
    net.append_attribute("version") = kNewestVersion;
    appendAttributes(net, graph.info().netAttributes);
    RF_TRY_VOID(appendGraph(net, graph, weights));
    StringWriter writer;
    document.save(writer, "\t", pugi::format_default, pugi::encoding_utf8);
    return std::move(writer.text);
}

}  // namespace rf::ir
