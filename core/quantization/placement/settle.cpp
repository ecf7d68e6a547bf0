// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/placement/settle.h"

#include <algorithm>
#include <array>

#include "core/quantization/weights.h"
#include "core/tensor/convert.h"

namespace rf::quantization::placement {

namespace {

constexpr const char* kRenamed = "/pre_fq_input";

bool feedsResult(const graph::Graph& graph, graph::NodeId id) {
    const auto uses = graph.consumers(graph::Output{id, 0});
    return std::any_of(uses.begin(), uses.end(), [&](graph::Input use) { return graph.node(use.node).isResult(); });
}

bool readOnlyByQuantizers(const graph::Graph& graph, const std::vector<graph::Input>& uses) {
    return std::all_of(uses.begin(), uses.end(), [&](graph::Input use) { return graph.node(use.node).isFakeQuantize(); });
}

void takeNameOfProducer(graph::Graph& graph, graph::NodeId quantizer) {
    const graph::Output source = graph.node(quantizer).inputs[0];
    std::string name = graph.node(source.node).name;
    if (const auto renamed = name.find(kRenamed); renamed != std::string::npos) name.resize(renamed);
    const std::vector<graph::Input> uses = graph.consumers(source.node);
    graph::Editor editor(graph);
    std::string tensorNames;
    editor.update(source.node, [&](graph::Node& node) {
        if (node.name == name) node.name = editor.freeName(name + kRenamed);
        std::swap(tensorNames, node.outputs[static_cast<std::size_t>(source.port)].tensorNames);
    });
    const bool several = uses.size() > 1 && readOnlyByQuantizers(graph, uses);
    editor.update(quantizer, [&](graph::Node& node) {
        node.name = editor.freeName(several ? name + "." + std::to_string(source.port) : name);
        node.outputs[0].tensorNames = tensorNames;
    });
}

graph::NodeId addWithRanges(graph::Graph& graph, graph::NodeId draftNode, std::int64_t levels) {
    graph::Editor editor(graph);
    graph::Node node = graph.node(draftNode);
    editor.update(draftNode, [&](graph::Node& old) { old.name = editor.freeName(old.name + "/draft"); });
    const ElementType type = rangeType(node.outputs[0].type);
    constexpr std::array kRanges = {"/input_low", "/input_high", "/output_low", "/output_high"};
    const float zero = 0.0F;
    for (const char* range : kRanges)
        node.inputs.push_back({editor.addConstant(node.name + range, fromFloats(type, {}, std::span<const float>(&zero, 1))), 0});
    node.attributes = {{"levels", std::to_string(levels)}, {"auto_broadcast", "numpy"}};
    const graph::NodeId id = editor.add(std::move(node));
    editor.replaceUses({draftNode, 0}, {id, 0});
    editor.remove(draftNode);
    return id;
}

}  // namespace

void keepOutputNames(Draft& draft) {
    for (const graph::NodeId id : draft.quantizersByName())
        if (feedsResult(draft.graph, id)) takeNameOfProducer(draft.graph, id);
}

std::map<graph::NodeId, graph::NodeId> addRanges(Draft& draft, const std::map<graph::NodeId, std::int64_t>& levels) {
    std::map<graph::NodeId, graph::NodeId> ids;
    for (const graph::NodeId id : draft.quantizersByName()) ids[id] = addWithRanges(draft.graph, id, levels.at(id));
    return ids;
}

}  // namespace rf::quantization::placement
