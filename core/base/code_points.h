// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace rf {

/// A byte that is not part of UTF-8 counts as a character of its own, beyond all of Unicode.
inline constexpr char32_t kStrayByte = 0x110000;
inline constexpr char32_t kLastCodePoint = kStrayByte + 0xFF;

/// The characters of a UTF-8 text; never fails.
std::u32string codePoints(std::string_view text);
/// One character as UTF-8; the inverse of codePoints().
std::string utf8(char32_t character);

}  // namespace rf
