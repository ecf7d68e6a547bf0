// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/graph/graph.h"
#include "core/quantization/habits.h"

namespace rf::quantization {

struct PrepareOptions {
    bool zeroBiases = false;  ///< every convolution without a bias gets one, as POT does
};

/// What settings ask of prepare(). Bias correction creates the biases that it needs by itself; zero biases beforehand are
/// for compatibility with POT.
inline PrepareOptions prepareOptions(const Settings& settings) { return {habitsOf(settings).zeroBiasesBeforehand}; }

/// Brings a model into the form that placement expects (spec 01, section 3.1): constants folded, MatMul weights
/// transposed, zero biases by option.
Result<graph::Graph> prepare(const graph::Graph& model, const PrepareOptions& options, const Progress& progress);

/// Behind every convolution without a bias an Add of zeros, "<convolution>/add_", that all readers then read. Bodies
/// are left alone.
graph::Graph withZeroBiases(graph::Graph graph);
/// Is the node one of those Adds, which the user's model does not have?
bool isZeroBias(const graph::Graph& graph, const graph::Node& node);

}  // namespace rf::quantization
