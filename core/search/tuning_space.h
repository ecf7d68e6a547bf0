// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/quantization/placement.h"
#include "core/search/settings.h"

/// What TunableQuantization may choose for each layer (spec 02, section 5.1).
namespace rf::search {

/// A layer that the device quantizes, and the schemes that it knows for it, fastest first; none for what the layer does not have.
struct TunableLayer {
    std::string name;  ///< full name
    std::vector<quantization::Scheme> activations, weights;
    bool correctsBias = false;  ///< bias correction looks at it
};

/// The layers that are quantized in a placement, bodies included, in the order of the graph.
std::vector<TunableLayer> tunableLayers(const quantization::Placement& placement, const quantization::HardwareProfile& profile);

/// One complete way to run a layer.
struct LayerOption {
    bool quantize = true;
    std::optional<quantization::TensorConstraint> activations, weights;  ///< absent where the layer has no such tensor
    bool correctBias = true;
    bool operator==(const LayerOption&) const = default;
};

/// The options of every layer; the first one of each is where the search starts.
struct TuningSpace {
    std::vector<TunableLayer> layers;
    std::vector<std::vector<LayerOption>> options;  ///< by layer; never empty

    std::vector<std::size_t> sizes() const;  ///< number of options, by layer
};

/// A point of the space: the number of the option, by layer.
using Choice = std::vector<std::size_t>;

/// The default option of every layer and those that differ from it only in what `tuning` names. `around`: the options that a
/// search refines instead of the defaults, by layer; a layer that is in float there stays so.
TuningSpace tuningSpace(const Tuning& tuning, const quantization::Settings& base, std::vector<TunableLayer> layers,
                        const std::vector<LayerOption>& around = {});

/// How settings run these layers.
std::vector<LayerOption> optionsIn(const quantization::Settings& settings, const std::vector<TunableLayer>& layers);

/// The settings of a run with these choices: `base` with layers in float added to its ignored names, and a choice for every layer
/// that differs from what `base` gives it.
quantization::Settings settingsOf(const TuningSpace& space, const Choice& choice, const quantization::Settings& base);

/// The choice that gives these settings; nothing if they are not in the space or differ from `base` in more.
std::optional<Choice> choiceOf(const TuningSpace& space, const quantization::Settings& settings, const quantization::Settings& base);

/// The share of the layers that a choice quantizes; 1 without layers.
double quantizedShare(const TuningSpace& space, const Choice& choice);

}  // namespace rf::search
