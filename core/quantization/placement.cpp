// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/placement.h"

#include <algorithm>
#include <set>

#include "core/graph/operators.h"
#include "core/quantization/placement/ignored_rules.h"
#include "core/quantization/placement/layer_choices.h"
#include "core/quantization/placement/overrides.h"
#include "core/quantization/placement/place_graph.h"

namespace rf::quantization {

namespace {

using placement::IgnoredNodes;
using placement::PlacedGraph;

std::vector<RuleEffect> ruleEffects(const graph::Graph& prepared, const PlacedGraph& placed, const Settings& settings) {
    std::vector<RuleEffect> effects;
    for (const std::string& rule : ruleTexts(settings.ignored)) effects.push_back({rule, 0, 0});
    for (const auto& [id, entry] : placed.ignored.entries())
        if (entry.cause != IgnoredNodes::Cause::BelowAgnostic && prepared.contains(id))
            for (const std::size_t rule : entry.rules) ++effects[rule].matchedNodes;
    return effects;
}

/// Counts, per rule, the FakeQuantize that would be there without any rule and that worked for a node of that rule.
void countRemoved(const PlacedGraph& without, const PlacedGraph& with, std::vector<RuleEffect>& effects) {
    std::set<std::pair<graph::Output, Group>> kept;
    for (const Quantizer& quantizer : with.placement.quantizers) kept.emplace(quantizer.source, quantizer.group);
    for (std::size_t i = 0; i < without.placement.quantizers.size(); ++i) {
        const Quantizer& quantizer = without.placement.quantizers[i];
        if (kept.contains({quantizer.source, quantizer.group})) continue;
        std::set<std::size_t> rules;
        const auto blame = [&](graph::NodeId id) {
            if (const IgnoredNodes::Entry* entry = with.ignored.find(id)) rules.insert(entry->rules.begin(), entry->rules.end());
        };
        for (const graph::NodeId id : without.served[i]) blame(id);
        for (const graph::Input consumer : quantizer.consumers) blame(consumer.node);
        for (const std::size_t rule : rules) ++effects[rule].removedQuantizers;
    }
}

/// Bodies that can be quantized: those that run a known number of times. The branches of If stay float (POT fails there).
bool isEntered(const graph::Node& node) { return graph::has(node, graph::Trait::Repeats); }

Result<Placement> placeRecursively(const graph::Graph& prepared, const std::string& prefix, const HardwareProfile& profile,
                                   const Settings& settings, const Progress& progress, const IgnoredNodes::Entry* around = nullptr) {
    const auto parts = progress.split({2, 2, 1});
    RF_TRY(PlacedGraph placed, placement::placeGraph(prepared, prefix, profile, settings, parts[0], around));
    Placement& result = placed.placement;
    result.rules = ruleEffects(prepared, placed, settings);
    if (!result.rules.empty()) {
        Settings without = settings;
        without.ignored = {};
        RF_TRY(const PlacedGraph baseline, placement::placeGraph(prepared, prefix, profile, without, parts[1]));
        countRemoved(baseline, placed, result.rules);
    }
    for (const graph::NodeId id : prepared.nodes()) {
        const graph::Node& node = prepared.node(id);
        if (!isEntered(node)) continue;
        for (std::size_t i = 0; i < node.bodies.size(); ++i) {
            RF_TRY(Placement inner,
                   placeRecursively(*node.bodies[i].graph, prefix + node.name + "|", profile, settings, parts[2], placed.ignored.find(id)));
            for (std::size_t rule = 0; rule < result.rules.size(); ++rule) {
                result.rules[rule].matchedNodes += inner.rules[rule].matchedNodes;
                result.rules[rule].removedQuantizers += inner.rules[rule].removedQuantizers;
            }
            result.bodies.push_back({id, static_cast<int>(i), std::move(inner)});
        }
    }
    return std::move(placed.placement);
}

}  // namespace

bool placesQuantizers(const Placement& placement) {
    return !placement.quantizers.empty() || std::any_of(placement.bodies.begin(), placement.bodies.end(),
                                                        [](const BodyPlacement& body) { return placesQuantizers(body.placement); });
}

Result<Placement> place(const graph::Graph& prepared, const HardwareProfile& profile, const Settings& settings, const Progress& progress) {
    RF_TRY_VOID(placement::checkIgnoredScope(prepared, settings.ignored, habitsOf(settings)));
    RF_TRY_VOID(placement::checkLayerChoices(prepared, settings.layers));
    const TransformerParts parts = transformerParts(prepared, graph::KnownValues(prepared));
    const Settings decided = withModelType(settings, parts);
    RF_TRY(Placement placement, placeRecursively(prepared, "", profile, decided, progress));
    if (decided.modelType != settings.modelType && decided.modelType == ModelType::Transformer) placement.transformer = parts;
    RF_TRY_VOID(placement::applyOverrides(placement, settings.overrides));
    return placement;
}

}  // namespace rf::quantization
