// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/base/progress.h"
#include "core/export/report.h"
#include "core/export/target.h"
#include "core/graph/graph.h"

namespace rf::exporting {

/// SHA-256 of the files that the model would be written to, hexadecimal.
Result<std::string> modelHash(const graph::Graph& model);

/// `model` with a section in its rt_info that says how it was made: settings, sample count, hashes, version.
graph::Graph withProvenance(graph::Graph model, const results::Report& report);

/// Writes the files of the target, whose folder is created: all of them or none. Errors as for checkTarget(); Io names the path
/// and the system's reason.
Result<void> exportModel(const graph::Graph& model, const results::Report& report, const Target& target, const Progress& progress);

}  // namespace rf::exporting
