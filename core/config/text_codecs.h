// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/codec.h"

/// Codecs for texts with rules of their own, for Table::key<…>.
namespace rf::config {

/// A name or a location, which must not be empty.
struct NonEmptyText {
    static Shape shape(const KeyOptions&) { return {.kind = Shape::Kind::Text}; }
    static void read(std::string& value, const Place& place, const Shape& shape, Reading& reading) {
        if (place.json.is_string() && place.json.get_ref<const std::string&>().empty())
            reading.problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' is empty; it must be a name"), place.path));
        else
            Codec<std::string>::read(value, place, shape, reading);
    }
    static Json write(const std::string& value, Form) { return value; }
};

/// A word of a list that is only known when the program runs. Source::words() answers the list.
template <class Source>
struct KnownWord {
    static Shape shape(const KeyOptions&) { return {.kind = Shape::Kind::Choice, .words = Source::words()}; }
    static void read(std::string& value, const Place& place, const Shape& shape, Reading& reading) {
        if (place.json.is_string() && std::ranges::find(shape.words, place.json.get_ref<const std::string&>()) != shape.words.end())
            value = place.json.get<std::string>();
        else
            reading.unknownWord(place, shape.words);
    }
    static Json write(const std::string& value, Form) { return value; }
};

}  // namespace rf::config
