// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/graph.h"

namespace rf::engine {

/// Whether a layer that does not run in int8 reads weights that are stored as integers or short floats, bodies included. The plugin
/// computes such weights when a stream runs for the first time, and where several streams do so at once, some now and then read
/// unfinished ones (OpenVINO 2026.4): such a network is safe on one stream only. Layers that read quantized data keep their integers.
bool computesWeightsAtFirstRun(const graph::Graph& graph);

}  // namespace rf::engine
