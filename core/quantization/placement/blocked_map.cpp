// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/placement/blocked_map.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "core/quantization/placement/operator_traits.h"

namespace rf::quantization::placement {

namespace {

/// Operators that a walk looks through: those a FakeQuantize could be moved across on some device, and Result.
bool isTransparent(const graph::Node& node) {
    return graph::has(node, graph::Trait::PassesInt8) || graph::has(node, graph::Trait::PassesInt8Somewhere) || node.isResult() ||
           node.isFakeQuantize();
}

/// Is there, above `concat` and not through `except`, an operator that does not pass int8 through?
bool hasForeignAbove(const graph::Graph& graph, graph::NodeId concat, graph::NodeId except) {
    std::vector<graph::NodeId> open{concat};
    std::unordered_set<graph::NodeId> seen{concat, except};
    while (!open.empty()) {
        const graph::NodeId id = open.back();
        open.pop_back();
        for (const graph::Output source : graph.node(id).inputs) {
            if (!seen.insert(source.node).second || isConstant(graph, source)) continue;
            const graph::Node& producer = graph.node(source.node);
            if (producer.isFakeQuantize()) continue;
            if (!isTransparent(producer)) return true;
            open.push_back(source.node);
        }
    }
    return false;
}

void addMissing(std::vector<graph::NodeId>& list, const std::vector<graph::NodeId>& more) {
    for (const graph::NodeId id : more)
        if (std::find(list.begin(), list.end(), id) == list.end()) list.push_back(id);
}

}  // namespace

BlockedMap::BlockedMap(const Draft& draft) {
    std::unordered_map<graph::NodeId, bool> foreignAtAll;
    // Nothing above the Concat is foreign: then nothing is that is not behind `id` either, and no second walk is needed.
    const auto foreignBeside = [&](graph::NodeId concat, graph::NodeId id) {
        const auto [known, isNew] = foreignAtAll.try_emplace(concat, false);
        if (isNew) known->second = hasForeignAbove(draft.graph, concat, {});
        return known->second && hasForeignAbove(draft.graph, concat, id);
    };
    const std::vector<graph::NodeId>& order = draft.graph.topologicalOrder();
    for (auto id = order.rbegin(); id != order.rend(); ++id) {
        if (draft.graph.node(*id).isFakeQuantize()) continue;
        const Below& here = m_below[*id] = below(draft, *id);
        const bool blocked = draft.isSkipped(*id) || here.foreign ||
                             std::any_of(here.openConcats.begin(), here.openConcats.end(),
                                         [&](graph::NodeId concat) { return concat != *id && foreignBeside(concat, *id); });
        m_blocked.emplace(*id, blocked);
    }
    m_below.clear();
}

BlockedMap::Below BlockedMap::below(const Draft& draft, graph::NodeId id) const {
    Below all;
    for (const graph::Input use : draft.graph.consumers(id)) {
        const graph::Node& reader = draft.graph.node(use.node);
        if (graph::has(reader, graph::Trait::ReadsShapeOnly)) continue;
        if (reader.isFakeQuantize()) {
            all.quantized = true;
        } else if (!isTransparent(reader)) {
            all.foreign = true;
        } else {
            const Below& further = m_below.at(reader.id);
            all.foreign |= further.foreign;
            all.quantized |= further.quantized;
            addMissing(all.openConcats, further.openConcats);
            // Whatever is above this Concat is also above the open ones behind it: the last ones tell.
            if (reader.type == graph::op::kConcat && !further.quantized && further.openConcats.empty())
                addMissing(all.openConcats, {reader.id});
        }
    }
    return all;
}

bool BlockedMap::isBlocked(graph::NodeId id) const {
    const auto found = m_blocked.find(id);
    return found != m_blocked.end() && found->second;
}

}  // namespace rf::quantization::placement
