// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/layout/layering.h"

/// A step of layered_layout.cpp, where the terms are explained; not for use outside this folder.
namespace rf::layout {

/// The middle of every vertex on the horizontal axis. Neighbours of a layer keep their order and their distance.
Result<std::vector<double>> assignCoordinates(const ProperGraph& graph, const Problem& problem, const Options& options,
                                              const Progress& progress);

}  // namespace rf::layout
