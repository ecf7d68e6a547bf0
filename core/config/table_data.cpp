// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/tables.h"
#include "core/config/text_codecs.h"

namespace rf::config {

namespace {

constexpr std::string_view kSynthetic = "synthetic:";

/// A path, which starts in the file's folder, or synthetic:N.
struct Location {
    static Shape shape(const KeyOptions& options) { return NonEmptyText::shape(options); }
    static void read(std::string& value, const Place& place, const Shape& shape, Reading& reading) {
        std::string text;
        NonEmptyText::read(text, place, shape, reading);
        value = text.starts_with(kSynthetic) ? text : reading.resolved(text).string();
    }
    static Json write(const std::string& value, Form) { return value; }
};

/// A path that is kept as text.
struct PathText {
    static Shape shape(const KeyOptions&) { return {.kind = Shape::Kind::Text}; }
    static void read(std::string& value, const Place& place, const Shape& shape, Reading& reading) {
        std::filesystem::path path;
        Codec<std::filesystem::path>::read(path, place, shape, reading);
        value = path.string();
    }
    static Json write(const std::string& value, Form) { return value; }
};

}  // namespace

/// [height, width].
template <>
struct Codec<std::array<std::int64_t, 2>> {
    static Shape shape(const KeyOptions&) {
        return {.kind = Shape::Kind::List, .element = std::make_shared<Shape>(Shape{.kind = Shape::Kind::Whole, .low = 1})};
    }
    static void read(std::array<std::int64_t, 2>& value, const Place& place, const Shape& shape, Reading& reading) {
        if (!place.json.is_array() || place.json.size() != 2) return reading.wrongValue(place, "[height, width]");
        for (std::size_t i = 0; i < 2; ++i) Codec<std::int64_t>::read(value[i], place.element(i), *shape.element, reading);
    }
    static Json write(const std::array<std::int64_t, 2>& value, Form) { return value; }
};

template <>
const Table<data::Source>& tableOf() {
    static const auto table = Table<data::Source>("source", RF_TEXT("core", "Where the data of one input comes from."))
        .key("input", &data::Source::input, RF_TEXT("core", "Name of the model's input; not needed where there is one."))
        .key<Location>("location", &data::Source::location, RF_TEXT("core", "A file, a folder, or synthetic:N for N random samples."), {.required = true, .option = "--data"})
        .key<PathText>("labels", &data::Source::labels, RF_TEXT("core", "File of labels, one per line or IDX; found by itself where the format has a usual place for them."), {.option = "--labels"});
    return table;
}

template <>
const Table<data::Preprocess>& tableOf() {
    static const auto table = Table<data::Preprocess>("preprocess", RF_TEXT("core", "How stored pictures become tensors."))
        .key("size", &data::Preprocess::size, RF_TEXT("core", "Height and width that pictures are resized to."), {.otherwise = "the input's"})
        .key("interpolation", &data::Preprocess::interpolation, RF_TEXT("core", "How pictures are resized."))
        .key("channels", &data::Preprocess::channels, RF_TEXT("core", "Order of the colour channels that the model expects."))
        .key("mean", &data::Preprocess::mean, RF_TEXT("core", "Subtracted; one value, or one for each channel."))
        .key("scale", &data::Preprocess::scale, RF_TEXT("core", "What the difference is divided by; one value, or one for each channel."));
    return table;
}

template <>
const Table<data::DataSpec>& tableOf() {
    static const auto table = Table<data::DataSpec>("data", RF_TEXT("core", "Samples for the model."))
        .key("sources", &data::DataSpec::sources, RF_TEXT("core", "Where the data of each input comes from."))
        .key("seed", &data::DataSpec::seed, RF_TEXT("core", "Seed of synthetic data."), {.low = 0})
        .key("preprocess", &data::DataSpec::preprocess, RF_TEXT("core", "How stored pictures become tensors."), {.option = "--preprocess"});
    return table;
}

}  // namespace rf::config
