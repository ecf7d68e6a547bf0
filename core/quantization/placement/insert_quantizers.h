// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/quantization/placement/draft.h"

/// FakeQuantize where the hardware table asks for it (spec 01, section 3.4).
namespace rf::quantization::placement {

/// On the inputs of every quantizable operator that is not ignored, and on outputs where the device has rules for them.
void insertQuantizers(Draft& draft);

/// On one input, as weights or activations by whether its source is a constant. Nothing is inserted where the value is
/// known without being a constant, has no elements, is stored quantized, or where a FakeQuantize stands already. Answers the
/// new node, or an invalid id.
graph::NodeId insertBefore(Draft& draft, graph::Input input, int priority);

/// The bias Add behind a convolution or MatMul (spec 02, section 0.3); invalid where there is none.
graph::NodeId biasAdd(const Draft& draft, graph::NodeId id);
/// A Multiply by a known value that is read first by an Add of a known value.
bool isScaleShift(const Draft& draft, const graph::Node& node);

}  // namespace rf::quantization::placement
