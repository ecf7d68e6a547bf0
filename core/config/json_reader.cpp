// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/json_reader.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/nearest_match.h"

namespace rf::config {

namespace {

std::string shown(const nlohmann::json& value) {
    std::string text = value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    constexpr std::size_t kLongest = 60;
    if (text.size() > kLongest) text = text.substr(0, kLongest) + "…";
    return text;
}

std::string joinedWords(std::span<const std::string> words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

// Python's json module writes Infinity and NaN, which JSON does not have; as strings they reach number().
std::string quoteBareWords(const std::string& text) {
    static constexpr std::string_view kWords[] = {"-Infinity", "Infinity", "NaN"};
    std::string result;
    result.reserve(text.size());
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (inString && text[i] == '\\' && i + 1 < text.size()) {
            result.append(text, i, 2);
            ++i;
            continue;
        }
        if (text[i] == '"') inString = !inString;
        const auto word = inString ? std::end(kWords) : std::find_if(std::begin(kWords), std::end(kWords), [&](std::string_view w) {
            return text.compare(i, w.size(), w) == 0;
        });
        if (word == std::end(kWords)) {
            result += text[i];
        } else {
            result += '"' + std::string(*word) + '"';
            i += word->size() - 1;
        }
    }
    return result;
}

}  // namespace

Result<nlohmann::json> parseJson(const std::string& text, const std::string& name) {
    try {
        return nlohmann::json::parse(quoteBareWords(text), nullptr, true, true);
    } catch (const nlohmann::json::exception& error) {
        // "[json.exception.parse_error.101] parse error at line 3, column 5: …": the part from "line" on is for people.
        std::string reason = error.what();
        if (const auto at = reason.find("line "); at != std::string::npos) reason = reason.substr(at);
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: is not valid JSON: %2"), name, reason);
    }
}

ObjectReader::ObjectReader(const nlohmann::json& json, std::string path) : m_json(&json), m_path(std::move(path)) {
    if (!json.is_object())
        problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' must be an object in braces, not %2"), m_path, shown(json)));
}

const nlohmann::json* ObjectReader::find(const std::string& key) {
    m_asked.insert(key);
    if (m_error) return nullptr;
    const auto found = m_json->find(key);
    return found == m_json->end() || found->is_null() ? nullptr : &*found;
}

void ObjectReader::problem(Error error) {
    if (!m_error) m_error = std::move(error);
}

void ObjectReader::adopt(Result<void> result) {
    if (!result) problem(std::move(result).error());
}

void ObjectReader::wrongType(const std::string& key, const nlohmann::json& value, const std::string& wanted) {
    problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' is %2; it must be %3"), pathOf(key), shown(value), wanted));
}

bool ObjectReader::has(const std::string& key) { return find(key) != nullptr; }

std::optional<ObjectReader> ObjectReader::object(const std::string& key) {
    const auto* value = find(key);
    if (!value) return std::nullopt;
    return ObjectReader(*value, pathOf(key));
}

std::vector<std::pair<const nlohmann::json*, std::string>> ObjectReader::array(const std::string& key) {
    std::vector<std::pair<const nlohmann::json*, std::string>> elements;
    const auto* value = find(key);
    if (!value) return elements;
    if (!value->is_array()) {
        wrongType(key, *value, "a list in brackets");
        return elements;
    }
    for (std::size_t i = 0; i < value->size(); ++i) elements.emplace_back(&(*value)[i], pathOf(key) + "[" + std::to_string(i) + "]");
    return elements;
}

std::vector<std::pair<std::string, const nlohmann::json*>> ObjectReader::members(const std::string& key) {
    std::vector<std::pair<std::string, const nlohmann::json*>> found;
    const auto* value = find(key);
    if (value && !value->is_object()) wrongType(key, *value, "an object in braces");
    if (!value || !value->is_object()) return found;
    for (const auto& [name, member] : value->items()) found.emplace_back(name, &member);
    return found;
}

std::optional<std::string> ObjectReader::string(const std::string& key) {
    const auto* value = find(key);
    if (!value) return std::nullopt;
    if (value->is_string()) return value->get<std::string>();
    wrongType(key, *value, "a text in quotes");
    return std::nullopt;
}

std::optional<bool> ObjectReader::boolean(const std::string& key) {
    const auto* value = find(key);
    if (!value) return std::nullopt;
    if (value->is_boolean()) return value->get<bool>();
    wrongType(key, *value, "true or false");
    return std::nullopt;
}

std::optional<std::int64_t> ObjectReader::integer(const std::string& key, std::int64_t low, std::int64_t high) {
    const auto* value = find(key);
    if (!value) return std::nullopt;
    const bool fits = value->is_number_integer() && (!value->is_number_unsigned() || value->get<std::uint64_t>() <= INT64_MAX);
    if (fits && value->get<std::int64_t>() >= low && value->get<std::int64_t>() <= high) return value->get<std::int64_t>();
    wrongType(key, *value, high == std::numeric_limits<std::int64_t>::max() ? fmt::format("a whole number from {} up", low)
                                                                             : fmt::format("a whole number from {} to {}", low, high));
    return std::nullopt;
}

std::optional<double> ObjectReader::number(const std::string& key, double low, double high) {
    const auto* value = find(key);
    if (!value) return std::nullopt;
    if (*value == "Infinity" && std::isinf(high)) return high;
    if (value->is_number() && value->get<double>() >= low && value->get<double>() <= high) return value->get<double>();
    wrongType(key, *value, std::isinf(high) ? fmt::format("a number from {} up", low) : fmt::format("a number from {} to {}", low, high));
    return std::nullopt;
}

std::vector<double> ObjectReader::numbers(const std::string& key) {
    std::vector<double> list;
    for (const auto& [element, path] : array(key)) {
        if (element->is_number()) list.push_back(element->get<double>());
        else wrongType(key, *element, "a list of numbers");
    }
    return list;
}

std::optional<std::size_t> ObjectReader::choiceIndex(const std::string& key, std::span<const std::string> words) {
    const auto* value = find(key);
    if (!value) return std::nullopt;
    if (value->is_string())
        for (std::size_t i = 0; i < words.size(); ++i)
            if (words[i] == value->get<std::string>()) return i;
    problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1': unknown value %2; use one of: %3"), pathOf(key), shown(*value), joinedWords(words)));
    return std::nullopt;
}

Result<void> ObjectReader::finish() {
    if (m_error) return *m_error;
    const std::vector<std::string> known(m_asked.begin(), m_asked.end());
    for (const auto& [key, value] : m_json->items()) {
        if (m_asked.contains(key)) continue;
        if (const std::string nearest = nearestMatch(key, known); !nearest.empty())
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' is not a known key; did you mean '%2'?"), pathOf(key), nearest);
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' is not a known key; known here are: %2"), pathOf(key), joinedWords(known));
    }
    return {};
}

}  // namespace rf::config
