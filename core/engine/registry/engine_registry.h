// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/engine/engine.h"

namespace rf::engine {

/// The engines of this build, the default first.
std::vector<std::string> names();
/// InvalidArgument lists the engines there are. The empty name is the default. Engines are created once and shared.
Result<std::shared_ptr<const Engine>> get(const std::string& name);

}  // namespace rf::engine
