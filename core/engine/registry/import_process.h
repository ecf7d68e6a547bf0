// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>

#include "core/base/progress.h"
#include "core/frameworks/framework.h"
#include "core/graph/graph.h"

/// Models of other frameworks are read by a process of their own: the frontends of OpenVINO, fed with a damaged file, can end the
/// process that they run in (a convolution without weights does in 2026.4), and nothing else stops them.
namespace rf::engine {

/// See importMain().
std::optional<int> importWorker(int argc, char** argv);
/// Whether importWorker() was called, so that importAside() can be.
bool canImportAside();

/// importModel() of engine/openvino in a process of its own, which is ended when stop is requested. InvalidFile too where that
/// process breaks down.
Result<graph::Graph> importAside(const std::filesystem::path& path, frameworks::Framework framework, const Progress& progress);

}  // namespace rf::engine
