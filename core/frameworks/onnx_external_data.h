// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

#include "core/base/result.h"

namespace rf::frameworks {

/// The files beside an ONNX model that hold the values of its tensors, each once, in the order in which the model names them
/// (TensorProto.external_data of onnx.proto; tensors of graphs, sub-graphs, attributes and functions). InvalidFile where the
/// model is damaged, and where it names a file outside of its own folder: reading that would show what the model's author
/// may not see.
Result<std::vector<std::filesystem::path>> onnxExternalData(const std::filesystem::path& model);

}  // namespace rf::frameworks
