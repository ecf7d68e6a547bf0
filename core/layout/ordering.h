// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "core/base/progress.h"
#include "core/layout/layering.h"

/// A step of layered_layout.cpp, where the terms are explained; not for use outside this folder.
namespace rf::layout {

/// Fills graph.layers so that few pieces of arrows cross. Reports once per sweep.
Result<void> orderLayers(ProperGraph& graph, int sweeps, const Progress& progress);

/// Pairs of pieces that cross between neighbouring layers.
std::int64_t crossings(const ProperGraph& graph);

}  // namespace rf::layout
