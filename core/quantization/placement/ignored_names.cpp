// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/placement/ignored_names.h"

namespace rf::quantization::placement {

namespace {

void collectNames(const graph::Graph& graph, const std::string& prefix, std::vector<std::string>& names) {
    for (const graph::NodeId id : graph.nodes()) {
        const graph::Node& node = graph.node(id);
        names.push_back(prefix + node.name);
        for (const graph::Body& body : node.bodies) collectNames(*body.graph, prefix + node.name + "|", names);
    }
}

}  // namespace

Result<RegularExpression> compiled(const NamePattern& pattern) {
    return pattern.regularExpression ? RegularExpression::compile(pattern.text) : RegularExpression::fromWildcard(pattern.text);
}

std::vector<graph::NodeId> matchingNames(const graph::Graph& graph, const std::string& prefix, const RegularExpression& pattern) {
    std::vector<graph::NodeId> matches;
    for (const graph::NodeId id : graph.nodes())
        if (const graph::Node& node = graph.node(id); !node.isConstant() && pattern.matches(prefix + node.name)) matches.push_back(id);
    return matches;
}

std::vector<std::string> fullNames(const graph::Graph& graph) {
    std::vector<std::string> names;
    collectNames(graph, "", names);
    return names;
}

}  // namespace rf::quantization::placement
