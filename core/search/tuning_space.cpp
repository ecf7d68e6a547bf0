// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/tuning_space.h"

#include <algorithm>

#include "core/quantization/biased_layer.h"
#include "core/quantization/placement/operator_traits.h"
#include "core/quantization/placement/scheme_choice.h"
#include "core/search/tuning_estimators.h"

namespace rf::search {

namespace {

using quantization::LayerChoice;
using quantization::Scheme;
using quantization::Settings;
using quantization::TensorConstraint;

bool isVaried(const Tuning& tuning, TuningScope scope) {
    return std::find(tuning.scope.begin(), tuning.scope.end(), scope) != tuning.scope.end();
}

void collectLayers(const quantization::Placement& placement, const std::string& prefix, const quantization::HardwareProfile& profile,
                   std::vector<TunableLayer>& layers) {
    for (const quantization::Decision& decision : placement.decisions) {
        if (decision.reason != quantization::Decision::Reason::Quantized) continue;
        const graph::Node& node = placement.graph.node(decision.node);
        const auto* rules = quantization::placement::rulesOf(profile, placement.graph, node);
        if (!rules) continue;
        layers.push_back({prefix + node.name, rules->activations, rules->weights, quantization::hasCorrectableBias(node)});
    }
    for (const quantization::BodyPlacement& body : placement.bodies)
        collectLayers(body.placement, prefix + placement.graph.node(body.node).name + "|", profile, layers);
}

/// Whether two schemes differ in nothing but what may be tuned; levels follow from the bits.
bool isInScope(const Scheme& a, const Scheme& b, const Tuning& tuning) {
    return (a.bits == b.bits || isVaried(tuning, TuningScope::Bits)) && (a.mode == b.mode || isVaried(tuning, TuningScope::Mode)) &&
           (a.granularity == b.granularity || isVaried(tuning, TuningScope::Granularity));
}

bool isSameKind(const Scheme& a, const Scheme& b) { return a.bits == b.bits && a.mode == b.mode && a.granularity == b.granularity; }

TensorConstraint asConstraint(const TensorConstraint& from, const Scheme& scheme) {
    TensorConstraint constraint = from;
    constraint.bits = scheme.bits;
    constraint.mode = scheme.mode;
    constraint.granularity = scheme.granularity;
    return constraint;
}

/// The ways to quantize one kind of tensor of a layer; `start` first.
std::vector<TensorConstraint> constraintVariants(const Tuning& tuning, const Settings& base, quantization::Group group,
                                                 const std::vector<Scheme>& candidates, const TensorConstraint& start) {
    const TensorConstraint& asked = group == quantization::Group::Weights ? base.weights : base.activations;
    const Scheme standard = quantization::placement::byPreset(quantization::placement::constrained(candidates, start), group, base.preset);
    std::vector<Scheme> schemes = {standard};
    for (const Scheme& scheme : quantization::placement::constrained(candidates, asked))
        if (isInScope(scheme, standard, tuning) &&
            std::none_of(schemes.begin(), schemes.end(), [&](const Scheme& known) { return isSameKind(known, scheme); }))
            schemes.push_back(scheme);
    std::vector<TensorConstraint> variants;
    for (std::size_t i = 0; i < schemes.size(); ++i) {
        // The standard scheme is left open, so that layers which share a tensor agree on it as they do without choices.
        TensorConstraint constraint = i == 0 ? start : asConstraint(start, schemes[i]);
        variants.push_back(constraint);
        if (!isVaried(tuning, TuningScope::RangeEstimator)) continue;
        for (auto& estimator : estimatorVariants(group, schemes[i], start.rangeEstimator.value_or(base.rangeEstimator), tuning)) {
            constraint.rangeEstimator = std::move(estimator);
            variants.push_back(constraint);
        }
    }
    return variants;
}

/// One absent variant where the layer has no such tensor.
std::vector<std::optional<TensorConstraint>> tensorVariants(const Tuning& tuning, const Settings& base, quantization::Group group,
                                                            const std::vector<Scheme>& candidates,
                                                            const std::optional<TensorConstraint>& start) {
    if (!start) return {std::nullopt};
    const auto variants = constraintVariants(tuning, base, group, candidates, *start);
    return {variants.begin(), variants.end()};
}

std::vector<LayerOption> layerOptions(const Tuning& tuning, const Settings& base, const TunableLayer& layer, const LayerOption& start) {
    if (!start.quantize) return {start};
    const auto weights = tensorVariants(tuning, base, quantization::Group::Weights, layer.weights, start.weights);
    std::vector<bool> corrections = {start.correctBias};
    if (layer.correctsBias && isVaried(tuning, TuningScope::BiasCorrection)) corrections.push_back(!start.correctBias);
    std::vector<LayerOption> options;
    for (const auto& activation : tensorVariants(tuning, base, quantization::Group::Activations, layer.activations, start.activations))
        for (const auto& weight : weights)
            for (const bool correction : corrections) options.push_back({true, activation, weight, correction});
    if (isVaried(tuning, TuningScope::Layer)) {
        options.push_back(start);
        options.back().quantize = false;
    }
    return options;
}

bool isIgnored(const Settings& settings, const std::string& layer) {
    const auto& names = settings.ignored.names;
    return std::find(names.begin(), names.end(), layer) != names.end();
}

}  // namespace

std::vector<TunableLayer> tunableLayers(const quantization::Placement& placement, const quantization::HardwareProfile& profile) {
    std::vector<TunableLayer> layers;
    collectLayers(placement, "", profile, layers);
    return layers;
}

std::vector<std::size_t> TuningSpace::sizes() const {
    std::vector<std::size_t> sizes;
    for (const auto& list : options) sizes.push_back(list.size());
    return sizes;
}

TuningSpace tuningSpace(const Tuning& tuning, const Settings& base, std::vector<TunableLayer> layers,
                        const std::vector<LayerOption>& around) {
    const std::vector<LayerOption> start = around.empty() ? optionsIn(base, layers) : around;
    TuningSpace space{std::move(layers), {}};
    for (std::size_t i = 0; i < space.layers.size(); ++i) space.options.push_back(layerOptions(tuning, base, space.layers[i], start[i]));
    return space;
}

std::vector<LayerOption> optionsIn(const Settings& settings, const std::vector<TunableLayer>& layers) {
    std::vector<LayerOption> options;
    for (const TunableLayer& layer : layers) {
        LayerOption option;
        option.quantize = !isIgnored(settings, layer.name);
        if (!layer.activations.empty()) option.activations = settings.activations;
        if (!layer.weights.empty()) option.weights = settings.weights;
        const auto own = std::find_if(settings.layers.begin(), settings.layers.end(),
                                      [&](const LayerChoice& choice) { return choice.layer == layer.name; });
        if (own != settings.layers.end()) {
            if (own->activations && option.activations) option.activations = own->activations;
            if (own->weights && option.weights) option.weights = own->weights;
            option.correctBias = own->correctBias;
        }
        options.push_back(std::move(option));
    }
    return options;
}

Settings settingsOf(const TuningSpace& space, const Choice& choice, const Settings& base) {
    Settings settings = base;
    const std::vector<LayerOption> before = optionsIn(base, space.layers);
    for (std::size_t i = 0; i < space.layers.size(); ++i) {
        const std::string& name = space.layers[i].name;
        const LayerOption& option = space.options[i][choice[i]];
        if (option == before[i]) continue;
        if (!option.quantize) {
            settings.ignored.names.push_back(name);
            continue;
        }
        std::erase_if(settings.layers, [&](const LayerChoice& own) { return own.layer == name; });
        LayerChoice own{name, std::nullopt, std::nullopt, option.correctBias};
        if (option.weights != base.weights) own.weights = option.weights;
        if (option.activations != base.activations) own.activations = option.activations;
        settings.layers.push_back(std::move(own));
    }
    return settings;
}

std::optional<Choice> choiceOf(const TuningSpace& space, const Settings& settings, const Settings& base) {
    Choice choice;
    const std::vector<LayerOption> wanted = optionsIn(settings, space.layers);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const auto found = std::find_if(space.options[i].begin(), space.options[i].end(), [&](const LayerOption& option) {
            return option == wanted[i] || (!option.quantize && !wanted[i].quantize);
        });
        if (found == space.options[i].end()) return std::nullopt;
        choice.push_back(static_cast<std::size_t>(found - space.options[i].begin()));
    }
    Settings same = settingsOf(space, choice, base);
    // Two spellings of the same list of algorithms differ in these.
    same.algorithms = settings.algorithms;
    same.sampling = settings.sampling;
    same.biasCorrection = settings.biasCorrection;
    return same == settings ? std::optional(std::move(choice)) : std::nullopt;
}

double quantizedShare(const TuningSpace& space, const Choice& choice) {
    if (choice.empty()) return 1;
    double quantized = 0;
    for (std::size_t i = 0; i < choice.size(); ++i) quantized += space.options[i][choice[i]].quantize ? 1 : 0;
    return quantized / static_cast<double>(choice.size());
}

}  // namespace rf::search
