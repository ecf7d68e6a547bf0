// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rf::graph {

/// The attributes of an operator in file order. Kept as the text of the file, so that what we do not understand
/// survives unchanged; read through typed accessors, which answer nothing when the attribute is absent or malformed.
class Attributes {
public:
    Attributes() = default;
    Attributes(std::initializer_list<std::pair<std::string, std::string>> entries) : m_entries(entries) {}

    /// Entries as they are, in one step: the names are not checked for repetition.
    static Attributes fromEntries(std::vector<std::pair<std::string, std::string>> entries);

    const std::vector<std::pair<std::string, std::string>>& entries() const { return m_entries; }
    const std::string* find(std::string_view name) const;
    /// Replaces the value in place, or appends.
    void set(std::string_view name, std::string value);
    void erase(std::string_view name);

    std::string text(std::string_view name, std::string_view fallback = {}) const;
    std::optional<std::int64_t> integer(std::string_view name) const;
    std::optional<double> number(std::string_view name) const;
    std::optional<bool> flag(std::string_view name) const;                           ///< true/false/1/0
    std::optional<std::vector<std::int64_t>> integers(std::string_view name) const;  ///< "1, 2,3"; "" is an empty list
    std::optional<std::vector<double>> numbers(std::string_view name) const;

    bool operator==(const Attributes&) const = default;

private:
    std::vector<std::pair<std::string, std::string>> m_entries;
};

/// "1, 2, 3", the form in which lists are stored.
std::string joined(const std::vector<std::int64_t>& values);

}  // namespace rf::graph
