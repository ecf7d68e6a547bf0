// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/revert.h"

#include <algorithm>

#include "core/quantization/biased_layer.h"
#include "core/quantization/restore.h"
#include "core/quantization/revert_closure.h"

namespace rf::quantization {

using graph::Graph;
using graph::NodeId;

namespace {

const Graph& bodyGraph(const Graph& graph, const BodyPlacement& body) {
    return *graph.node(body.node).bodies[static_cast<std::size_t>(body.body)].graph;
}

/// A quantized graph beside its float graph, and what stands before the names in it.
struct RevertScope {
    const Graph& model;
    const Graph& original;
    const Placement& placement;
    std::string prefix;

    RevertScope inside(const BodyPlacement& body) const {
        return {bodyGraph(model, body), bodyGraph(original, body), body.placement, prefix + original.node(body.node).name + "|"};
    }
    /// A layer's name as the user knows it: placement renames the producers of outputs.
    std::string layerName(NodeId id) const { return prefix + (original.contains(id) ? original : model).node(id).name; }
};

void addGroups(const RevertScope& scope, const HardwareProfile& profile, std::vector<RevertGroup>& groups) {
    const QuantizedGraph graph(scope.model, scope.placement, profile);
    std::map<NodeId, std::string> names;
    for (const Quantizer& quantizer : scope.placement.quantizers) names[quantizer.node] = quantizer.name;
    std::set<NodeId> taken;
    for (const Quantizer* quantizer : graph.inOrder()) {
        if (taken.contains(quantizer->node)) continue;
        const RevertClosure closure = graph.closureOf(quantizer->node);
        taken.insert(closure.quantizers.begin(), closure.quantizers.end());
        RevertGroup& group = groups.emplace_back();
        group.start = quantizer->name;
        for (const NodeId id : closure.quantizers) group.quantizers.push_back(names.at(id));
        for (const NodeId id : closure.layers) group.layers.push_back(scope.layerName(id));
        std::sort(group.quantizers.begin(), group.quantizers.end());
        std::sort(group.layers.begin(), group.layers.end());
    }
    for (const BodyPlacement& body : scope.placement.bodies) addGroups(scope.inside(body), profile, groups);
}

void addLayers(const RevertScope& scope, const HardwareProfile& profile, std::set<std::string>& layers) {
    const QuantizedGraph graph(scope.model, scope.placement, profile);
    for (const Quantizer& quantizer : scope.placement.quantizers)
        for (const NodeId id : graph.layersBelow(quantizer.node)) layers.insert(scope.layerName(id));
    for (const BodyPlacement& body : scope.placement.bodies) addLayers(scope.inside(body), profile, layers);
}

/// Takes a closure out of a graph and of its placement.
void takeOut(Graph& model, const Graph& original, Placement& placement, const RevertClosure& closure) {
    for (const NodeId quantizer : closure.quantizers) restoreWeights(model, original, quantizer);
    for (const NodeId layer : closure.layers)
        if (hasCorrectableBias(model.node(layer))) restoreBias(model, original, layer);
    for (const NodeId quantizer : closure.quantizers) bypass(model, original, quantizer);
    std::erase_if(placement.quantizers, [&](const Quantizer& quantizer) { return closure.quantizers.contains(quantizer.node); });
    placement.graph = model;
}

/// Takes out the group of a quantizer that is in this graph or in a body of it; whether it was found.
bool revertIn(Graph& model, const Graph& original, Placement& placement, const HardwareProfile& profile, const std::string& name) {
    const auto found = std::find_if(placement.quantizers.begin(), placement.quantizers.end(),
                                    [&](const Quantizer& quantizer) { return quantizer.name == name; });
    if (found != placement.quantizers.end()) {
        takeOut(model, original, placement, QuantizedGraph(model, placement, profile).closureOf(found->node));
        return true;
    }
    for (BodyPlacement& body : placement.bodies) {
        Graph inner = bodyGraph(model, body);
        if (!revertIn(inner, bodyGraph(original, body), body.placement, profile, name)) continue;
        const auto changed = std::make_shared<const Graph>(std::move(inner));
        graph::Editor(model).update(body.node,
                                    [&](graph::Node& node) { node.bodies[static_cast<std::size_t>(body.body)].graph = changed; });
        placement.graph = model;
        return true;
    }
    return false;
}

bool places(const Placement& placement, const std::string& name) {
    const auto& own = placement.quantizers;
    const auto& bodies = placement.bodies;
    return std::any_of(own.begin(), own.end(), [&](const Quantizer& quantizer) { return quantizer.name == name; }) ||
           std::any_of(bodies.begin(), bodies.end(), [&](const BodyPlacement& body) { return places(body.placement, name); });
}

}  // namespace

std::set<NodeId> takeOut(Placement& placement, const Graph& original, const HardwareProfile& profile, NodeId quantizer) {
    Graph model = placement.graph;
    const RevertClosure closure = QuantizedGraph(model, placement, profile).closureOf(quantizer);
    takeOut(model, original, placement, closure);
    return closure.layers;
}

std::vector<RevertGroup> revertGroups(const State& state) {
    std::vector<RevertGroup> groups;
    if (state.expected) addGroups({state.model, state.floatModel, state.placement, {}}, state.expected->profile, groups);
    return groups;
}

Result<State> revert(State state, const std::string& quantizer) {
    if (!state.expected || !places(state.expected->placement, quantizer))
        return fail(ErrorCode::NotFound, RF_TEXT("core", "there is no quantizer '%1' to take out of the network"), quantizer);
    revertIn(state.model, state.floatModel, state.placement, state.expected->profile, quantizer);
    return state;
}

std::vector<std::string> quantizedLayers(const State& state) {
    std::set<std::string> layers;
    if (state.expected) addLayers({state.model, state.floatModel, state.placement, {}}, state.expected->profile, layers);
    return {layers.begin(), layers.end()};
}

}  // namespace rf::quantization
