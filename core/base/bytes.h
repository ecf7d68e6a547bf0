// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// Serializes values that are kept between sessions: little endian, every number at full precision.
namespace rf {

static_assert(std::endian::native == std::endian::little, "bytes are written as they lie in memory");

/// FNV-1a, 64 bits: detects damage, gives no protection against intent.
inline std::uint64_t checksum(std::string_view bytes) {
    std::uint64_t hash = 14695981039346656037u;
    for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211u;
    return hash;
}

class ByteWriter {
public:
    template <class T>
    void number(T value) {
        static_assert(std::is_arithmetic_v<T>);
        m_bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    /// Writes the count, then the values.
    template <class T>
    void numbers(std::span<const T> values) {
        number(static_cast<std::uint64_t>(values.size()));
        m_bytes.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
    }
    void count(std::size_t things) { number(static_cast<std::uint64_t>(things)); }
    void text(std::string_view text) { numbers(std::span<const char>(text)); }
    void raw(std::string_view bytes) { m_bytes += bytes; }
    /// The checksum of everything so far.
    void close() { number(checksum(m_bytes)); }

    std::string take() { return std::move(m_bytes); }

private:
    std::string m_bytes;
};

/// Reads the bytes of a ByteWriter. When bytes are missing, every read gives zero or empty, and isGood() is false from then on.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : m_bytes(bytes) {}

    template <class T>
    T number() {
        static_assert(std::is_arithmetic_v<T>);
        T value{};
        if (const std::string_view own = raw(sizeof value); m_good) std::memcpy(&value, own.data(), sizeof value);
        return value;
    }
    template <class T>
    std::vector<T> numbers() {
        const auto count = number<std::uint64_t>();
        m_good = m_good && count <= left() / sizeof(T);
        if (!m_good) return {};
        std::vector<T> values(count);
        if (const std::string_view own = raw(count * sizeof(T)); !own.empty()) std::memcpy(values.data(), own.data(), own.size());
        return values;
    }
    /// The number of items that follow. Each takes at least one byte, so a damaged count can't exceed the bytes left.
    std::uint64_t count() {
        const auto count = number<std::uint64_t>();
        m_good = m_good && count <= left();
        return m_good ? count : 0;
    }
    std::string text() { return std::string(raw(count())); }
    std::string_view raw(std::size_t size) {
        m_good = m_good && size <= left();
        if (!m_good) return {};
        m_at += size;
        return m_bytes.substr(m_at - size, size);
    }
    /// Marks the data as bad, for values that make no sense.
    void fail() { m_good = false; }

    std::size_t left() const { return m_bytes.size() - m_at; }
    bool isGood() const { return m_good; }
    bool isAtEnd() const { return m_good && left() == 0; }

private:
    std::string_view m_bytes;
    std::size_t m_at = 0;
    bool m_good = true;
};

/// The bytes without their checksum; nothing when the checksum does not match.
inline std::optional<std::string_view> verified(std::string_view closed) {
    constexpr std::size_t kSum = sizeof(std::uint64_t);
    if (closed.size() < kSum) return std::nullopt;
    const std::string_view body = closed.substr(0, closed.size() - kSum);
    if (ByteReader(closed.substr(body.size())).number<std::uint64_t>() != checksum(body)) return std::nullopt;
    return body;
}

}  // namespace rf
