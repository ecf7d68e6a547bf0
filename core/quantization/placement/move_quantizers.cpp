// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/placement/move_quantizers.h"

#include <algorithm>
#include <deque>
#include <map>

#include "core/quantization/placement/blocked_map.h"
#include "core/quantization/placement/insert_quantizers.h"
#include "core/quantization/placement/operator_traits.h"

namespace rf::quantization::placement {

namespace {

constexpr int kMovedPriority = 1;

/// The one node that makes every input of a Concat and feeds nothing else: a Split whose parts are put together again
/// in another order. Invalid where there is no such node. POT accepts any operator, also one that computes.
graph::NodeId soleProducer(const Draft& draft, const BlockedMap& blocked, const graph::Node& concat) {
    const graph::NodeId producer = concat.inputs[0].node;
    const bool alone = std::all_of(concat.inputs.begin(), concat.inputs.end(), [&](graph::Output input) { return input.node == producer; });
    if (!alone || blocked.isBlocked(producer)) return {};
    const graph::Node& node = draft.graph.node(producer);
    const std::vector<graph::Input> uses = draft.graph.consumers(producer);
    const bool feedsOnlyIt = std::all_of(uses.begin(), uses.end(), [&](graph::Input use) { return use.node == concat.id; });
    const bool passes = isAgnostic(draft.profile, node) || habitsOf(draft.settings).concatJumpsOverAnyProducer;
    return feedsOnlyIt && passes && !node.inputs.empty() ? producer : graph::NodeId{};
}

/// The inputs above an operator that a FakeQuantize below it is replaced on.
std::vector<graph::Input> inputsToMoveTo(const Draft& draft, const BlockedMap& blocked, const graph::Node& producer) {
    if (producer.type == graph::op::kConcat)
        if (const graph::NodeId sole = soleProducer(draft, blocked, producer); sole.isValid()) return {{sole, 0}};
    const bool allInputs = producer.type == graph::op::kConcat;
    const bool allButConstants = producer.type == graph::op::kPad || producer.type == graph::op::kConvertLike;
    if (!allInputs && !allButConstants) return {{producer.id, 0}};
    std::vector<graph::Input> inputs;
    for (std::size_t port = 0; port < producer.inputs.size(); ++port)
        if (allInputs || !isConstant(draft.graph, producer.inputs[port])) inputs.push_back({producer.id, static_cast<int>(port)});
    return inputs;
}

bool readByScaleShift(const Draft& draft, graph::NodeId quantizer) {
    const auto uses = draft.graph.consumers(graph::Output{quantizer, 0});
    return !uses.empty() && isScaleShift(draft, draft.graph.node(uses[0].node));
}

/// One step up. New FakeQuantize go to the front of the work list.
void move(Draft& draft, const BlockedMap& blocked, graph::NodeId quantizer, std::deque<graph::NodeId>& work) {
    const graph::Node& producer = draft.graph.node(draft.graph.node(quantizer).inputs[0].node);
    if (producer.isFakeQuantize()) {
        absorb(draft, producer.id, draft.quantizers.at(quantizer));
        removeQuantizer(draft, quantizer);
        return;
    }
    if (producer.isParameter()) {
        if (readByScaleShift(draft, quantizer)) removeQuantizer(draft, quantizer);
        return;
    }
    if (blocked.isBlocked(producer.id) || !isAgnostic(draft.profile, producer) || producer.inputs.empty()) return;
    const std::vector<graph::Input> targets = inputsToMoveTo(draft, blocked, producer);
    removeQuantizer(draft, quantizer);
    std::vector<graph::NodeId> created;
    for (const graph::Input target : targets)
        if (const graph::NodeId id = insertBefore(draft, target, kMovedPriority); id.isValid()) created.push_back(id);
    work.insert(work.begin(), created.begin(), created.end());
}

}  // namespace

void moveQuantizersUp(Draft& draft) {
    const BlockedMap blocked(draft);
    const std::vector<graph::NodeId> byName = draft.quantizersByName();
    std::deque<graph::NodeId> work(byName.begin(), byName.end());
    while (!work.empty()) {
        const graph::NodeId next = work.front();
        work.pop_front();
        move(draft, blocked, next, work);
    }
}

void mergeDuplicates(Draft& draft) {
    std::map<graph::Output, std::vector<graph::NodeId>> readers;
    for (const graph::NodeId id : draft.quantizersByName()) readers[draft.graph.node(id).inputs[0]].push_back(id);
    graph::Editor editor(draft.graph);
    for (const auto& entry : readers) {
        for (std::size_t i = 1; i < entry.second.size(); ++i) {
            editor.replaceUses({entry.second[i], 0}, {entry.second[0], 0});
            removeQuantizer(draft, entry.second[i]);
        }
    }
}

}  // namespace rf::quantization::placement
