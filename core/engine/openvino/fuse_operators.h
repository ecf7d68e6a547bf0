// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

namespace ov {
class Model;
}

namespace rf::engine {

/// Replaces operators that a framework writes out in primitives (activations, norms, biases, batch normalization …) by the one
/// operator that OpenVINO has for them, as its converter does. Names of inputs, outputs and their tensors stay. Layers that the
/// framework left without a name get one, the same on every call. Throws what OpenVINO throws.
void fuseOperators(const std::shared_ptr<ov::Model>& model);

}  // namespace rf::engine
