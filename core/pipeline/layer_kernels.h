// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/engine/timing.h"
#include "core/graph/graph.h"

/// Which layers of a graph the kernels of its compiled network compute.
namespace rf::pipeline {

struct NamedLayer {
    std::string name;  ///< without what quantizing added to it, so that it is the same in float and int8
    std::string type;
};

/// A kernel of a network: the layers that it computes, or the kernel that it converts for.
struct KernelLayers {
    std::vector<std::string> layers;  ///< the kernel's own name where none of the graph's layers is in it
    std::optional<std::size_t> servesKernel;
};

struct LayerMap {
    std::vector<NamedLayer> layers;     ///< that depend on inputs, in execution order; no quantizers
    std::vector<KernelLayers> kernels;  ///< by place; empty for what does not run
};

/// Maps `kernels` of the compiled `graph` to layers by the names that the engine kept. Layers whose names it did not keep go with
/// their neighbours, but never one with weights (Trait::Linear) with the kernel of another.
LayerMap mapLayers(const graph::Graph& graph, const std::vector<engine::Kernel>& kernels);

}  // namespace rf::pipeline
