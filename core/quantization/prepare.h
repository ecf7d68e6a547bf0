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

/// The options of prepare() for some settings. Bias correction creates missing biases itself; zero biases beforehand serve
/// compatibility with POT.
inline PrepareOptions prepareOptions(const Settings& settings) { return {habitsOf(settings).zeroBiasesBeforehand}; }

/// Brings a model into the form that placement expects (spec 01, section 3.1): constants folded, MatMul weights
/// transposed, zero biases by option.
Result<graph::Graph> prepare(const graph::Graph& model, const PrepareOptions& options, const Progress& progress);

/// Adds an Add of zeros, "<convolution>/add_", behind every convolution without a bias; all readers then read the Add. Bodies
/// are not changed.
graph::Graph withZeroBiases(graph::Graph graph);
/// Whether the node is an Add made by withZeroBiases().
bool isZeroBias(const graph::Graph& graph, const graph::Node& node);

}  // namespace rf::quantization
