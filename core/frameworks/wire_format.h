// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace rf::frameworks {

/// One field of a message in the wire format of protocol buffers (protobuf.dev, "Encoding").
struct WireField {
    std::uint32_t number = 0;
    std::span<const std::byte> bytes;  ///< of a length-delimited field (messages, text); else empty
    bool isBytes = false;

    std::string_view text() const { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }
};

/// Takes a message apart, field by field, without knowing its schema and without copying.
class WireReader {
public:
    explicit WireReader(std::span<const std::byte> message) : m_rest(message) {}

    /// The next field; empty at the end, and where the message is damaged.
    std::optional<WireField> next();
    bool isDamaged() const { return m_isDamaged; }

private:
    std::optional<std::uint64_t> varint();
    std::optional<std::span<const std::byte>> take(std::uint64_t size);
    std::optional<WireField> damaged();

    std::span<const std::byte> m_rest;
    bool m_isDamaged = false;
};

}  // namespace rf::frameworks
