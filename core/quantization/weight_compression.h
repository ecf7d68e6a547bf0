// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/graph/graph.h"

namespace rf::quantization {

/// Replaces every quantized weight constant by integers: Const i8 → Convert → [Subtract] → Multiply, as POT's
/// compress_model_weights leaves them (spec 01, section 6). The network computes the same.
Result<graph::Graph> compressWeights(const graph::Graph& quantized, const Progress& progress);

}  // namespace rf::quantization
