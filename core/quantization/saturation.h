// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>

#include "core/quantization/placement.h"

namespace rf::quantization {

/// Weights of these layers use half of their levels, so that 16-bit sums of processors without wide accumulation do not
/// overflow (spec 01, section 5.6).
constexpr float kSaturationFactor = 2.0f;

/// Operators whose weights are multiplied and summed.
bool hasSummedWeights(const graph::Node& node);

/// Convolutions that some model input reaches without passing another convolution, by id.
std::vector<graph::NodeId> firstConvolutions(const graph::Graph& graph);

/// The FakeQuantize nodes of weights that get the saturation fix: without those of `floatModel`, which came with the original
/// model. `aligned` are consumers that channel alignment changed.
std::set<graph::NodeId> quantizersToHalve(const graph::Graph& quantized, const graph::Graph& floatModel, const HardwareProfile& profile,
                                          const Settings& settings, std::span<const graph::NodeId> aligned);

}  // namespace rf::quantization
