// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/code_points.h"

namespace rf {

namespace {

/// Length of the sequence that a byte starts; 1 for what starts none.
std::size_t sequenceLength(unsigned char lead) {
    if (lead >= 0xF0 && lead < 0xF8) return 4;
    if (lead >= 0xE0 && lead < 0xF0) return 3;
    if (lead >= 0xC0 && lead < 0xE0) return 2;
    return 1;
}

bool isWellFormed(char32_t value, std::size_t length) {
    constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    return value >= kLeast[length] && value < kStrayByte && !surrogate;
}

}  // namespace

std::u32string codePoints(std::string_view text) {
    std::u32string characters;
    characters.reserve(text.size());
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = sequenceLength(byte(i));
        char32_t value = length == 1 ? byte(i) : byte(i) & (0xFFU >> (length + 1));
        bool complete = length > 1 ? i + length <= text.size() : byte(i) < 0x80;
        for (std::size_t k = 1; complete && k < length; ++k) {
            complete = (byte(i + k) & 0xC0U) == 0x80U;
            value = (value << 6U) | (byte(i + k) & 0x3FU);
        }
        complete = complete && isWellFormed(value, length);
        characters += complete ? value : kStrayByte + byte(i);
        i += complete ? length : 1;
    }
    return characters;
}

std::string utf8(char32_t character) {
    const auto tail = [&](unsigned shift) { return static_cast<char>(0x80U | ((character >> shift) & 0x3FU)); };
    if (character >= kStrayByte) return {static_cast<char>(character - kStrayByte)};
    if (character < 0x80) return {static_cast<char>(character)};
    if (character < 0x800) return {static_cast<char>(0xC0U | (character >> 6U)), tail(0)};
    if (character < 0x10000) return {static_cast<char>(0xE0U | (character >> 12U)), tail(6), tail(0)};
    return {static_cast<char>(0xF0U | (character >> 18U)), tail(12), tail(6), tail(0)};
}

}  // namespace rf
