// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "core/base/result.h"

namespace rf::pipeline {

/// The kind of a file or folder, by its use.
enum class PathKind {
    Model,            ///< an OpenVINO IR, or a model of a framework that OpenVINO reads
    Weights,          ///< the .bin beside one
    Configuration,    ///< in POT's format, with our additions
    AccuracyChecker,  ///< a description of data and metrics
    Result,           ///< a folder that a run has written, or the report in it
    Data,             ///< what samples are read from
    Annotations,      ///< labels of data
    ForeignModel,     ///< a model in a format that is not read
    Missing,
    Unknown,
};

/// A path and its kind, judged by content and name. Fast enough to call while a file is dragged over the window.
struct Recognised {
    PathKind kind = PathKind::Unknown;
    std::filesystem::path path;
    std::filesystem::path opens = {};  ///< the file that is read instead: the model of weights, the configuration of a result
    std::string format = {};           ///< of a model that is no IR: "ONNX"
};

Recognised recognise(const std::filesystem::path& path);

/// The error for a file in the wrong place; its sentence says what the file is and where it belongs. Unsupported for a
/// ForeignModel, NotFound for a missing path, else InvalidArgument.
Error outOfPlace(const Recognised& file);

/// outOfPlace() unless the path has the kind. Missing and unknown paths pass; their reader reports the error.
Result<void> expect(PathKind kind, const std::filesystem::path& path);

}  // namespace rf::pipeline
