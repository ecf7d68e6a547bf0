// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

/// Model files of other frameworks: which kind a file is, and which other files belong to it. Converts nothing.
namespace rf::frameworks {

/// What a model is read from.
enum class Framework { Onnx, TensorFlow, TensorFlowLite, PaddlePaddle };

/// How users call it: "ONNX", "TensorFlow Lite".
std::string_view name(Framework framework);

/// A model file as its name and its place say; fast.
struct ModelFile {
    std::string_view format;             ///< how users call it
    std::optional<Framework> framework;  ///< empty: a format that OpenVINO does not read
    std::filesystem::path path;          ///< what is read: the folder of a SavedModel
};

/// Empty for anything that is no model of another framework.
std::optional<ModelFile> modelFile(const std::filesystem::path& path);

}  // namespace rf::frameworks
