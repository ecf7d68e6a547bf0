// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/graph_text.h"

#include <algorithm>
#include <regex>
#include <sstream>
#include <stdexcept>

#include "core/tensor/convert.h"

namespace rf::test {

namespace {

std::string trimmed(const std::string& text) {
    const auto begin = text.find_first_not_of(" \t");
    return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, separator);)
        if (!trimmed(part).empty()) parts.push_back(trimmed(part));
    return parts;
}

graph::PortType portType(const std::string& text) {
    std::istringstream stream(text);
    std::string type, dimensions;
    stream >> type >> dimensions;
    graph::PortType port;
    port.type = elementTypeFromName(type).value();
    for (const std::string& dimension : split(dimensions, 'x')) port.shape.push_back(dimension == "?" ? -1 : std::stoll(dimension));
    return port;
}

graph::Node nodeFrom(const std::string& line, const std::map<std::string, graph::NodeId>& ids) {
    static const std::regex pattern(R"(^\s*(\S+)\s*=\s*(\w+)\s*(?:\(([^)]*)\))?\s*(?:\{([^}]*)\})?\s*(?::\s*(.*))?$)");
    std::smatch match;
    if (!std::regex_match(line, match, pattern)) throw std::runtime_error("malformed test graph line: " + line);
    graph::Node node;
    node.name = match[1];
    node.type = match[2];
    node.opset = "opset1";
    for (const std::string& input : split(match[3], ',')) {
        const auto colon = input.rfind(':');
        const std::string producer = input.substr(0, colon);
        if (!ids.contains(producer)) throw std::runtime_error("unknown input '" + input + "' in: " + line);
        node.inputs.push_back({ids.at(producer), colon == std::string::npos ? 0 : std::stoi(input.substr(colon + 1))});
    }
    for (const std::string& attribute : split(match[4], ';')) {
        const auto colon = attribute.find(':');
        node.attributes.set(trimmed(attribute.substr(0, colon)), trimmed(attribute.substr(colon + 1)));
    }
    for (const std::string& port : split(match[5], '|')) node.outputs.push_back(portType(port));
    return node;
}

}  // namespace

graph::Graph graphFrom(const std::string& text, const std::map<std::string, std::vector<float>>& values) {
    std::vector<graph::Node> nodes;
    std::map<std::string, graph::NodeId> ids;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        if (trimmed(line).empty() || trimmed(line).starts_with('#')) continue;
        graph::Node node = nodeFrom(line, ids);
        node.id = graph::NodeId(static_cast<std::int32_t>(nodes.size()));
        if (node.isConstant()) {
            const graph::PortType& port = node.outputs.at(0);
            const auto count = static_cast<std::size_t>(elementCount(port.shape).value());
            node.value = fromFloats(port.type, port.shape, values.contains(node.name) ? values.at(node.name) : std::vector<float>(count));
        }
        ids[node.name] = node.id;
        nodes.push_back(std::move(node));
    }
    return graph::Graph::create(std::move(nodes), {"test", {}, {}}).value();
}

graph::Graph withoutQuantizers(graph::Graph graph, const std::set<std::string>& own) {
    graph::Editor editor(graph);
    for (const graph::NodeId id : graph::remainingNodes(graph)) {
        if (!graph.node(id).isFakeQuantize() || own.contains(graph.node(id).name)) continue;
        editor.replaceUses({id, 0}, graph.source({id, 0}));
        editor.removeWithDeadProducers(id);
    }
    return graph;
}

std::vector<std::string> quantizedEdges(const graph::Graph& graph) {
    std::vector<std::string> edges;
    for (const graph::NodeId id : graph.nodes()) {
        const graph::Node& node = graph.node(id);
        if (!node.isFakeQuantize()) continue;
        for (const graph::Input use : graph.consumers(id))
            edges.push_back(graph.node(node.inputs[0].node).name + " -> " + graph.node(use.node).name + ":" + std::to_string(use.port));
    }
    std::sort(edges.begin(), edges.end());
    return edges;
}

}  // namespace rf::test
