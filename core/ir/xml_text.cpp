// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ir/xml_text.h"

#include <charconv>
#include <cstring>

namespace rf::ir {

namespace {

struct AppendingWriter final : pugi::xml_writer {
    explicit AppendingWriter(std::string& target) : text(target) {}
    void write(const void* data, std::size_t size) override { text.append(static_cast<const char*>(data), size); }
    std::string& text;
};

bool isContinuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

// Length of the sequence that starts at `at`, 0 when it is malformed.
std::size_t sequenceLength(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : static_cast<unsigned char>(0); };
    const unsigned char lead = byte(at), second = byte(at + 1);
    if (lead < 0x80) return 1;
    if (lead < 0xC2 || lead > 0xF4 || !isContinuation(second)) return 0;
    if (lead < 0xE0) return 2;
    if (!isContinuation(byte(at + 2))) return 0;
    if (lead < 0xF0) {
        const bool overlong = lead == 0xE0 && second < 0xA0, surrogate = lead == 0xED && second > 0x9F;
        return overlong || surrogate ? 0 : 3;
    }
    const bool overlong = lead == 0xF0 && second < 0x90, tooLarge = lead == 0xF4 && second > 0x8F;
    return overlong || tooLarge || !isContinuation(byte(at + 3)) ? 0 : 4;
}

}  // namespace

bool isUtf8(std::string_view text) {
    constexpr std::uint64_t kHighBits = 0x8080808080808080;
    for (std::size_t at = 0; at < text.size();) {
        std::uint64_t eight = kHighBits;
        if (at + sizeof eight <= text.size()) std::memcpy(&eight, text.data() + at, sizeof eight);
        if ((eight & kHighBits) == 0) {  // plain ASCII, nearly always
            at += sizeof eight;
            continue;
        }
        const std::size_t length = sequenceLength(text, at);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

std::optional<std::int64_t> integer(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<std::int64_t> fileId(std::string_view text) {
    const auto id = integer(text);
    return id && *id >= 0 && *id <= kMaxId ? id : std::nullopt;
}

graph::Attributes attributesOf(pugi::xml_node element) {
    std::vector<std::pair<std::string, std::string>> entries;
    for (const pugi::xml_attribute attribute : element.attributes()) entries.emplace_back(attribute.name(), attribute.value());
    return graph::Attributes::fromEntries(std::move(entries));
}

void appendAttributes(pugi::xml_node element, const graph::Attributes& attributes) {
    for (const auto& [name, value] : attributes.entries()) element.append_attribute(name.c_str()) = value.c_str();
}

void appendXml(std::string& text, pugi::xml_node element) {
    AppendingWriter writer(text);
    element.print(writer, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
}

bool appendChildren(pugi::xml_node parent, const std::string& text) {
    if (text.empty()) return true;
    return static_cast<bool>(parent.append_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8));
}

}  // namespace rf::ir
