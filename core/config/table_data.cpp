// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/config/tables.h"
#include "core/config/text_codecs.h"
#include "core/data/annotation_readers.h"

namespace rf::config {

namespace {

/// One of the forms of Source::location; a path in it starts in the file's folder.
struct Location {
    static Shape shape(const KeyOptions& options) { return NonEmptyText::shape(options); }
    static void read(std::string& value, const Place& place, const Shape& shape, Reading& reading) {
        std::string text;
        NonEmptyText::read(text, place, shape, reading);
        value = data::withPath(text, [&](const std::filesystem::path& path) { return reading.resolved(path.string()); });
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

template <>
struct Codec<data::AnnotationFormat> {
    static constexpr std::string_view kAutomatic = "automatic";

    static Shape shape(const KeyOptions&) {
        using Format = data::AnnotationFormat;
        Shape shape{.kind = Shape::Kind::Choice, .words = {std::string(kAutomatic)}};
        for (const Format format : {Format::ClassLists, Format::Voc, Format::VocFromZero, Format::Coco, Format::CocoOrder, Format::Masks,
                                    Format::Values, Format::Text, Format::Tokens, Format::MaskedTokens})
            shape.words.emplace_back(data::word(format));
        return shape;
    }
    static void read(data::AnnotationFormat& format, const Place& place, const Shape& shape, Reading& reading) {
        if (!place.json.is_string()) return reading.wrongValue(place, wanted(shape));
        if (place.json == kAutomatic) {
            format = data::AnnotationFormat::Automatic;
        } else if (const auto found = data::annotationFormat(place.json.get<std::string>())) {
            format = *found;
        } else {
            reading.unknownWord(place, shape.words);
        }
    }
    static Json write(data::AnnotationFormat format, Form) {
        return format == data::AnnotationFormat::Automatic ? kAutomatic : data::word(format);
    }
};

template <>
const Table<data::Source>& tableOf() {
    static const auto table =
        Table<data::Source>("source", RF_TEXT("core", "Where the data of one input comes from."))
            .key("input", &data::Source::input, RF_TEXT("core", "Name of the model's input; not needed where there is one."))
            .key<Location>("location", &data::Source::location,
                           RF_TEXT("core", "A file, a folder, or a form such as synthetic:100; docs/data.md has them all."),
                           {.required = true, .option = "--data"})
            .key<PathText>("labels", &data::Source::labels,
                           RF_TEXT("core", "File of labels; found by itself where the format has a usual place for them."),
                           {.option = "--labels"})
            .key("labels_format", &data::Source::labelsFormat,
                 RF_TEXT("core", "What the labels are; automatic: class numbers, one per line or IDX."))
            .key<PathText>(
                "files", &data::Source::files,
                RF_TEXT("core",
                        "Which files of the folder are samples, in which order: a text file with a name a line, or COCO's instances file."),
                {.otherwise = "all files"})
            .key("classes", &data::Source::classes, RF_TEXT("core", "Names of the classes, in order, where labels are names."),
                 {.otherwise = "PASCAL VOC's"})
            .key("label_offset", &data::Source::labelOffset, RF_TEXT("core", "Added to every class number."),
                 {.low = -1000000, .high = 1000000})
            .key("shape", &data::Source::shape, RF_TEXT("core", "Shape of a sample, where the input's is dynamic."),
                 {.low = 1, .otherwise = "the input's"});
    return table;
}

template <>
const Table<data::DataSpec>& tableOf() {
    static const auto table =
        Table<data::DataSpec>("data", RF_TEXT("core", "Samples for the model."))
            .key("sources", &data::DataSpec::sources, RF_TEXT("core", "Where the data of each input comes from."))
            .key("seed", &data::DataSpec::seed, RF_TEXT("core", "Seed of synthetic data."), {.low = 0})
            .key("skip_limit", &data::DataSpec::skipLimit, RF_TEXT("core", "Damaged samples that are left out before a run is given up."),
                 {.low = 0})
            .key("first", &data::DataSpec::first, RF_TEXT("core", "Only this many samples, the first ones; 0: all."), {.low = 0})
            .key("stratify", &data::DataSpec::stratify,
                 RF_TEXT("core", "Whether the samples come in an order of which every beginning keeps the shares of the classes."))
            .key("preprocess", &data::DataSpec::preprocess, RF_TEXT("core", "How stored pictures become tensors."),
                 {.option = "--preprocess"});
    return table;
}

}  // namespace rf::config
