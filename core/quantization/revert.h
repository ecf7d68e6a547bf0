// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/quantization/algorithm.h"

/// Layers of a quantized network back in float (spec 02, section 4.6). Only quantizers that the run inserted are taken out;
/// those that came with the model are part of the float model.
namespace rf::quantization {

/// Quantizers that can only be taken out together, and the layers that run in float afterwards.
struct RevertGroup {
    std::string start;                    ///< the quantizer that the walk began at
    std::vector<std::string> quantizers;  ///< sorted by name; `start` is one of them
    std::vector<std::string> layers;      ///< sorted by name
    bool operator==(const RevertGroup&) const = default;
};

/// Takes a quantizer of a placement and all that must share its precision out of the placement's graph, as revert() does; the
/// layers that run in float afterwards. `original` is the float graph of the placement.
std::set<graph::NodeId> takeOut(Placement& placement, const graph::Graph& original, const HardwareProfile& profile,
                                graph::NodeId quantizer);

/// One group for every quantizer that is in no group before it, those in bodies last. Quantizers stand in the order of the names
/// of their layers, greatest first, those that placement has moved in front of an operator without arithmetic after all others:
/// POT's own order changes with the hash of a string, and this one begins its groups where POT's recorded runs do.
std::vector<RevertGroup> revertGroups(const State& state);

/// Takes out the group of `quantizer`. The layers of the group get back the weights and biases of the float model (that is, as
/// channel alignment left them), and outputs their names. Everything else stays as it is. Nothing happens where the quantizer has
/// gone with an earlier group. NotFound for a name that no quantizer of the run has.
Result<State> revert(State state, const std::string& quantizer);

/// Names of the layers with a quantized input, sorted: each quantizer's next layers with arithmetic (spec 02, section 4.5,
/// "total quantized operations").
std::vector<std::string> quantizedLayers(const State& state);
inline int quantizableLayers(const State& state) { return static_cast<int>(quantizedLayers(state).size()); }

}  // namespace rf::quantization
