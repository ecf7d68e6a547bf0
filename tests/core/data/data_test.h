// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/open.h"
#include "core/tensor/convert.h"
#include "tests/core/data/formats.h"
#include "tests/support/temp_dir.h"

namespace rf::data {

inline std::vector<float> values(const Tensor& tensor) { return toFloats(tensor.view()); }

/// One source for a model of one input "x"; fails the test (and gives nothing) when it can't be opened.
inline std::shared_ptr<const SampleSource> opened(const std::filesystem::path& location, Shape shape, ElementType type = ElementType::F32,
                                                  const std::string& preprocess = "", const std::string& labels = "") {
    const std::vector<InputInfo> inputs{{"x", type, std::move(shape)}};
    auto source = open({{{"", location.string(), labels}}, parsePreprocess(preprocess).value(), 0}, inputs);
    if (!source) throw std::runtime_error(source.error().message());
    return *source;
}

inline Tensor input(const SampleSource& source, std::int64_t index = 0) { return source.sample(index).value().inputs.at(0); }

inline std::vector<std::int64_t> labelsOf(const SampleSource& source) {
    std::vector<std::int64_t> labels;
    for (std::int64_t i = 0; i < source.size(); ++i) labels.push_back(std::get<ClassIndex>(source.sample(i).value().annotation));
    return labels;
}

}  // namespace rf::data
