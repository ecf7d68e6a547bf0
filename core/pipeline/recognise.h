// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "core/base/result.h"

namespace rf::pipeline {

/// What can be done with a file or folder.
enum class PathKind {
    Model,            ///< an OpenVINO IR
    Weights,          ///< the .bin beside one
    Configuration,    ///< in POT's format, with our additions
    AccuracyChecker,  ///< a description of data and metrics
    Result,           ///< a folder that a run has written, or the report in it
    Data,             ///< what samples are read from
    Annotations,      ///< labels of data
    ForeignModel,     ///< a model that must be converted first
    Missing,
    Unknown,
};

/// A path and what it is, by content and name. Cheap enough for something that is dragged over a window.
struct Recognised {
    PathKind kind = PathKind::Unknown;
    std::filesystem::path path;
    std::filesystem::path opens = {};  ///< what is read instead: the model of weights, the configuration of a result
    std::string format = {};           ///< of a ForeignModel: "ONNX"
};

Recognised recognise(const std::filesystem::path& path);

/// Says what the file is and where it belongs, for a place where it does not. Unsupported for a ForeignModel, NotFound for what
/// is missing, else InvalidArgument.
Error outOfPlace(const Recognised& file);

/// outOfPlace() unless the path is of the kind, or may be: what is missing or not recognised is told by who reads it.
Result<void> expect(PathKind kind, const std::filesystem::path& path);

}  // namespace rf::pipeline
