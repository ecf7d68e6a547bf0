// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/placement/draft.h"

#include <algorithm>

#include "core/graph/build.h"

namespace rf::quantization::placement {

std::vector<graph::NodeId> Draft::quantizersByName() const {
    std::vector<graph::NodeId> ids;
    for (const auto& entry : quantizers) ids.push_back(entry.first);
    std::sort(ids.begin(), ids.end(), [&](graph::NodeId a, graph::NodeId b) { return graph.node(a).name < graph.node(b).name; });
    return ids;
}

graph::NodeId addQuantizer(Draft& draft, const std::string& name, graph::Input input, Draft::Mark mark) {
    const graph::Output source = draft.graph.source(input);
    graph::PortType type = draft.graph.type(source);
    type.tensorNames.clear();
    type.extraXml.clear();
    graph::Editor editor(draft.graph);
    const graph::NodeId id = graph::addNode(editor, name, graph::op::kFakeQuantize, {source}, std::move(type));
    editor.connect(input, {id, 0});
    draft.quantizers.emplace(id, mark);
    return id;
}

void absorb(Draft& draft, graph::NodeId upper, Draft::Mark lower) {
    const auto mark = draft.quantizers.find(upper);
    if (mark == draft.quantizers.end() || mark->second.priority >= lower.priority) return;
    mark->second = lower;
}

void removeQuantizer(Draft& draft, graph::NodeId quantizer) {
    graph::Editor editor(draft.graph);
    editor.replaceUses({quantizer, 0}, draft.graph.node(quantizer).inputs[0]);
    editor.remove(quantizer);
    draft.quantizers.erase(quantizer);
}

}  // namespace rf::quantization::placement
