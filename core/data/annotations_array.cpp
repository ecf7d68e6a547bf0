// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <sstream>

#include <fmt/ranges.h>

#include "core/data/annotation_files.h"
#include "core/data/npy.h"
#include "core/data/text_fields.h"
#include "core/data/text_lines.h"
#include "core/tensor/convert.h"

namespace rf::data {

namespace {

/// The part of a row-major array that belongs to one record, as bytes of their own.
Tensor record(const Tensor& array, std::int64_t index) {
    const Shape shape(array.shape().begin() + 1, array.shape().end());
    const auto size = array.bytes().size() / static_cast<std::size_t>(array.shape()[0]);
    const auto bytes = array.bytes().subspan(static_cast<std::size_t>(index) * size, size);
    return Tensor::copyOf({array.type(), shape, bytes.data()});
}

Result<Tensor> arrayOf(const std::filesystem::path& path, const std::vector<std::string>& names) {
    RF_TRY(Tensor array, readNpy(path));
    const auto samples = static_cast<std::int64_t>(names.size());
    if (array.shape().empty() || array.shape()[0] != samples || array.count() == 0)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: holds an array of shape %2; its first axis must count the %3 samples"),
                    path, text(array.shape()), samples);
    return array;
}

Result<Tensor> tokensOf(const std::filesystem::path& path, const std::vector<std::string>& names) {
    RF_TRY(Tensor array, arrayOf(path, names));
    if (isInteger(array.type()) && array.shape().size() == 2) return array;
    return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: tokens are whole numbers along two axes, samples and places"), path);
}

/// Numbers between blanks, as numpy.savetxt writes them.
Result<Tensor> numbersOf(const std::filesystem::path& path) {
    RF_TRY(const auto lines, nonBlankLines(path));
    std::vector<float> values;
    for (const auto& [number, line] : lines) {
        std::istringstream words(line);
        std::string word;
        while (words >> word) {
            const auto value = rf::data::number<double>(word);
            if (!value) return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: line %2: '%3' is no number"), path, number, word);
            values.push_back(static_cast<float>(*value));
        }
    }
    return Tensor::from<float>({static_cast<std::int64_t>(values.size())}, values);
}

AnnotationsResult valuesOfFolder(const std::filesystem::path& folder, const std::vector<std::string>& names) {
    RF_TRY(const auto files, filesByStem(folder, {".txt"}));
    std::vector<Annotation> values;
    for (const std::string& name : names) {
        const auto* file = entryOf(files, withoutExtension(name));
        if (!file) return noAnnotation(folder, name);
        RF_TRY(Tensor numbers, numbersOf(*file));
        values.emplace_back(TargetValues{std::move(numbers)});
    }
    return annotationList(std::move(values));
}

}  // namespace

AnnotationsResult readValues(const std::filesystem::path& file, const std::vector<std::string>& names) {
    std::error_code ignored;
    if (std::filesystem::is_directory(file, ignored)) return valuesOfFolder(file, names);
    RF_TRY(const Tensor array, arrayOf(file, names));
    std::vector<Annotation> values;
    for (std::int64_t i = 0; i < array.shape()[0]; ++i) values.emplace_back(TargetValues{record(array, i)});
    return annotationList(std::move(values));
}

AnnotationsResult readTokens(const std::filesystem::path& file, const std::vector<std::string>& names) {
    RF_TRY(const Tensor array, tokensOf(file, names));
    std::vector<Annotation> values;
    for (std::int64_t i = 0; i < array.shape()[0]; ++i) {
        TokenIds tokens;
        for (const std::int64_t id : toInts(record(array, i).view()))
            if (id >= 0) tokens.ids.push_back(id);
        values.emplace_back(std::move(tokens));
    }
    return annotationList(std::move(values));
}

AnnotationsResult readMaskedTokens(const std::filesystem::path& file, const std::vector<std::string>& names) {
    RF_TRY(const Tensor array, tokensOf(file, names));
    std::vector<Annotation> values;
    for (std::int64_t i = 0; i < array.shape()[0]; ++i) {
        MaskedTokens tokens;
        const std::vector<std::int64_t> row = toInts(record(array, i).view());
        for (std::size_t place = 0; place < row.size(); ++place) {
            if (row[place] < 0) continue;
            tokens.positions.push_back(static_cast<std::int64_t>(place));
            tokens.targets.push_back(row[place]);
        }
        values.emplace_back(std::move(tokens));
    }
    return annotationList(std::move(values));
}

namespace {

struct FormatRow {
    std::string_view word;
    AnnotationFormat format;
};

constexpr std::array kFormats{FormatRow{"class-lists", AnnotationFormat::ClassLists},
                              FormatRow{"voc", AnnotationFormat::Voc},
                              FormatRow{"voc-from-zero", AnnotationFormat::VocFromZero},
                              FormatRow{"coco", AnnotationFormat::Coco},
                              FormatRow{"coco-order", AnnotationFormat::CocoOrder},
                              FormatRow{"masks", AnnotationFormat::Masks},
                              FormatRow{"values", AnnotationFormat::Values},
                              FormatRow{"text", AnnotationFormat::Text},
                              FormatRow{"tokens", AnnotationFormat::Tokens},
                              FormatRow{"masked-tokens", AnnotationFormat::MaskedTokens},
                              FormatRow{"wider", AnnotationFormat::Wider},
                              FormatRow{"cvat", AnnotationFormat::Cvat}};

}  // namespace

std::string_view word(AnnotationFormat format) {
    for (const FormatRow& row : kFormats)
        if (row.format == format) return row.word;
    return {};
}

Result<AnnotationFormat> annotationFormat(const std::string& word) {
    std::vector<std::string_view> words;
    for (const FormatRow& row : kFormats) {
        if (row.word == word) return row.format;
        words.push_back(row.word);
    }
    return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "labels: unknown format '%1'; use one of: %2"), word,
                fmt::format("{}", fmt::join(words, ", ")));
}

namespace {

AnnotationsResult readFormat(const Source& source, const std::vector<std::string>& names) {
    const std::filesystem::path path = source.labels;
    switch (source.labelsFormat) {
        case AnnotationFormat::Automatic: break;
        case AnnotationFormat::ClassLists: return readClassLists(path, names);
        case AnnotationFormat::Voc: return readVoc(path, names, source.classes);
        case AnnotationFormat::VocFromZero: return readVoc(path, names, source.classes, 0);
        case AnnotationFormat::Coco: return readCoco(path, names);
        case AnnotationFormat::CocoOrder: return readCoco(path, names, true);
        case AnnotationFormat::Masks: return readMasks(path, names, source.location);
        case AnnotationFormat::Values: return readValues(path, names);
        case AnnotationFormat::Text: return readTextLines(path, names);
        case AnnotationFormat::Tokens: return readTokens(path, names);
        case AnnotationFormat::MaskedTokens: return readMaskedTokens(path, names);
        case AnnotationFormat::Wider: return readWider(path, names, source.location);
        case AnnotationFormat::Cvat: return readCvat(path, names, source.classes);
    }
    RF_ASSERT(false && "class indices have a reader of their own");
    return annotationList(std::vector<Annotation>{});
}

}  // namespace

AnnotationsResult readAnnotations(const Source& source, const std::vector<std::string>& names) {
    RF_TRY(auto annotations, readFormat(source, names));
    return withOffset(std::move(annotations), source.labelOffset);
}

}  // namespace rf::data
