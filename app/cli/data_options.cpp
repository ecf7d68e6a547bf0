// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/data_options.h"

#include <filesystem>

namespace rf::cli {

namespace {

// "INPUT=file.npy", unless the whole text is a path that exists (paths may contain '=').
data::Source parseSource(const std::string& text, const std::string& labels) {
    const auto equals = text.find('=');
    const bool bound = equals != std::string::npos && equals > 0 && !std::filesystem::exists(text);
    data::Source source{bound ? text.substr(0, equals) : "", bound ? text.substr(equals + 1) : text, labels};
    if (!source.location.starts_with("synthetic:")) source.location = std::filesystem::absolute(source.location).lexically_normal().string();
    if (!labels.empty()) source.labels = std::filesystem::absolute(labels).lexically_normal().string();
    return source;
}

}  // namespace

void DataOptions::declare(CLI::App& app, bool required) {
    app.add_option("--data", sources,
                   "SRC or INPUT=SRC (repeat for several inputs). SRC is a CIFAR-10 binary, an IDX file, a folder of images, a .npy "
                   "file (first axis = samples) or synthetic:N")
        ->required(required)
        ->allow_extra_args(false);
    app.add_option("--labels", labels, "Labels, one per line or IDX; found by itself where the format has a usual place for them");
    app.add_option("--preprocess", preprocess, "size=HxW,channels=rgb|bgr,mean=M[:M:M],scale=S[:S:S],interpolation=linear|nearest|cubic|area");
}

Result<data::DataSpec> DataOptions::spec(std::uint64_t seed) const {
    data::DataSpec spec;
    for (const std::string& text : sources) spec.sources.push_back(parseSource(text, labels));
    if (!preprocess.empty()) {
        RF_TRY(spec.preprocess, data::parsePreprocess(preprocess));
    }
    spec.seed = seed;
    return spec;
}

}  // namespace rf::cli
