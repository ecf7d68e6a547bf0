// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/attributes.h"

#include <algorithm>
#include <charconv>

namespace rf::graph {

namespace {

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

template <class T>
std::optional<T> parsed(std::string_view text) {
    text = trimmed(text);
    if (text.starts_with('+')) text.remove_prefix(1);
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
    return value;
}

template <class T>
std::optional<std::vector<T>> parsedList(const std::string* text) {
    if (!text) return std::nullopt;
    std::vector<T> values;
    std::string_view rest = trimmed(*text);
    while (!rest.empty()) {
        const auto comma = rest.find(',');
        const auto value = parsed<T>(rest.substr(0, comma));
        if (!value) return std::nullopt;
        values.push_back(*value);
        rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
    }
    return values;
}

}  // namespace

Attributes Attributes::fromEntries(std::vector<std::pair<std::string, std::string>> entries) {
    Attributes attributes;
    attributes.m_entries = std::move(entries);
    return attributes;
}

const std::string* Attributes::find(std::string_view name) const {
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const auto& e) { return e.first == name; });
    return found == m_entries.end() ? nullptr : &found->second;
}

void Attributes::set(std::string_view name, std::string value) {
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const auto& e) { return e.first == name; });
    if (found != m_entries.end())
        found->second = std::move(value);
    else
        m_entries.emplace_back(name, std::move(value));
}

void Attributes::erase(std::string_view name) {
    std::erase_if(m_entries, [&](const auto& e) { return e.first == name; });
}

std::string Attributes::text(std::string_view name, std::string_view fallback) const {
    const std::string* found = find(name);
    return found ? *found : std::string(fallback);
}

std::optional<std::int64_t> Attributes::integer(std::string_view name) const {
    const std::string* found = find(name);
    return found ? parsed<std::int64_t>(*found) : std::nullopt;
}

std::optional<double> Attributes::number(std::string_view name) const {
    const std::string* found = find(name);
    return found ? parsed<double>(*found) : std::nullopt;
}

std::optional<bool> Attributes::flag(std::string_view name) const {
    const std::string* found = find(name);
    if (!found) return std::nullopt;
    const std::string_view value = trimmed(*found);
    if (value == "true" || value == "1" || value == "True") return true;
    if (value == "false" || value == "0" || value == "False") return false;
    return std::nullopt;
}

std::optional<std::vector<std::int64_t>> Attributes::integers(std::string_view name) const { return parsedList<std::int64_t>(find(name)); }
std::optional<std::vector<double>> Attributes::numbers(std::string_view name) const { return parsedList<double>(find(name)); }

std::string joined(const std::vector<std::int64_t>& values) {
    std::string text;
    for (const std::int64_t value : values) text += (text.empty() ? "" : ", ") + std::to_string(value);
    return text;
}

}  // namespace rf::graph
