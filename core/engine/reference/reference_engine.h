// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/engine/engine.h"

namespace rf::engine {

/// The built-in engine: common operators on Eigen, computed in f32 exactly as their specification writes them. It has no int8
/// kernels, so Arithmetic::Deployed gives the same values as Exact. Shared by everybody.
std::shared_ptr<const Engine> referenceEngine();

}  // namespace rf::engine
