// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <concepts>
#include <map>
#include <optional>
#include <utility>

#include "core/config/config.h"
#include "core/config/key_info.h"
#include "core/config/names.h"

/// Converts values of a C++ type from and to a file. A Codec<V> has
/// - `shape(options)`: the legal values;
/// - `read(value, place, shape, reading)`: changes the value, or leaves it and reports the problem;
/// - `write(value, form)`: the JSON from which read() gives an equal value.
namespace rf::config {

template <class V>
struct Codec;

template <class T>
class Table;
/// The table of a struct; defined beside its rows.
template <class T>
const Table<T>& tableOf();

template <>
struct Codec<bool> {
    static Shape shape(const KeyOptions&) { return {.kind = Shape::Kind::Boolean}; }
    static void read(bool& value, const Place& place, const Shape& shape, Reading& reading) {
        if (place.json.is_boolean())
            value = place.json.get<bool>();
        else
            reading.wrongValue(place, wanted(shape));
    }
    static Json write(bool value, Form) { return value; }
};

template <std::integral V>
struct Codec<V> {
    static Shape shape(const KeyOptions& options) { return {.kind = Shape::Kind::Whole, .low = options.low, .high = options.high}; }
    static void read(V& value, const Place& place, const Shape& shape, Reading& reading) {
        const auto number = place.json.is_number_integer() ? place.json.get<std::int64_t>() : std::int64_t{0};
        // A number that only an unsigned holds would come out negative.
        const bool wraps = place.json.is_number_unsigned() && number < 0;
        const bool within = static_cast<double>(number) >= shape.low && static_cast<double>(number) <= shape.high;
        if (place.json.is_number_integer() && !wraps && within && std::in_range<V>(number))
            value = static_cast<V>(number);
        else
            reading.wrongValue(place, wanted(shape));
    }
    static Json write(V value, Form) { return value; }
};

template <>
struct Codec<double> {
    static Shape shape(const KeyOptions& options) {
        return {.kind = Shape::Kind::Number, .low = options.low, .high = options.high, .infinite = options.infinite};
    }
    // JSON has no infinity; Python writes a bare word, which the parser hands on as text.
    static void read(double& value, const Place& place, const Shape& shape, Reading& reading) {
        double number = std::nan("");
        if (place.json.is_number()) number = place.json.get<double>();
        if (shape.infinite && place.json == "Infinity") number = kInfinity;
        if (shape.infinite && place.json == "-Infinity") number = -kInfinity;
        if (number >= shape.low && number <= shape.high)
            value = number;
        else
            reading.wrongValue(place, wanted(shape));
    }
    static Json write(double value, Form) {
        if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
        return value;
    }
};

template <>
struct Codec<std::string> {
    static Shape shape(const KeyOptions&) { return {.kind = Shape::Kind::Text}; }
    static void read(std::string& value, const Place& place, const Shape& shape, Reading& reading) {
        if (place.json.is_string())
            value = place.json.get<std::string>();
        else
            reading.wrongValue(place, wanted(shape));
    }
    static Json write(const std::string& value, Form) { return value; }
};

template <>
struct Codec<std::filesystem::path> {
    static Shape shape(const KeyOptions&) { return {.kind = Shape::Kind::Text}; }
    static void read(std::filesystem::path& value, const Place& place, const Shape& shape, Reading& reading) {
        if (place.json.is_string())
            value = reading.resolved(place.json.get<std::string>());
        else
            reading.wrongValue(place, wanted(shape));
    }
    static Json write(const std::filesystem::path& value, Form) { return value.string(); }
};

template <class E>
requires std::is_enum_v<E>
struct Codec<E> {
    static Shape shape(const KeyOptions&) {
        Shape shape{.kind = Shape::Kind::Choice};
        for (const auto& entry : Words<E>::table) shape.words.emplace_back(entry.text);
        return shape;
    }
    static void read(E& value, const Place& place, const Shape& shape, Reading& reading) {
        for (const auto& entry : Words<E>::table)
            if (place.json.is_string() && place.json.get_ref<const std::string&>() == entry.text) {
                value = entry.value;
                return;
            }
        reading.unknownWord(place, shape.words);
    }
    static Json write(E value, Form) { return word(value); }
};

template <class V>
struct Codec<std::optional<V>> {
    static Shape shape(const KeyOptions& options) { return Codec<V>::shape(options); }
    static void read(std::optional<V>& value, const Place& place, const Shape& shape, Reading& reading) {
        Codec<V>::read(value.emplace(), place, shape, reading);
    }
    static Json write(const std::optional<V>& value, Form form) { return value ? Codec<V>::write(*value, form) : Json(); }
};

template <class V>
struct Codec<std::vector<V>> {
    static Shape shape(const KeyOptions& options) {
        return {.kind = Shape::Kind::List, .element = std::make_shared<Shape>(Codec<V>::shape(options))};
    }
    static void read(std::vector<V>& value, const Place& place, const Shape& shape, Reading& reading) {
        value.clear();
        if (!place.json.is_array()) return reading.wrongValue(place, wanted(shape));
        for (std::size_t i = 0; i < place.json.size(); ++i) Codec<V>::read(value.emplace_back(), place.element(i), *shape.element, reading);
    }
    static Json write(const std::vector<V>& value, Form form) {
        Json list = Json::array();
        for (const V& element : value) list.push_back(Codec<V>::write(element, form));
        return list;
    }
};

/// An object with free keys. Values are kept as text, because attributes of layers are compared as text.
template <>
struct Codec<std::map<std::string, std::string>> {
    using Map = std::map<std::string, std::string>;
    static Shape shape(const KeyOptions&) { return {.kind = Shape::Kind::Map}; }
    static void read(Map& value, const Place& place, const Shape&, Reading& reading) {
        value.clear();
        if (!reading.isObject(place)) return;
        for (const auto& [name, member] : place.json.items())
            value[name] = member.is_string() ? member.template get<std::string>() : member.dump();
    }
    static Json write(const Map& value, Form) { return value; }
};

/// Any value; other code reads it.
struct AnyValue {};
template <>
struct Codec<AnyValue> {
    static Shape shape(const KeyOptions&) { return {.kind = Shape::Kind::Anything}; }
    static void read(AnyValue&, const Place&, const Shape&, Reading&) {}
};

/// Structs that have a table.
template <class T>
requires std::is_class_v<T>
struct Codec<T> {
    static Shape shape(const KeyOptions&) {
        return {.kind = Shape::Kind::Object, .objects = {[]() -> const TableInfo& { return tableOf<T>().info(); }}};
    }
    static void read(T& value, const Place& place, const Shape&, Reading& reading) { tableOf<T>().read(value, place, reading); }
    static Json write(const T& value, Form form) { return tableOf<T>().write(value, form); }
};

}  // namespace rf::config
