// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <charconv>

#include "core/metrics/box_steps.h"

namespace rf::metrics {

namespace {

constexpr std::array<std::string_view, 3> kTargets{"detections", "truth", "all"};
constexpr std::array<std::string_view, 6> kProperties{"score", "height", "width", "aspect", "area_ratio", "empty"};
constexpr std::array<std::string_view, 4> kPolicies{"nearest", "zero", "down", "up"};

std::vector<std::string> parts(const std::string& text, char separator) {
    std::vector<std::string> list;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find(separator, at), text.size());
        list.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return list;
}

template <class T>
bool readNumber(const std::string& text, T& value) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && !text.empty();
}

template <std::size_t count, class E>
bool readWord(const std::array<std::string_view, count>& words, const std::string& text, E& value) {
    const auto found = std::find(words.begin(), words.end(), text);
    value = static_cast<E>(found - words.begin());
    return found != words.end();
}

bool readSize(const std::string& text, std::optional<data::PictureSize>& size) {
    constexpr std::int64_t kMostPixels = 1'000'000;
    const auto sides = parts(text, 'x');
    data::PictureSize& read = size.emplace();
    return sides.size() == 2 && readNumber(sides[0], read[0]) && readNumber(sides[1], read[1]) && std::min(read[0], read[1]) >= 1 &&
           std::max(read[0], read[1]) <= kMostPixels;
}

/// Nothing where the words are not of the form.
std::optional<BoxStep> stepOf(const std::vector<std::string>& words) {
    const std::string& name = words[0];
    const std::size_t count = words.size();
    if (name == "scale" && count == 1) return ScaleBoxes{};
    if (name == "shift" && count == 2)
        if (ShiftLabels step; readNumber(words[1], step.offset)) return step;
    if (name == "round" && count == 3)
        if (RoundBoxes step; readWord(kTargets, words[1], step.target) && readWord(kPolicies, words[2], step.policy)) return step;
    if (name == "clip" && (count == 2 || count == 3)) {
        ClipBoxes step;
        if (readWord(kTargets, words[1], step.target) && (count == 2 || readSize(words[2], step.size))) return step;
    }
    if (name == "nms" && count == 4) {
        SuppressBoxes step{.acrossClasses = words[2] == "all", .border = words[3] == "pixels" ? 1.0 : 0.0};
        if (readNumber(words[1], step.overlap) && step.overlap >= 0 && step.overlap <= 1) return step;
    }
    if (name == "filter" && count == 6) {
        FilterBoxes step{.marks = words[5] == "mark"};
        if (readWord(kTargets, words[1], step.target) && readWord(kProperties, words[2], step.property) && readNumber(words[3], step.low) &&
            (readNumber(words[4], step.high) || words[4] == "inf"))
            return step;
    }
    if (name == "unfit" && (count == 4 || count == 5)) {
        UnfitBoxes step{.arePixels = words[1] == "pixels"};
        const auto resize = data::parsePreprocess("size=" + words[2] + ":" + words[3]);
        if (resize && resize->steps.size() == 1 && std::holds_alternative<data::Resize>(resize->steps[0]) &&
            (count == 4 || readSize(words[4], step.padded))) {
            step.resize = std::get<data::Resize>(resize->steps[0]);
            return step;
        }
    }
    return std::nullopt;
}

std::string sizeText(const data::PictureSize& size) { return fmt::format("{}x{}", size[0], size[1]); }

template <std::size_t count, class E>
std::string_view wordOf(const std::array<std::string_view, count>& words, E value) {
    return words[static_cast<std::size_t>(value)];
}

struct StepText {
    std::string operator()(const ScaleBoxes&) const { return "scale"; }
    std::string operator()(const UnfitBoxes& step) const {
        // "size=HxW:INTERPOLATION:ASPECT"
        const auto words = parts(data::preprocessText({{step.resize}}).substr(5), ':');
        return fmt::format("unfit:{}:{}:{}", step.arePixels ? "pixels" : "relative", words[0], words.size() > 2 ? words[2] : "stretch") +
               (step.padded ? ":" + sizeText(*step.padded) : "");
    }
    std::string operator()(const FilterBoxes& step) const {
        return fmt::format("filter:{}:{}:{}:{}:{}", wordOf(kTargets, step.target), wordOf(kProperties, step.property), step.low, step.high,
                           step.marks ? "mark" : "remove");
    }
    std::string operator()(const SuppressBoxes& step) const {
        return fmt::format("nms:{}:{}:{}", step.overlap, step.acrossClasses ? "all" : "class", step.border > 0 ? "pixels" : "points");
    }
    std::string operator()(const ClipBoxes& step) const {
        return fmt::format("clip:{}", wordOf(kTargets, step.target)) + (step.size ? ":" + sizeText(*step.size) : "");
    }
    std::string operator()(const RoundBoxes& step) const {
        return fmt::format("round:{}:{}", wordOf(kTargets, step.target), wordOf(kPolicies, step.policy));
    }
    std::string operator()(const ShiftLabels& step) const { return fmt::format("shift:{}", step.offset); }
};

}  // namespace

Result<std::vector<BoxStep>> parseBoxSteps(const std::string& text) {
    std::vector<BoxStep> steps;
    if (text.empty()) return steps;
    for (const std::string& part : parts(text, '/')) {
        const auto step = stepOf(parts(part, ':'));
        if (!step)
            return fail(ErrorCode::InvalidArgument,
                        RF_TEXT("core",
                                "steps: '%1' is no step; write scale, shift, round, clip, nms, filter or unfit with their values, such as "
                                "filter:truth:height:64:1024:mark"),
                        part);
        steps.push_back(*step);
    }
    return steps;
}

std::string boxStepsText(const std::vector<BoxStep>& steps) {
    std::vector<std::string> texts;
    for (const BoxStep& step : steps) texts.push_back(std::visit(StepText{}, step));
    return fmt::format("{}", fmt::join(texts, "/"));
}

}  // namespace rf::metrics
