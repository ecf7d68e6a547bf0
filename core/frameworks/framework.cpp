// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frameworks/framework.h"

#include <algorithm>
#include <fstream>
#include <string>

namespace rf::frameworks {

namespace {

struct Ending {
    std::string_view ending, format;
    std::optional<Framework> framework;
};

// What the frontends of OpenVINO read, then what other frameworks write.
constexpr Ending kEndings[] = {
    {".onnx", "ONNX", Framework::Onnx},
    {".tflite", "TensorFlow Lite", Framework::TensorFlowLite},
    {".pb", "TensorFlow", Framework::TensorFlow},
    {".pdmodel", "PaddlePaddle", Framework::PaddlePaddle},
    {".pbtxt", "TensorFlow as text", {}},
    {".meta", "TensorFlow 1 (a checkpoint)", {}},
    {".h5", "Keras", {}},
    {".keras", "Keras", {}},
    {".pt", "PyTorch", {}},
    {".pth", "PyTorch", {}},
    {".torchscript", "PyTorch", {}},
    {".safetensors", "safetensors", {}},
    {".caffemodel", "Caffe", {}},
    {".prototxt", "Caffe", {}},
    {".mlmodel", "Core ML", {}},
    {".engine", "TensorRT", {}},
};

constexpr std::string_view kSavedModel = "saved_model.pb";
constexpr std::string_view kPaddleJson = "PaddlePaddle as JSON";

std::string lowerEnding(const std::filesystem::path& path) {
    std::string ending = path.extension().string();
    std::ranges::transform(ending, ending.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return ending;
}

// PaddlePaddle 3 writes programs as JSON that begins with the name of its intermediate form.
bool isPaddleJson(const std::filesystem::path& path) {
    constexpr std::size_t kLooksAt = 256;
    char start[kLooksAt] = {};
    std::ifstream(path, std::ios::binary).read(start, kLooksAt);
    const std::string_view text(start, kLooksAt);
    return text.find("\"magic\"") != std::string_view::npos && text.find("\"pir\"") != std::string_view::npos;
}

bool isFile(const std::filesystem::path& path) {
    std::error_code ignored;
    return std::filesystem::is_regular_file(path, ignored);
}

}  // namespace

std::string_view name(Framework framework) { return std::ranges::find(kEndings, std::optional(framework), &Ending::framework)->format; }

std::optional<ModelFile> modelFile(const std::filesystem::path& path) {
    const ModelFile saved{name(Framework::TensorFlow), Framework::TensorFlow, path};
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) return isFile(path / kSavedModel) ? std::optional(saved) : std::nullopt;
    if (path.filename() == kSavedModel) return ModelFile{saved.format, saved.framework, path.parent_path()};
    const std::string ending = lowerEnding(path);
    if (ending == ".json" && isPaddleJson(path)) return ModelFile{kPaddleJson, {}, path};
    const auto* const found = std::ranges::find(kEndings, ending, &Ending::ending);
    if (found == std::end(kEndings)) return std::nullopt;
    return ModelFile{found->format, found->framework, path};
}

}  // namespace rf::frameworks
