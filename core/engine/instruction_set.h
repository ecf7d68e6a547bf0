// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace rf::engine {

/// The instruction set that decides which kernels run on this processor: "AVX-512 VNNI", "AVX2" …; empty where it is not known.
std::string instructionSet();

/// The most that oneDNN's kernels may use, as the user has set it in the environment (ONEDNN_MAX_CPU_ISA); empty: everything.
std::string instructionLimit();

/// How int8 layers are computed.
enum class Int8 {
    Exact,       ///< products are added in 32 bits (VNNI, AMX)
    Saturating,  ///< products of u8 and s8 are added two by two in 16 bits first, and a sum that does not fit is cut off
    Unknown,     ///< no processor that this is known of
};
Int8 int8On(std::string_view instructionSet, std::string_view limit);

}  // namespace rf::engine
