// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/config/names.h"

namespace rf::config {

/// Parses JSON with // and /* */ comments and the bare words that Python writes for Infinity and NaN (as text).
/// InvalidFile names the file, line and column.
Result<nlohmann::json> parseJson(const std::string& text, const std::string& name);

/// Reads one JSON object key by key. Knows its own path in the file, checks types and ranges, and remembers which keys
/// were asked for, so that finish() can refuse the others with the nearest legal key. After the first problem every
/// further call answers "absent" and finish() returns that problem.
class ObjectReader {
public:
    /// `json` must outlive the reader. A value that is not an object is a problem of its own.
    ObjectReader(const nlohmann::json& json, std::string path);

    bool has(const std::string& key);
    /// A nested object; nothing when absent.
    std::optional<ObjectReader> object(const std::string& key);
    /// The elements of an array, each with its path; empty when absent.
    std::vector<std::pair<const nlohmann::json*, std::string>> array(const std::string& key);

    /// The members of a nested object whose keys are free; empty when absent.
    std::vector<std::pair<std::string, const nlohmann::json*>> members(const std::string& key);

    std::optional<std::string> string(const std::string& key);
    std::optional<bool> boolean(const std::string& key);
    std::optional<std::int64_t> integer(const std::string& key, std::int64_t low, std::int64_t high);
    /// "Infinity" is accepted where high is infinite.
    std::optional<double> number(const std::string& key, double low, double high);
    std::vector<double> numbers(const std::string& key);
    template <class E>
    std::optional<E> choice(const std::string& key);

    /// Takes over a problem of a nested reader.
    void adopt(Result<void> result);
    void problem(Error error);
    bool failed() const { return m_error.has_value(); }
    const std::string& path() const { return m_path; }
    std::string pathOf(const std::string& key) const { return m_path.empty() ? key : m_path + "." + key; }

    /// The first problem, or that a key is unknown.
    Result<void> finish();

private:
    const nlohmann::json* find(const std::string& key);
    void wrongType(const std::string& key, const nlohmann::json& value, const std::string& wanted);
    std::optional<std::size_t> choiceIndex(const std::string& key, std::span<const std::string> words);

    const nlohmann::json* m_json;
    std::string m_path;
    std::set<std::string> m_asked;
    std::optional<Error> m_error;
};

template <class E>
std::optional<E> ObjectReader::choice(const std::string& key) {
    std::vector<std::string> words;
    for (const auto& entry : Words<E>::table) words.emplace_back(entry.text);
    const auto index = choiceIndex(key, words);
    if (!index) return std::nullopt;
    return Words<E>::table[*index].value;
}

}  // namespace rf::config
