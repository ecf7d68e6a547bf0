// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/graph.h"

namespace rf::quantization {

/// Rounds constants that `model` stores in half precision behind a Convert to half precision again, as POT does: also if an
/// algorithm changed them, and before weights become integers (spec 01, section 3.1 step 2).
graph::Graph inStoredPrecision(graph::Graph quantized, const graph::Graph& model);

}  // namespace rf::quantization
