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

}  // namespace rf::quantization
