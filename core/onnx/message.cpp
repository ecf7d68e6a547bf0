// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/onnx/message.h"

namespace rf::onnx {

namespace {

constexpr std::uint32_t kTypeBits = 3;
enum WireType : std::uint32_t { kVarint = 0, kLengthDelimited = 2, kFixed32 = 5 };

}  // namespace

std::span<const std::byte> Message::Part::bytes() const {
    return tensor.isEmpty() ? std::as_bytes(std::span(text.data(), text.size())) : tensor.bytes();
}

void Message::append(std::string_view bytes) {
    if (m_parts.empty() || !m_parts.back().tensor.isEmpty()) m_parts.emplace_back();
    m_parts.back().text += bytes;
    m_size += bytes.size();
}

void Message::append(Part part) {
    if (part.tensor.isEmpty()) return append(part.text);
    m_size += part.tensor.bytes().size();
    m_parts.push_back(std::move(part));
}

void Message::varint(std::uint64_t value) {
    std::string bytes;
    for (; value >= 0x80; value >>= 7) bytes += static_cast<char>(value | 0x80);
    append(bytes + static_cast<char>(value));
}

void Message::tag(std::uint32_t field, std::uint32_t wireType) { varint(field << kTypeBits | wireType); }

Message& Message::integer(std::uint32_t field, std::int64_t value) {
    tag(field, kVarint);
    varint(static_cast<std::uint64_t>(value));
    return *this;
}

Message& Message::real(std::uint32_t field, float value) {
    tag(field, kFixed32);
    append(std::string_view(reinterpret_cast<const char*>(&value), sizeof value));
    return *this;
}

Message& Message::text(std::uint32_t field, std::string_view value) {
    tag(field, kLengthDelimited);
    varint(value.size());
    append(value);
    return *this;
}

Message& Message::bytes(std::uint32_t field, Tensor value) {
    tag(field, kLengthDelimited);
    varint(value.bytes().size());
    append(Part{{}, std::move(value)});
    return *this;
}

Message& Message::message(std::uint32_t field, Message value) {
    tag(field, kLengthDelimited);
    varint(value.size());
    for (Part& part : value.m_parts) append(std::move(part));
    return *this;
}

}  // namespace rf::onnx
