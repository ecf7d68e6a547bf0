// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/data_options.h"

#include <filesystem>

#include "app/cli/validators.h"
#include "core/data/annotation_readers.h"
#include "core/pipeline/recognise.h"

namespace rf::cli {

namespace {

std::string absoluteText(const std::string& path) { return std::filesystem::absolute(path).lexically_normal().string(); }

Result<data::Source> sourceOf(const std::string& text) {
    RF_TRY(data::Source source, data::parseSource(text));
    source.location = data::withPath(source.location, [](const std::filesystem::path& path) { return absoluteText(path.string()); });
    return source;
}

/// "FORMAT:FILE", or a file of class numbers. The path of something that exists is a path as a whole. What a configuration
/// says of the classes in its own labels does not hold for others.
Result<void> setLabels(data::Source& source, const std::string& text) {
    const auto colon = std::filesystem::exists(text) ? std::string::npos : text.find(':');
    source.labelsFormat = data::AnnotationFormat::Automatic;
    source.classes.clear();
    source.labelOffset = 0;
    if (colon != std::string::npos) { RF_TRY(source.labelsFormat, data::annotationFormat(text.substr(0, colon))); }
    source.labels = absoluteText(colon == std::string::npos ? text : text.substr(colon + 1));
    return {};
}

}  // namespace

void DataOptions::declare(CLI::App& app, bool required) {
    app.add_option("--data", sources,
                   "SRC or INPUT=SRC, with dynamic axes INPUT[1x3x224x224]=SRC (repeat for several inputs). SRC is a folder of images or "
                   "of .npy files, a pattern (\"*.jpg\"), a list of files (.txt), a CIFAR-10 binary, an IDX file, .npy, FILE.npz#ARRAY, "
                   "raw:FILE?shape=3x32x32&dtype=u8, tokens:FILE?length=N&pad=ID, synthetic:N, const:VALUE, "
                   "command:[\"program\",\"argument\",…] or state:OUTPUT,start=VALUE")
        ->required(required)
        ->allow_extra_args(false);
    app.add_option("--labels", labels,
                   "Class numbers, one per line or IDX; found by itself where the format has a usual place for them. FORMAT:PATH for other "
                   "labels: text, class-lists, voc, coco, masks, values, tokens or masked-tokens");
    app.add_option(
        "--preprocess", preprocess,
        "Steps in the order in which they are applied, separated by commas: size=HxW[:linear|nearest|cubic|area]"
        "[:stretch|letterbox|shorter-side|longer-side|height], crop=HxW|FRACTION[:centre|top-left|...], pad=HxW|MULTIPLE[:top-left|...]"
        "[:VALUE], channels=rgb|bgr|gray, mean=M[:M:M], scale=S[:S:S] (together (x - mean) / scale), layout=chw|hwc, type=u8|f32");
    app.add_option("--skip-damaged", skipLimit, "How many damaged files may be left out before the run is given up (default: none)")
        ->check(nonNegative());
}

Result<void> DataOptions::applyTo(data::DataSpec& spec) const {
    if (!sources.empty()) {
        const std::uint64_t seed = spec.seed;
        spec = {};
        spec.seed = seed;
    }
    for (const std::string& text : sources) {
        RF_TRY(const data::Source source, sourceOf(text));
        RF_TRY_VOID(pipeline::expect(pipeline::PathKind::Data, source.location));  // a location that is no path is missing
        spec.sources.push_back(source);
    }
    if (!labels.empty()) {
        if (spec.sources.empty())
            return fail(ErrorCode::InvalidArgument,
                        RF_TEXT("core", "--labels: no data is named that these are the labels of; give --data too"));
        for (data::Source& source : spec.sources) RF_TRY_VOID(setLabels(source, labels));
    }
    if (!preprocess.empty()) { RF_TRY(spec.preprocess, data::parsePreprocess(preprocess)); }
    if (skipLimit) spec.skipLimit = *skipLimit;
    return {};
}

Result<data::DataSpec> DataOptions::spec(std::uint64_t seed) const {
    data::DataSpec spec;
    spec.seed = seed;
    RF_TRY_VOID(applyTo(spec));
    return spec;
}

void PermissionOption::declare(CLI::App& app) {
    app.add_flag("--allow-commands", allowed,
                 "Run the programs that a metric or the data names; without it they are only named in an error");
}

process::Permission PermissionOption::permission() const {
    return allowed ? process::Permission([](const process::CommandLine&) { return true; }) : process::Permission{};
}

}  // namespace rf::cli
