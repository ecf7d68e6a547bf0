// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/recognise.h"

#include <algorithm>

#include "core/config/file_kind.h"
#include "core/data/looks_like_data.h"
#include "core/export/earlier_result.h"
#include "core/frameworks/framework.h"
#include "core/ir/root_element.h"

namespace rf::pipeline {

namespace {

std::string lowerEnding(const std::filesystem::path& path) {
    std::string ending = path.extension().string();
    std::ranges::transform(ending, ending.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return ending;
}

bool isFile(const std::filesystem::path& path) {
    std::error_code ignored;
    return std::filesystem::is_regular_file(path, ignored);
}

bool isModel(const std::filesystem::path& path) { return isFile(path) && ir::rootElement(path) == "net"; }

Recognised ofFolder(const std::filesystem::path& path) {
    if (exporting::isReport(path / "report.json")) return {PathKind::Result, path, path / "config.json"};
    if (data::looksLikeData(path)) return {PathKind::Data, path};
    if (isFile(path / "config.json")) return {PathKind::Configuration, path, path / "config.json"};
    return {PathKind::Unknown, path};
}

Recognised ofXml(const std::filesystem::path& path) {
    const std::string root = ir::rootElement(path);
    // Damaged ones count as what their name says; their reader tells what is wrong.
    if (root.empty() || root == "net") return {PathKind::Model, path};
    return {root == "annotation" ? PathKind::Annotations : PathKind::Unknown, path};
}

Recognised ofKeys(const std::filesystem::path& path) {
    if (path.filename() == "report.json" && exporting::isReport(path)) return {PathKind::Result, path, path.parent_path() / "config.json"};
    switch (config::fileKind(path)) {
        case config::FileKind::Unreadable:
        case config::FileKind::Configuration: return {PathKind::Configuration, path};
        case config::FileKind::AccuracyChecker: return {PathKind::AccuracyChecker, path};
        case config::FileKind::Annotations: return {PathKind::Annotations, path};
        case config::FileKind::Other: break;
    }
    return {PathKind::Unknown, path};
}

Recognised ofFile(const std::filesystem::path& path) {
    const std::string ending = lowerEnding(path);
    if (ending == ".xml") return ofXml(path);
    if (ending == ".json" || ending == ".yml" || ending == ".yaml") return ofKeys(path);
    const std::filesystem::path model = std::filesystem::path(path).replace_extension(".xml");
    if (ending == ".bin" && isModel(model)) return {PathKind::Weights, path, model};
    if (data::looksLikeData(path)) return {PathKind::Data, path};
    return {isModel(path) ? PathKind::Model : PathKind::Unknown, path};
}

}  // namespace

Recognised recognise(const std::filesystem::path& path) {
    std::error_code ignored;
    const auto status = std::filesystem::status(path, ignored);
    if (!std::filesystem::exists(status)) return {PathKind::Missing, path};
    if (const auto model = frameworks::modelFile(path))
        return {model->framework ? PathKind::Model : PathKind::ForeignModel, path, {}, std::string(model->format)};
    return std::filesystem::is_directory(status) ? ofFolder(path) : ofFile(path);
}

Error outOfPlace(const Recognised& file) {
    const auto sentence = [&](const char* pattern) { return fail(ErrorCode::InvalidArgument, pattern, file.path, file.opens); };
    switch (file.kind) {
        case PathKind::Model: return sentence(RF_TEXT("core", "%1: is a model; open it as the model (--model)"));
        case PathKind::Weights: return sentence(RF_TEXT("core", "%1: holds the weights of a model; open %2 as the model (--model)"));
        case PathKind::Configuration: return sentence(RF_TEXT("core", "%1: is a configuration; open it as one (--config)"));
        case PathKind::AccuracyChecker:
            return sentence(RF_TEXT("core",
                                    "%1: is a description of data and metrics for Accuracy Checker; name it in a configuration as "
                                    "engine.config, or give it to the command pot as --ac-config"));
        case PathKind::Result:
            return sentence(RF_TEXT("core", "%1: is the result of an earlier run; open its configuration, %2 (--config)"));
        case PathKind::Data: return sentence(RF_TEXT("core", "%1: is data; use it as calibration or test data (--data)"));
        case PathKind::Annotations: return sentence(RF_TEXT("core", "%1: holds annotations; use it as labels of data (--labels)"));
        case PathKind::ForeignModel:
            return fail(ErrorCode::Unsupported,
                        RF_TEXT("core", "%1: is a model of %2, which is not read; export it as ONNX, or convert it to an OpenVINO IR"),
                        file.path, file.format);
        case PathKind::Missing: return fail(ErrorCode::NotFound, RF_TEXT("core", "%1: no such file or folder"), file.path);
        case PathKind::Unknown: break;
    }
    return sentence(RF_TEXT(
        "core",
        "%1: is nothing that can be opened; open a model (.xml, .onnx, .tflite, .pb, .pdmodel), a configuration (.json, .yml) or data"));
}

Result<void> expect(PathKind kind, const std::filesystem::path& path) {
    const Recognised file = recognise(path);
    const bool isUncertain = file.kind == PathKind::Missing || file.kind == PathKind::Unknown || lowerEnding(path) == ".txt";
    if (file.kind == kind || isUncertain) return {};
    return outOfPlace(file);
}

}  // namespace rf::pipeline
