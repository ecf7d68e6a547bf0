// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "core/engine/engine.h"

namespace rf::engine {

/// Whether a network with these inputs can run on these tensors. InvalidArgument names the input whose type or shape
/// does not fit, and what would.
Result<void> checkInputs(std::span<const data::InputInfo> expected, std::span<const Tensor> given);

}  // namespace rf::engine
