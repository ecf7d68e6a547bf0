// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/base/progress.h"
#include "core/graph/graph.h"

namespace ov {
class Model;
}

namespace rf::engine {

/// Replaces operators that a framework writes out in primitives (activations, norms, biases, batch normalization …) by the one
/// operator that OpenVINO has for them, as its converter does, and says which. Names of inputs, outputs and their tensors stay.
/// New layers are called as a layer that they replace, or numbered, the same on every call. Throws what OpenVINO throws.
std::vector<graph::FusedOperators> fuseOperators(const std::shared_ptr<ov::Model>& model);

/// The number of the next node; to be asked before a frontend converts a model.
std::uint64_t beginNumbers();
/// Names the layers that a framework left without a name, by their order: those that OpenVINO calls by a number from `first` on.
/// To be called before fuseOperators().
void nameLayers(const ov::Model& model, std::uint64_t first);

/// A graph with its operators fused, and GraphInfo::fused says which. The graph itself where that finds nothing.
Result<graph::Graph> fused(const graph::Graph& graph, const Progress& progress);

}  // namespace rf::engine
