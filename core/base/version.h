// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace rf {

/// The version of this program, as in "0.1.0".
std::string version();

}  // namespace rf
