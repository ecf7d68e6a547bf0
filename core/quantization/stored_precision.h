// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/graph.h"

namespace rf::quantization {

/// What POT stores: constants that `model` held in half precision behind a Convert are rounded to half precision again,
/// also where an algorithm gave them other values, and before weights become integers (spec 01, section 3.1 step 2).
graph::Graph inStoredPrecision(graph::Graph quantized, const graph::Graph& model);

}  // namespace rf::quantization
