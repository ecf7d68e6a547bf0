// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/key_info.h"

#include <algorithm>
#include <cmath>

#include "core/config/algorithm_words.h"

namespace rf::config {

namespace {

std::string between(const std::string& what, const Shape& shape) {
    const bool below = std::isinf(shape.low), above = std::isinf(shape.high);
    if (below && above) return what;
    if (above) return fmt::format("{} from {} up", what, shape.low);
    if (below) return fmt::format("{} up to {}", what, shape.high);
    return fmt::format("{} from {} to {}", what, shape.low, shape.high);
}

}  // namespace

std::string wanted(const Shape& shape) {
    switch (shape.kind) {
        case Shape::Kind::Boolean: return "true or false";
        case Shape::Kind::Whole: return between("a whole number", shape);
        case Shape::Kind::Number: return between("a number", shape);
        case Shape::Kind::Text: return "a text in quotes";
        case Shape::Kind::Choice: return "one of: " + joined(shape.words);
        case Shape::Kind::List: return "a list in brackets";
        case Shape::Kind::Map:
        case Shape::Kind::Object: return "an object in braces";
        case Shape::Kind::OneOf: {
            std::string text;
            for (const Shape& alternative : shape.shapes) text += (text.empty() ? "" : ", or ") + wanted(alternative);
            return text;
        }
        case Shape::Kind::Anything: break;
    }
    return "a value";
}

std::vector<std::string> algorithmNames(AlgorithmSet set) {
    std::vector<std::string> names;
    for (const auto& entry : Words<AlgorithmBit>::table)
        if (set & entry.value) names.emplace_back(entry.text);
    return names;
}

void reportUnknownKeys(const TableInfo& table, const std::map<std::string, const char*>& refused, const Place& place,
                       AlgorithmSet algorithms, Reading& reading) {
    std::vector<std::string> known;
    std::map<std::string, AlgorithmSet> elsewhere;
    for (const KeyInfo& key : table.keys)
        if (key.options.algorithms & algorithms)
            known.push_back(key.name);
        else
            elsewhere[key.name] |= key.options.algorithms;
    for (const auto& [name, value] : place.json.items()) {
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        if (const auto sentence = refused.find(name); sentence != refused.end())
            reading.problem(fail(ErrorCode::InvalidArgument, sentence->second, place.pathOf(name)));
        else if (const auto other = elsewhere.find(name); other != elsewhere.end())
            reading.problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' does not belong here; it is a key of: %2"),
                                 place.pathOf(name), joined(algorithmNames(other->second))));
        else
            reading.unknownKey(place, name, known);
    }
}

}  // namespace rf::config
