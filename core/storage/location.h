// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/base/result.h"

namespace rf::storage {

/// Where a user's store lies: $XDG_DATA_HOME/rangefinder, else ~/.local/share/rangefinder (XDG Base Directory Specification 0.8).
/// NotFound where neither variable is set.
Result<std::filesystem::path> defaultFolder();

}  // namespace rf::storage
