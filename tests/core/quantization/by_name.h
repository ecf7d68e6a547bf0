// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "core/quantization/placement.h"
#include "core/tensor/convert.h"

/// What tests look up by the name of a layer; throws, and so fails the test, where there is none.
namespace rf::quantization {

inline std::vector<float> valuesOf(const graph::Graph& graph, const std::string& constant) {
    return toFloats(graph.node(graph.find(constant).value()).value.view());
}

inline Decision decision(const Placement& placement, const std::string& layer) {
    for (const Decision& candidate : placement.decisions)
        if (placement.graph.node(candidate.node).name == layer) return candidate;
    throw std::runtime_error("no decision on " + layer);
}

}  // namespace rf::quantization
