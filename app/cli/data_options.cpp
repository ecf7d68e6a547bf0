// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/data_options.h"

#include <filesystem>

#include "core/data/annotation_readers.h"

namespace rf::cli {

namespace {

// "INPUT=file.npy", unless the whole text is a path that exists (paths may contain '=').
std::string absolute(const std::string& path) { return std::filesystem::absolute(path).lexically_normal().string(); }

Result<data::Source> parseSource(const std::string& text, const std::string& labels) {
    const auto equals = text.find('=');
    const bool bound = equals != std::string::npos && equals > 0 && !text.starts_with("command:") && !std::filesystem::exists(text);
    data::Source source{bound ? text.substr(0, equals) : "", bound ? text.substr(equals + 1) : text, labels};
    const bool isPath = !source.location.starts_with("synthetic:") && !source.location.starts_with("command:");
    if (isPath) source.location = absolute(source.location);
    if (labels.empty()) return source;
    // "FORMAT:FILE", unless the whole text is a path that exists.
    const auto colon = labels.find(':');
    if (colon != std::string::npos && !std::filesystem::exists(labels)) {
        RF_TRY(source.labelsFormat, data::annotationFormat(labels.substr(0, colon)));
        source.labels = labels.substr(colon + 1);
    }
    source.labels = absolute(source.labels);
    return source;
}

}  // namespace

void DataOptions::declare(CLI::App& app, bool required) {
    app.add_option("--data", sources,
                   "SRC or INPUT=SRC (repeat for several inputs). SRC is a CIFAR-10 binary, an IDX file, a folder of images, a .npy "
                   "file (first axis = samples), command:[\"program\",\"argument\",…] or synthetic:N")
        ->required(required)
        ->allow_extra_args(false);
    app.add_option("--labels", labels, "Class numbers, one per line or IDX; found by itself where the format has a usual place for them. FORMAT:PATH for other "
                   "labels: text, class-lists, voc, coco, masks, values, tokens or masked-tokens");
    app.add_option("--preprocess", preprocess, "size=HxW,channels=rgb|bgr,mean=M[:M:M],scale=S[:S:S],interpolation=linear|nearest|cubic|area");
}

Result<data::DataSpec> DataOptions::spec(std::uint64_t seed) const {
    data::DataSpec spec;
    for (const std::string& text : sources) { RF_TRY(spec.sources.emplace_back(), parseSource(text, labels)); }
    if (!preprocess.empty()) {
        RF_TRY(spec.preprocess, data::parsePreprocess(preprocess));
    }
    spec.seed = seed;
    return spec;
}

void PermissionOption::declare(CLI::App& app) {
    app.add_flag("--allow-commands", allowed, "Run the programs that a metric or the data names; without it they are only named in an error");
}

process::Permission PermissionOption::permission() const {
    return allowed ? process::Permission([](const process::CommandLine&) { return true; }) : process::Permission{};
}

}  // namespace rf::cli
