// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frameworks/model_files.h"

#include <algorithm>

#include "core/base/mapped_file.h"
#include "core/frameworks/onnx_external_data.h"
#include "core/frameworks/wire_format.h"

namespace rf::frameworks {

namespace {

using Files = std::vector<std::filesystem::path>;

bool isThere(const std::filesystem::path& path) {
    std::error_code ignored;
    return std::filesystem::exists(path, ignored);
}

// The members that hold the network: node of a GraphDef, blocks of a ProgramDesc, meta_graphs of a SavedModel.
constexpr std::uint32_t kNodes = 1, kBlocks = 1, kMetaGraphs = 2;

bool holds(std::span<const std::byte> message, std::uint32_t member) {
    bool found = false;
    WireReader reader(message);
    while (const auto field = reader.next()) found = found || (field->number == member && field->isBytes);
    return found && !reader.isDamaged();
}

Result<void> checkMessage(const std::filesystem::path& path, Framework framework, std::uint32_t member) {
    RF_TRY(const auto file, MappedFile::open(path));
    if (holds(file->bytes(), member)) return {};
    return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: is no model of %2, or is damaged or incomplete"), path, name(framework));
}

Result<Files> filesOfOnnx(const std::filesystem::path& model) {
    RF_TRY(Files data, onnxExternalData(model));
    for (const auto& file : data)
        if (!isThere(file))
            return fail(ErrorCode::NotFound, RF_TEXT("core", "%1: the model keeps weights in %2, which is missing"), model, file);
    data.insert(data.begin(), model);
    return data;
}

Result<Files> filesOfTensorFlow(const std::filesystem::path& model) {
    std::error_code ignored;
    if (!std::filesystem::is_directory(model, ignored)) {
        RF_TRY_VOID(checkMessage(model, Framework::TensorFlow, kNodes));
        return Files{model};
    }
    Files files{model / "saved_model.pb"};
    RF_TRY_VOID(checkMessage(files.front(), Framework::TensorFlow, kMetaGraphs));
    Files variables;
    for (const auto& entry : std::filesystem::directory_iterator(model / "variables", ignored))
        if (entry.path().filename().string().starts_with("variables.")) variables.push_back(entry.path());
    std::ranges::sort(variables);
    files.insert(files.end(), variables.begin(), variables.end());
    return files;
}

Result<Files> filesOfPaddle(const std::filesystem::path& model) {
    RF_TRY_VOID(checkMessage(model, Framework::PaddlePaddle, kBlocks));
    Files files{model};
    if (const auto weights = std::filesystem::path(model).replace_extension(".pdiparams"); isThere(weights)) files.push_back(weights);
    return files;
}

}  // namespace

Result<Files> filesOf(const std::filesystem::path& model, Framework framework) {
    switch (framework) {
        case Framework::Onnx: return filesOfOnnx(model);
        case Framework::TensorFlow: return filesOfTensorFlow(model);
        case Framework::PaddlePaddle: return filesOfPaddle(model);
        case Framework::TensorFlowLite: break;
    }
    RF_TRY_VOID(MappedFile::open(model));
    return Files{model};
}

}  // namespace rf::frameworks
