// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frameworks/wire_format.h"

namespace rf::frameworks {

namespace {

constexpr int kTypeBits = 3;
enum WireType : std::uint64_t { kVarint = 0, kFixed64 = 1, kLengthDelimited = 2, kFixed32 = 5 };
constexpr std::uint64_t kLargestNumber = (std::uint64_t{1} << 29) - 1;

}  // namespace

std::optional<std::uint64_t> WireReader::varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && !m_rest.empty(); shift += 7) {
        const auto byte = static_cast<std::uint64_t>(m_rest.front());
        m_rest = m_rest.subspan(1);
        value |= (byte & 0x7f) << shift;
        if ((byte & 0x80) == 0) return value;
    }
    return std::nullopt;
}

std::optional<std::span<const std::byte>> WireReader::take(std::uint64_t size) {
    if (size > m_rest.size()) return std::nullopt;
    const auto taken = m_rest.first(static_cast<std::size_t>(size));
    m_rest = m_rest.subspan(taken.size());
    return taken;
}

std::optional<WireField> WireReader::damaged() {
    m_isDamaged = true;
    m_rest = {};
    return std::nullopt;
}

std::optional<WireField> WireReader::next() {
    if (m_rest.empty()) return std::nullopt;
    const auto tag = varint();
    if (!tag || *tag >> kTypeBits == 0 || *tag >> kTypeBits > kLargestNumber) return damaged();
    WireField field{static_cast<std::uint32_t>(*tag >> kTypeBits), {}, false};
    switch (*tag & ((1u << kTypeBits) - 1)) {
        case kVarint: return varint() ? std::optional(field) : damaged();
        case kFixed64: return take(8) ? std::optional(field) : damaged();
        case kFixed32: return take(4) ? std::optional(field) : damaged();
        case kLengthDelimited: break;
        default: return damaged();  // groups: written by no framework
    }
    const auto size = varint();
    const auto bytes = size ? take(*size) : std::nullopt;
    if (!bytes) return damaged();
    field.bytes = *bytes;
    field.isBytes = true;
    return field;
}

}  // namespace rf::frameworks
