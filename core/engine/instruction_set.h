// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace rf::engine {

/// What of this processor decides which kernels run: "AVX-512 VNNI", "AVX2" …; empty where it is not known.
std::string instructionSet();

}  // namespace rf::engine
