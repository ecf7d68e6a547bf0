// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace rf {

/// Tells whether two things have the same content. 128 bits make collisions by chance negligible; there is no protection
/// against intent.
struct Fingerprint {
    std::uint64_t first = 0, second = 0;
    auto operator<=>(const Fingerprint&) const = default;
};

/// 32 hexadecimal digits.
inline std::string toText(const Fingerprint& fingerprint) { return fmt::format("{:016x}{:016x}", fingerprint.first, fingerprint.second); }

/// Computes a fingerprint: two sums of products over words of eight bytes, each word mixed by the finalizer of SplitMix64.
class Fingerprinter {
public:
    void word(std::uint64_t value) {
        m_first = mixed(m_first ^ value) + 0x9e3779b97f4a7c15u;
        m_second = std::rotl(m_second, 29) ^ mixed(value + 0xd6e8feb86659fd93u);
        m_second *= 0xff51afd7ed558ccdu;
    }
    void number(std::int64_t value) { word(static_cast<std::uint64_t>(value)); }
    void bytes(std::span<const std::byte> bytes) {
        word(bytes.size());
        std::size_t at = 0;
        for (std::uint64_t value; at + sizeof value <= bytes.size(); at += sizeof value) {
            std::memcpy(&value, bytes.data() + at, sizeof value);
            word(value);
        }
        std::uint64_t rest = 0;
        if (at < bytes.size()) std::memcpy(&rest, bytes.data() + at, bytes.size() - at);
        word(rest);
    }
    void text(std::string_view text) { bytes(std::as_bytes(std::span(text))); }
    void numbers(std::span<const std::int64_t> values) {
        number(std::ssize(values));
        for (const std::int64_t value : values) number(value);
    }
    void fingerprint(const Fingerprint& part) {
        word(part.first);
        word(part.second);
    }

    Fingerprint take() const { return {m_first, m_second}; }

private:
    static std::uint64_t mixed(std::uint64_t value) {
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9u;
        value = (value ^ (value >> 27)) * 0x94d049bb133111ebu;
        return value ^ (value >> 31);
    }

    std::uint64_t m_first = 0, m_second = 0;
};

}  // namespace rf
