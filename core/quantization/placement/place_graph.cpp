// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/placement/place_graph.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "core/graph/edit.h"
#include "core/quantization/placement/configuration.h"
#include "core/quantization/placement/decisions.h"
#include "core/quantization/placement/draft.h"
#include "core/quantization/placement/ignored_patterns.h"
#include "core/quantization/placement/insert_quantizers.h"
#include "core/quantization/placement/move_quantizers.h"
#include "core/quantization/placement/remove_quantizers.h"
#include "core/quantization/placement/scheme_choice.h"
#include "core/quantization/placement/settle.h"
#include "core/quantization/placement/unify_scales.h"
#include "core/quantization/prepare.h"

namespace rf::quantization::placement {

namespace {

/// Patterns are written for convolutions that have a bias, so every convolution gets one while FakeQuantize is placed.
/// This takes the helpers out again: `helpers` are the nodes that the original graph does not have.
void removeHelperBiases(Draft& draft, const graph::Graph& original) {
    graph::Editor editor(draft.graph);
    for (const graph::NodeId id : graph::remainingNodes(draft.graph)) {
        if (original.contains(id) || draft.graph.node(id).type != graph::op::kAdd) continue;
        editor.replaceUses({id, 0}, draft.graph.node(id).inputs[0]);
        editor.removeWithDeadProducers(id);
    }
}

/// The order of passes of spec 01, section 3.2.
void placeQuantizers(Draft& draft) {
    insertQuantizers(draft);
    moveQuantizersUp(draft);
    mergeDuplicates(draft);
    removeFromIntegerTensors(draft);
    if (draft.profile.residualRule) applyResidualRule(draft);
}

int channelAxis(const graph::Graph& graph, Group group, const std::vector<graph::Input>& consumers) {
    if (group != Group::Weights || consumers.empty()) return 1;
    return graph.node(consumers.front().node).type == graph::op::kConvolutionBackpropData ? 1 : 0;
}

/// What the range step needs to know; ids still those of the draft.
std::vector<Quantizer> describe(const Draft& draft, const std::map<graph::NodeId, Configuration>& chosen,
                                const std::vector<UnifiedGroup>& groups) {
    const std::map<graph::NodeId, int> unified = sharedRanges(groups);
    std::vector<Quantizer> quantizers;
    for (const graph::NodeId id : draft.quantizersByName()) {
        const graph::Node& node = draft.graph.node(id);
        Quantizer quantizer;
        quantizer.name = node.name;
        quantizer.node = id;
        quantizer.source = node.inputs[0];
        quantizer.group = draft.quantizers.at(id).group;
        quantizer.scheme = chosen.at(id).scheme;
        quantizer.estimatorMode = chosen.at(id).estimatorMode;
        quantizer.levels = levels(quantizer.scheme, quantizer.group);
        quantizer.isSigned = isSigned(quantizer.scheme);
        quantizer.consumers = draft.graph.consumers(id);
        quantizer.channelAxis = channelAxis(draft.graph, quantizer.group, quantizer.consumers);
        quantizer.byLayer = estimatorOf(draft.choices, servedOperators(draft, id), quantizer.group);
        quantizer.unifyGroup = unified.contains(id) ? unified.at(id) : -1;
        quantizers.push_back(std::move(quantizer));
    }
    return quantizers;
}

/// Gives the FakeQuantize their final form and the quantizers their ids.
void settle(Draft& draft, std::vector<Quantizer>& quantizers, const std::string& prefix) {
    std::map<graph::NodeId, std::int64_t> levelsOf;
    for (Quantizer& quantizer : quantizers) {
        levelsOf[quantizer.node] = quantizer.levels;
        quantizer.name = prefix + draft.graph.node(quantizer.node).name;
    }
    const std::map<graph::NodeId, graph::NodeId> ids = addRanges(draft, levelsOf);
    for (Quantizer& quantizer : quantizers) quantizer.node = ids.at(quantizer.node);
}

/// Settling renames some; the list stays sorted.
void sortByName(PlacedGraph& placed) {
    std::vector<std::size_t> order(placed.served.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const std::vector<Quantizer> quantizers = std::move(placed.placement.quantizers);
    const std::vector<std::vector<graph::NodeId>> served = std::move(placed.served);
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return quantizers[a].name < quantizers[b].name; });
    placed.placement.quantizers.clear();
    placed.served.clear();
    for (const std::size_t i : order) {
        placed.placement.quantizers.push_back(quantizers[i]);
        placed.served.push_back(served[i]);
    }
}

}  // namespace

Result<PlacedGraph> placeGraph(const graph::Graph& prepared, const std::string& prefix, const HardwareProfile& profile,
                               const Settings& settings, const Progress& progress, const IgnoredNodes::Entry* around) {
    constexpr std::int64_t kPasses = 5;
    const graph::Graph biased = withZeroBiases(prepared);
    const graph::KnownValues known(biased);
    const auto skipped = skippedNodes(biased, known, profile);
    RF_TRY_VOID(progress.advance(1, kPasses));
    PlacedGraph placed{{}, {}, IgnoredNodes(biased, prefix, profile, settings, around)};
    Draft draft{biased, profile, settings, known, skipped, placed.ignored, {}, choicesIn(biased, prefix, settings.layers)};
    RF_TRY_VOID(progress.advance(2, kPasses));
    placeQuantizers(draft);
    removeHelperBiases(draft, prepared);
    RF_TRY_VOID(progress.advance(3, kPasses));

    const std::vector<UnifiedGroup> groups = unifiedGroups(draft);
    RF_TRY(const auto chosen, chooseConfigurations(draft, groups));
    RF_TRY_VOID(progress.advance(4, kPasses));
    Placement& placement = placed.placement;
    placement.decisions = decisions(draft);
    placement.quantizers = describe(draft, chosen, groups);
    for (const Quantizer& quantizer : placement.quantizers) placed.served.push_back(servedOperators(draft, quantizer.node));
    keepOutputNames(draft);
    settle(draft, placement.quantizers, prefix);
    sortByName(placed);
    placement.graph = std::move(draft.graph);
    RF_TRY_VOID(progress.advance(kPasses, kPasses));
    return placed;
}

}  // namespace rf::quantization::placement
