// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/metric_spec.h"

#include <charconv>
#include <cmath>

#include "core/metrics/parameters.h"

namespace rf::metrics {

namespace {

constexpr std::string_view kLimit = "limit";

/// The end of the value that `text` begins with: the next comma outside brackets and quotation marks.
std::size_t valueEnd(std::string_view text) {
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (quoted && text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            quoted = !quoted;
        else if (!quoted && text[i] == '[')
            ++depth;
        else if (!quoted && text[i] == ']')
            --depth;
        else if (!quoted && depth <= 0 && text[i] == ',')
            return i;
    }
    return text.size();
}

/// A value with a comma is written in quotation marks, with a backslash before those that are its own.
std::string quoted(const std::string& value) {
    if (value.starts_with('[') || (value.find(',') == std::string::npos && !value.starts_with('"'))) return value;
    std::string text = "\"";
    for (const char letter : value) text += letter == '"' || letter == '\\' ? std::string{'\\', letter} : std::string(1, letter);
    return text + "\"";
}

std::string unquoted(std::string_view text) {
    if (text.size() < 2 || !text.starts_with('"') || !text.ends_with('"')) return std::string(text);
    std::string value;
    for (std::size_t i = 1; i + 1 < text.size(); ++i) value += text[i] == '\\' && i + 2 < text.size() ? text[++i] : text[i];
    return value;
}

/// "key=value", where the key is a bare word.
std::optional<std::pair<std::string, std::string>> keyed(std::string_view item) {
    const auto equals = item.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_");
    if (equals == 0 || equals == std::string_view::npos || item[equals] != '=') return std::nullopt;
    return std::pair(std::string(item.substr(0, equals)), unquoted(item.substr(equals + 1)));
}

Result<double> limitFrom(const MetricType& type, const std::string& text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc{} && end == text.data() + text.size() && std::isfinite(value) && value >= 0) return value;
    return fail(ErrorCode::InvalidArgument,
                RF_TEXT("core", "metric %1: the limit is '%2'; it must be a number from 0, the loss that is accepted"), type.type, text);
}

Result<void> addItem(MetricSpec& spec, const MetricType& type, std::string_view item) {
    auto entry = keyed(item);
    if (!entry && type.parameters.empty())
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "metric %1: '%2' is no parameter; write key=value"), type.type, item);
    if (!entry) entry.emplace(type.parameters.front().name, item);
    if (entry->first == kLimit) {
        RF_TRY(spec.limit, limitFrom(type, entry->second));
        return {};
    }
    if (!spec.parameters.emplace(*entry).second)
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "metric %1: the parameter '%2' is given twice"), type.type, entry->first);
    return {};
}

}  // namespace

Result<MetricSpec> parseSpec(const std::string& text) {
    const auto typeEnd = std::min(text.find_first_of("@:"), text.size());
    MetricSpec spec;
    spec.type = text.substr(0, typeEnd);
    RF_TRY(const MetricType* type, metricType(spec.type));
    std::string_view rest = std::string_view(text).substr(typeEnd);
    if (rest.starts_with('@')) {
        const auto end = std::min(rest.find(':'), rest.size());
        RF_TRY_VOID(addItem(spec, *type, rest.substr(1, end - 1)));
        rest.remove_prefix(end);
    }
    if (rest.starts_with(':')) rest.remove_prefix(1);
    while (!rest.empty()) {
        const std::size_t end = valueEnd(rest);
        RF_TRY_VOID(addItem(spec, *type, rest.substr(0, end)));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    RF_TRY_VOID(Parameters(spec, *type).finish());
    return spec;
}

std::string toText(const MetricSpec& spec) {
    std::string first, others;
    const auto type = metricType(spec.type);
    const std::string_view main = type && !(*type)->parameters.empty() ? (*type)->parameters.front().name : std::string_view{};
    for (const auto& [key, value] : spec.parameters) {
        const bool isShort = key == main && value.find_first_of(":,=[\"") == std::string::npos && !value.empty();
        if (isShort)
            first = "@" + value;
        else
            others += (others.empty() ? "" : ",") + key + "=" + quoted(value);
    }
    if (spec.limit) others += fmt::format("{}{}={}", others.empty() ? "" : ",", kLimit, *spec.limit);
    return spec.type + first + (others.empty() ? "" : ":" + others);
}

}  // namespace rf::metrics
