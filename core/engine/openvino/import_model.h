// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/base/progress.h"
#include "core/frameworks/framework.h"
#include "core/graph/graph.h"

namespace rf::engine {

/// Reads a model of another framework with OpenVINO's frontends and brings it into the form that OpenVINO's own converter
/// gives it: see fuseOperators(). `path` is one of frameworks::ModelFile. Layers keep the names that the framework gave them;
/// those without one are numbered, the same on every call. Cancelled at once when stop is requested; what the frontend does is
/// then abandoned. Unsupported names the operator that OpenVINO can't convert; InvalidFile and NotFound name the file.
Result<graph::Graph> importModel(const std::filesystem::path& path, frameworks::Framework framework, const Progress& progress);

}  // namespace rf::engine
