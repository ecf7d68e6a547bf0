// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/table.h"
#include "core/config/text_codecs.h"

/// Shared code for the parts of an Accuracy Checker description (private to core/config). Source of all facts about keys: Open
/// Model Zoo, tools/accuracy_checker.
namespace rf::config::accuracy_checker {

constexpr const char* kUnused = RF_TEXT("core", "Accepted from Accuracy Checker; changes nothing here.");
constexpr const char* kOnly = RF_TEXT("core", "Accepted from Accuracy Checker with this value.");
constexpr const char* kWhich = RF_TEXT("core", "Which one this is.");
constexpr const char* kRefused = RF_TEXT("core", "'%1' is a key of Accuracy Checker that is not supported; leave it out");

/// One alternative that a word in the description selects: its keys, and its effect on the target.
template <class Target>
struct Kind {
    std::string_view word;
    const TableInfo& (*info)();
    void (*read)(Target&, const Place&, Reading&);
};

namespace detail {
template <auto apply>
struct Applied;
template <class Keys, class Target, void (*apply)(const Keys&, Target&, const Place&, Reading&)>
struct Applied<apply> {
    static Kind<Target> kind(std::string_view word) {
        return {word, []() -> const TableInfo& { return tableOf<Keys>().info(); },
                [](Target& target, const Place& place, Reading& reading) {
                    Keys keys;
                    const std::size_t before = reading.problemCount();
                    tableOf<Keys>().read(keys, place, reading);
                    if (reading.problemCount() == before) apply(keys, target, place, reading);
                }};
    }
};
}  // namespace detail

/// The kind whose keys are read by their table and then applied: apply(keys, target, place, reading).
template <auto apply>
auto kind(std::string_view word) {
    return detail::Applied<apply>::kind(word);
}

template <class Target>
std::vector<std::string> wordsOf(const std::vector<Kind<Target>>& kinds) {
    std::vector<std::string> words;
    for (const auto& kind : kinds) words.emplace_back(kind.word);
    return words;
}

template <class Target>
Shape shapeOf(const std::vector<Kind<Target>>& kinds) {
    Shape shape{.kind = Shape::Kind::Object};
    for (const auto& kind : kinds)
        if (std::ranges::none_of(kinds, [&](const auto& other) { return &other < &kind && other.info == kind.info; }))
            shape.objects.emplace_back(kind.info);
    return shape;
}

/// Reads an object whose `key` chooses the kind, or the word alone.
template <class Target>
void readKind(const std::vector<Kind<Target>>& kinds, const char* key, Target& target, const Place& place, Reading& reading) {
    const std::vector<std::string> words = wordsOf(kinds);
    const bool isWord = place.json.is_string();
    if (!isWord && !reading.isObject(place)) return;
    if (!isWord && !place.json.contains(key))
        return reading.problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' is missing; it must be %2"), place.pathOf(key),
                                    wanted({.kind = Shape::Kind::Choice, .words = words})));
    const Place word = isWord ? place : place.member(key);
    const auto found = std::ranges::find_if(kinds, [&](const auto& kind) { return word.json == std::string(kind.word); });
    if (found == kinds.end()) return reading.unsupportedWord(word, words);
    const nlohmann::json object = isWord ? nlohmann::json{{key, place.json}} : place.json;
    found->read(target, {object, place.path}, reading);
}

/// A list of such objects, in order.
template <class Target>
void readKinds(const std::vector<Kind<Target>>& kinds, Target& target, const Place& place, Reading& reading) {
    const Shape list{.kind = Shape::Kind::List};
    if (!place.json.is_array()) return reading.wrongValue(place, wanted(list));
    for (std::size_t i = 0; i < place.json.size(); ++i) readKind(kinds, "type", target, place.element(i), reading);
}

template <class Target>
Shape listShapeOf(const std::vector<Kind<Target>>& kinds) {
    return {.kind = Shape::Kind::List, .element = std::make_shared<Shape>(shapeOf(kinds))};
}

/// Height and width: one number for both, or two numbers.
struct SizeKeys {
    std::optional<std::int64_t> size, width, height;
    std::optional<data::PictureSize> dimensions() const {
        if (size) return data::PictureSize{*size, *size};
        return width && height ? std::optional(data::PictureSize{*height, *width}) : std::nullopt;
    }
    bool isGiven() const { return size || width || height; }
};

template <class Keys>
Table<Keys>&& withSize(Table<Keys>&& table) {
    return std::move(table)
        .key("size", &Keys::size, RF_TEXT("core", "Height and width."), {.low = 1, .otherwise = "dst_height and dst_width"})
        .key("dst_height", &Keys::height, RF_TEXT("core", "Height, where size does not say it."), {.low = 1, .otherwise = "size"})
        .key("dst_width", &Keys::width, RF_TEXT("core", "Width, where size does not say it."), {.low = 1, .otherwise = "size"})
        .check([](const Keys& keys, const Place& place, Reading& reading) {
            if (keys.isGiven() && !keys.dimensions())
                reading.problem(
                    fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' must have size, or both dst_height and dst_width"), place.path));
        });
}

/// One number, a list of them, perhaps in lists, or a text with commas between them; Presets::find(word) gives those that have a name.
template <class Presets>
struct Numbers {
    static Shape shape(const KeyOptions&) {
        const Shape number{.kind = Shape::Kind::Number}, text{.kind = Shape::Kind::Text};
        return {.kind = Shape::Kind::OneOf,
                .shapes = {number, {.kind = Shape::Kind::List, .element = std::make_shared<Shape>(number)}, text}};
    }
    static void read(std::vector<double>& values, const Place& place, const Shape& shape, Reading& reading) {
        std::optional<std::vector<double>> found;
        if (place.json.is_number())
            found = std::vector{place.json.get<double>()};
        else if (place.json.is_array())
            found = flat(place.json);
        else if (place.json.is_string())
            found = ofText(place.json.get<std::string>());
        if (found && !found->empty())
            values = std::move(*found);
        else
            reading.wrongValue(place, wanted(shape));
    }
    static Json write(const std::vector<double>& values, Form) { return values; }

private:
    /// The numbers of lists within lists, which have no limit of depth that matters: parsers set one.
    static std::optional<std::vector<double>> flat(const nlohmann::json& list) {
        std::vector<double> numbers;
        for (const nlohmann::json& element : list) {
            if (element.is_number()) {
                numbers.push_back(element.get<double>());
                continue;
            }
            const auto inner = element.is_array() ? flat(element) : std::nullopt;
            if (!inner) return std::nullopt;
            numbers.insert(numbers.end(), inner->begin(), inner->end());
        }
        return numbers;
    }
    // Also as Python writes tuples, "(0.485, 0.456, 0.406)".
    static std::optional<std::vector<double>> ofText(std::string text) {
        if (auto preset = Presets::find(text)) return preset;
        std::erase_if(text, [](char letter) { return letter == '(' || letter == ')'; });
        if (text.ends_with(',')) text.pop_back();
        const nlohmann::json list = nlohmann::json::parse("[" + text + "]", nullptr, false);
        if (!list.is_array() || !std::ranges::all_of(list, &nlohmann::json::is_number)) return std::nullopt;
        return list.get<std::vector<double>>();
    }
};

struct NoPresets {
    static std::optional<std::vector<double>> find(const std::string&) { return std::nullopt; }
};

/// A path of the description: below the folder that the environment gives for such paths, or beside the description.
inline std::string located(const std::string& path, const std::filesystem::path& folder, const Reading& reading) {
    if (path.empty()) return {};
    return folder.empty() ? reading.resolved(path).string() : (folder / path).lexically_normal().string();
}

}  // namespace rf::config::accuracy_checker
