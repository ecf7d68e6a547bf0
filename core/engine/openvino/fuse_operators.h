// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
/// New layers are numbered, the same on every call. Throws what OpenVINO throws.
std::vector<graph::FusedOperators> fuseOperators(const std::shared_ptr<ov::Model>& model);

/// Names the layers that a framework left without a name; to be called before fuseOperators().
void nameLayers(const ov::Model& model);

/// A graph with its operators fused, and GraphInfo::fused says which. The graph itself where that finds nothing.
Result<graph::Graph> fused(const graph::Graph& graph, const Progress& progress);

}  // namespace rf::engine
