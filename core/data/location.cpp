// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/location.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "core/base/nearest_match.h"
#include "core/data/open.h"
#include "core/data/text_fields.h"

namespace rf::data {

namespace {

/// How a kind is written: prefix, body, then options behind `mark`, separated by `separator`.
struct Form {
    std::string_view prefix;
    Location::Kind kind;
    char mark = 0, separator = 0;  ///< 0: no options
    std::vector<std::string> keys;
};

const std::vector<Form>& forms() {
    static const std::vector<Form> table{
        {"raw:", Location::Kind::Raw, '?', '&', {"shape", "dtype", "offset", "stride", "order"}},
        {"tokens:", Location::Kind::Tokens, '?', '&', {"length", "pad", "give"}},
        {"command:", Location::Kind::Command, 0, 0, {}},
        {"synthetic:", Location::Kind::Synthetic, 0, 0, {}},
        {"const:", Location::Kind::Constant, 0, 0, {}},
        {"state:", Location::Kind::State, ',', ',', {"start", "length"}},
    };
    return table;
}

const Form* formOf(const std::string& text) {
    const auto& table = forms();
    const auto found = std::find_if(table.begin(), table.end(), [&](const Form& form) { return text.starts_with(form.prefix); });
    return found == table.end() ? nullptr : &*found;
}

/// Where the options begin: a path may have a '?' in it, so the last one counts; the name of an output may not have a ','.
std::size_t markOf(const std::string& text, const Form& form) {
    if (form.mark == 0) return std::string::npos;
    return form.mark == '?' ? text.rfind(form.mark) : text.find(form.mark);
}

}  // namespace

bool hasPrefix(const std::string& text) { return formOf(text) != nullptr; }

std::pair<std::string, std::string> splitMember(const std::string& path) {
    const auto at = path.rfind(".npz#");
    if (at == std::string::npos) return {path, ""};
    return {path.substr(0, at + 4), path.substr(at + 5)};
}

Result<Location> parseLocation(const std::string& text) {
    Location location;
    const Form* form = formOf(text);
    if (!form) {
        std::tie(location.body, location.member) = splitMember(text);
        return location;
    }
    location.kind = form->kind;
    const auto mark = markOf(text, *form);
    location.body = text.substr(form->prefix.size(), mark == std::string::npos ? mark : mark - form->prefix.size());
    if (mark == std::string::npos) return location;
    for (const std::string& part : fields(std::string_view(text).substr(mark + 1), form->separator)) {
        const auto equals = part.find('=');
        const std::string key = part.substr(0, equals);
        if (std::find(form->keys.begin(), form->keys.end(), key) == form->keys.end()) {
            const std::string near = nearestMatch(key, form->keys);
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: unknown option '%2'; use %3"), text, key,
                        near.empty() ? fmt::format("{}", fmt::join(form->keys, ", ")) : near);
        }
        if (equals == std::string::npos)
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: option '%2' has no value; write %2=…"), text, key);
        if (!location.options.emplace(key, part.substr(equals + 1)).second)
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: option '%2' is given twice"), text, key);
    }
    return location;
}

Result<std::int64_t> integerOption(const Location& location, const std::string& key, std::int64_t standard, std::int64_t low,
                                   std::int64_t high) {
    const auto found = location.options.find(key);
    if (found == location.options.end()) return standard;
    const auto value = number<std::int64_t>(found->second);
    if (value && *value >= low && *value <= high) return *value;
    return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: option '%2' is '%3'; it must be a whole number from %4 to %5"),
                location.body, key, found->second, low, high);
}

std::string withPath(const std::string& location, const std::function<std::filesystem::path(const std::filesystem::path&)>& change) {
    const Form* form = formOf(location);
    if (!form) {
        const auto [file, member] = splitMember(location);
        return change(file).string() + (member.empty() ? "" : "#" + member);
    }
    if (form->kind != Location::Kind::Raw && form->kind != Location::Kind::Tokens) return location;
    const auto mark = markOf(location, *form);
    const std::string options = mark == std::string::npos ? "" : location.substr(mark);
    const std::string body = location.substr(form->prefix.size(), location.size() - form->prefix.size() - options.size());
    return std::string(form->prefix) + withPath(body, change) + options;
}

Result<Source> parseSource(const std::string& text) {
    Source source{"", text, "", AnnotationFormat::Automatic, {}};
    const auto equals = text.find('=');
    std::error_code ignored;
    if (equals == std::string::npos || equals == 0 || hasPrefix(text) || std::filesystem::exists(text, ignored)) return source;
    source.location = text.substr(equals + 1);
    source.input = text.substr(0, equals);
    const auto bracket = source.input.rfind('[');
    if (!source.input.ends_with(']') || bracket == std::string::npos) return source;
    for (const std::string& side : fields(source.input.substr(bracket + 1, source.input.size() - bracket - 2), 'x')) {
        const auto dimension = number<std::int64_t>(side);
        if (!dimension || *dimension < 1)
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' gives no shape; write INPUT[1x3x224x224]=DATA"), text);
        source.shape.push_back(*dimension);
    }
    source.input.resize(bracket);
    return source;
}

}  // namespace rf::data
