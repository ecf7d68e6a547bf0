// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace rf::engine {

/// The instruction set that decides which kernels run on this processor: "AVX-512 VNNI", "AVX2" …; empty where it is not known.
std::string instructionSet();

}  // namespace rf::engine
