// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/graph/graph.h"

namespace rf::quantization {

/// Brings a model into the form that placement expects (spec 01, section 3.1): constants folded, MatMul weights
/// transposed, zero biases where bias correction needs them. `compatibility` as in Settings.
struct PrepareOptions {
    bool zeroBiases = false;   ///< every convolution without a bias gets one, as POT does
};
Result<graph::Graph> prepare(const graph::Graph& model, const PrepareOptions& options, const Progress& progress);

/// Behind every convolution without a bias an Add of zeros, "<convolution>/add_", that all readers then read. Bodies
/// are left alone.
graph::Graph withZeroBiases(graph::Graph graph);

}  // namespace rf::quantization
