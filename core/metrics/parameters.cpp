// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/parameters.h"

#include <fmt/ranges.h>

#include <charconv>
#include <limits>

#include "core/base/nearest_match.h"

namespace rf::metrics {

namespace {

template <class T>
std::optional<T> numberFrom(std::string_view text) {
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && !text.empty() ? std::optional(value) : std::nullopt;
}

Error unknownKey(const MetricType& type, const std::string& key) {
    std::vector<std::string> legal;
    for (const ParameterInfo& info : type.parameters) legal.emplace_back(info.name);
    legal.emplace_back("limit");
    if (const std::string near = nearestMatch(key, legal); !near.empty())
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "metric %1: there is no parameter '%2'; did you mean '%3'?"), type.type,
                    key, near);
    return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "metric %1: there is no parameter '%2'; use %3"), type.type, key,
                fmt::format("{}", fmt::join(legal, ", ")));
}

}  // namespace

Parameters::Parameters(const MetricSpec& spec, const MetricType& type) : m_spec(spec), m_type(type) {
    for (const auto& [key, value] : spec.parameters)
        if (std::none_of(type.parameters.begin(), type.parameters.end(),
                         [&given = key](const ParameterInfo& info) { return info.name == given; }))
            problem(unknownKey(type, key));
}

std::string Parameters::name() const {
    MetricSpec shown = m_spec;
    shown.limit.reset();
    return toText(shown);
}

std::string Parameters::text(std::string_view key) const {
    if (const auto given = m_spec.parameters.find(std::string(key)); given != m_spec.parameters.end()) return given->second;
    for (const ParameterInfo& info : m_type.parameters)
        if (info.name == key) return std::string(info.standard);
    RF_ASSERT(false && "the parameter is missing in the table");
    return {};
}

std::int64_t Parameters::integer(std::string_view key, std::int64_t low, std::int64_t high) {
    const std::string given = text(key);
    const auto value = numberFrom<std::int64_t>(given);
    if (value && *value >= low && *value <= high) return *value;
    problem(high == std::numeric_limits<std::int64_t>::max()
                ? fail(ErrorCode::InvalidArgument, RF_TEXT("core", "metric %1: %2 is '%3'; it must be a whole number from %4"), m_type.type,
                       key, given, low)
                : fail(ErrorCode::InvalidArgument, RF_TEXT("core", "metric %1: %2 is '%3'; it must be a whole number from %4 to %5"),
                       m_type.type, key, given, low, high));
    return low;
}

double Parameters::number(std::string_view key, double low, double high) {
    const std::string given = text(key);
    const auto value = numberFrom<double>(given);
    if (value && *value >= low && *value <= high) return *value;
    problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "metric %1: %2 is '%3'; it must be a number from %4 to %5"), m_type.type, key,
                 given, low, high));
    return low;
}

std::vector<double> Parameters::numbers(std::string_view key) {
    const std::string given = text(key);
    std::vector<double> values;
    for (std::string_view rest = given; !rest.empty();) {
        const auto end = rest.find(':');
        const auto value = numberFrom<double>(rest.substr(0, end));
        if (!value) {
            problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "metric %1: %2 is '%3'; it must be numbers with colons between them"),
                         m_type.type, key, given));
            return {};
        }
        values.push_back(*value);
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    }
    return values;
}

std::size_t Parameters::choice(std::string_view key, std::initializer_list<std::string_view> words) {
    const std::string given = text(key);
    const auto found = std::find(words.begin(), words.end(), given);
    if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
    problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "metric %1: %2 is '%3'; use one of: %4"), m_type.type, key, given,
                 fmt::format("{}", fmt::join(words, ", "))));
    return 0;
}

void Parameters::problem(Error error) {
    if (!m_error) m_error = std::move(error);
}

Result<void> Parameters::finish() const {
    if (m_error) return *m_error;
    return {};
}

}  // namespace rf::metrics
