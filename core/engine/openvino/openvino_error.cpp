// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/openvino/openvino_error.h"

#include <openvino/runtime/exception.hpp>

#include <new>
#include <optional>
#include <string>

namespace rf::engine {

namespace {

std::optional<std::string> between(const std::string& text, const std::string& before, const std::string& after) {
    const auto begin = text.find(before);
    if (begin == std::string::npos) return std::nullopt;
    const auto end = text.find(after, begin + before.size());
    if (end == std::string::npos) return std::nullopt;
    return text.substr(begin + before.size(), end - begin - before.size());
}

// OpenVINO puts "Exception from <source file>:<line>:", "Check '<expression>' failed at …:" and the kind of failure before what
// it has to say, and blank lines behind it.
bool isNoise(const std::string& line) {
    return line.empty() || line.starts_with("Exception from ") || (line.starts_with("Check '") && line.ends_with(':')) ||
           line.starts_with("FrontEnd API failed with ");
}

// A layer of `type` all of whose producers the message names as "<producer>[<port>]", as it does while it validates a
// layer that has no name yet.
const graph::Node* findByProducers(const graph::Graph& graph, const std::string& type, const std::string& message) {
    for (const graph::NodeId id : graph.topologicalOrder()) {
        const graph::Node& node = graph.node(id);
        if (node.type != type) continue;
        bool all = true;
        for (const graph::Output source : node.inputs)
            all = all && message.find(' ' + graph.node(source.node).name + '[') != std::string::npos;
        if (all) return &node;
    }
    return nullptr;
}

const graph::Node* findLayer(const graph::Graph& graph, const std::string& message) {
    if (const auto name = between(message, "friendly_name '", "'"))
        if (const auto id = graph.find(*name)) return &graph.node(*id);
    if (const auto validated = between(message, "While validating node '", " (")) {
        const auto colons = validated->find("::");
        const std::string type = colons == std::string::npos ? *validated : validated->substr(colons + 2);
        return findByProducers(graph, type.substr(0, type.find(' ')), message);
    }
    return nullptr;
}

const graph::Node* firstOfType(const graph::Graph& graph, const std::string& type) {
    for (const graph::NodeId id : graph.topologicalOrder())
        if (graph.node(id).type == type) return &graph.node(id);
    return nullptr;
}

}  // namespace

std::string withoutSourceLines(const std::string& text) {
    std::string kept;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find('\n', begin), text.size());
        const std::string line = text.substr(begin, end - begin);
        begin = end + 1;
        if (!isNoise(line)) kept += (kept.empty() ? "" : " ") + line;
    }
    return kept.empty() ? text : kept;
}

Error translated(const std::exception& exception, const graph::Graph& graph) {
    if (dynamic_cast<const ov::Cancelled*>(&exception)) return cancelled();
    if (dynamic_cast<const std::bad_alloc*>(&exception))
        return fail(ErrorCode::Engine, RF_TEXT("core", "not enough memory to run the network"));
    const std::string message = exception.what();
    if (const auto type = between(message, "doesn't contain the operation with type: ", "\n"))
        if (const graph::Node* node = firstOfType(graph, *type))
            return fail(ErrorCode::Unsupported, RF_TEXT("core", "layer '%1': OpenVINO can't run the operator %2 of %3"), node->name,
                        node->type, node->opset);
    const std::string text = withoutSourceLines(message);
    if (const graph::Node* node = findLayer(graph, message))
        return fail(ErrorCode::Engine, RF_TEXT("core", "layer '%1' (%2): OpenVINO says: %3"), node->name, node->type, text);
    return fail(ErrorCode::Engine, RF_TEXT("core", "OpenVINO says: %1"), text);
}

}  // namespace rf::engine
