// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>

#include "core/base/progress.h"
#include "core/frameworks/framework.h"
#include "core/graph/graph.h"

namespace rf::engine {

/// Reads a model of another framework, see engine/openvino/import_model.h. A build without OpenVINO can't: Unsupported, with
/// what would help.
Result<graph::Graph> importModel(const frameworks::ModelFile& file, const Progress& progress);

/// A graph whose written-out operators are replaced by the one operator that OpenVINO has for them; GraphInfo::fused says which.
/// The graph itself where there are none, and in a build without OpenVINO.
Result<graph::Graph> withFusedOperators(const graph::Graph& graph, const Progress& progress);

/// To be called by main() before anything else, with its arguments: models of other frameworks are then read by a process of
/// their own (import_process.h), which is the same program. In that process the function does the work and returns the exit
/// code, elsewhere nothing. A program that does not call it reads such models in its own process.
std::optional<int> importMain(int argc, char** argv);

}  // namespace rf::engine
