// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/engine/engine.h"

namespace rf::engine {

/// The OpenVINO Runtime on the CPU: the engine that exported models are made for, so accuracy measured here is accuracy
/// as deployed. One per process; OpenVINO itself is loaded with the first compile().
std::shared_ptr<const Engine> openvinoEngine();

}  // namespace rf::engine
