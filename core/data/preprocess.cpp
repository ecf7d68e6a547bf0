// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "core/base/nearest_match.h"
#include "core/data/records.h"

namespace rf::data {

namespace {

constexpr std::int64_t kMaxSide = 32768;  // beyond it a three-channel picture of floats is past 12 GB

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    for (;;) {
        const auto end = text.find(separator);
        parts.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

template <class T>
std::optional<T> number(const std::string& text) {
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

Result<void> setSize(Preprocess& preprocess, const std::string& value) {
    const auto sides = split(value, 'x');
    const auto height = number<std::int64_t>(sides[0]), width = number<std::int64_t>(sides.back());
    if (sides.size() != 2 || !height || !width)
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "preprocess: size: '%1' is no size; write HEIGHTxWIDTH, such as 224x224"),
                    value);
    preprocess.size = {*height, *width};
    return {};
}

Result<void> setList(std::vector<double>& list, const std::string& key, const std::string& value) {
    for (const std::string& part : split(value, ':')) {
        const auto parsed = number<double>(part);
        if (!parsed)
            return fail(ErrorCode::InvalidArgument,
                        RF_TEXT("core", "preprocess: %1: '%2' is no number; write one number or one per channel, such as 1:2:3"), key,
                        part);
        list.push_back(*parsed);
    }
    return {};
}

Result<void> setChannels(Preprocess& preprocess, const std::string& value) {
    static const std::map<std::string, ChannelOrder> orders{
        {"as-stored", ChannelOrder::AsStored}, {"rgb", ChannelOrder::Rgb}, {"bgr", ChannelOrder::Bgr}};
    const auto found = orders.find(value);
    if (found == orders.end())
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "preprocess: channels: unknown value '%1'; use as-stored, rgb or bgr"),
                    value);
    preprocess.channels = found->second;
    return {};
}

Result<void> setInterpolation(Preprocess& preprocess, const std::string& value) {
    static const std::map<std::string, Interpolation> kinds{{"nearest", Interpolation::Nearest},
                                                            {"linear", Interpolation::Linear},
                                                            {"cubic", Interpolation::Cubic},
                                                            {"area", Interpolation::Area}};
    const auto found = kinds.find(value);
    if (found == kinds.end())
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "preprocess: interpolation: unknown value '%1'; use nearest, linear, cubic or area"), value);
    preprocess.interpolation = found->second;
    return {};
}

Result<void> set(Preprocess& preprocess, const std::string& key, const std::string& value) {
    if (key == "size") return setSize(preprocess, value);
    if (key == "mean") return setList(preprocess.mean, key, value);
    if (key == "scale") return setList(preprocess.scale, key, value);
    if (key == "channels") return setChannels(preprocess, value);
    if (key == "interpolation") return setInterpolation(preprocess, value);
    static const std::vector<std::string> keys{"size", "mean", "scale", "channels", "interpolation"};
    if (const std::string near = nearestMatch(key, keys); !near.empty())
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "preprocess: unknown key '%1'; did you mean '%2'?"), key, near);
    return fail(ErrorCode::InvalidArgument,
                RF_TEXT("core", "preprocess: unknown key '%1'; use size, mean, scale, channels or interpolation"), key);
}

}  // namespace

Result<void> validate(const Preprocess& preprocess) {
    if (preprocess.size)
        for (const std::int64_t side : *preprocess.size)
            if (side < 1 || side > kMaxSide)
                return fail(ErrorCode::InvalidArgument,
                            RF_TEXT("core", "preprocess: size: a side of %1 pixels is out of range; use 1 to %2"), side, kMaxSide);
    for (const auto& [key, values] : {std::pair("mean", &preprocess.mean), std::pair("scale", &preprocess.scale)})
        for (const double value : *values)
            if (!std::isfinite(value))
                return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "preprocess: %1: %2 is not a finite number"), key, value);
    if (std::find(preprocess.scale.begin(), preprocess.scale.end(), 0.0) != preprocess.scale.end())
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "preprocess: scale: values are divided by it, so it can't be 0"));
    return {};
}

Result<Preprocess> parsePreprocess(const std::string& text) {
    Preprocess preprocess;
    std::set<std::string> seen;
    for (const std::string& part : text.empty() ? std::vector<std::string>{} : split(text, ',')) {
        const auto equals = part.find('=');
        if (equals == std::string::npos)
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "preprocess: '%1' has no value; write key=value, separated by commas"),
                        part);
        const std::string key = part.substr(0, equals);
        if (!seen.insert(key).second) return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "preprocess: %1 is given twice"), key);
        RF_TRY_VOID(set(preprocess, key, part.substr(equals + 1)));
    }
    RF_TRY_VOID(validate(preprocess));
    return preprocess;
}

}  // namespace rf::data
