// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/base/progress.h"
#include "core/export/report.h"
#include "core/export/target.h"
#include "core/graph/graph.h"
#include "core/onnx/onnx.h"

namespace rf::exporting {

/// SHA-256 of the files that the model would be written to, hexadecimal.
Result<std::string> modelHash(const graph::Graph& model);

/// How a model was made: settings, sample count, hashes, version.
onnx::Metadata provenance(const results::Report& report);

/// `model` with a section in its rt_info with its provenance.
graph::Graph withProvenance(graph::Graph model, const results::Report& report);

/// The content of the ONNX file of a model: constants behind a quantizer are stored as integers. Errors as onnx::serialize().
Result<onnx::Image> onnxImage(const graph::Graph& model, const onnx::Metadata& metadata, const Progress& progress);

/// Writes the files of the target, whose folder is created: all of them or none. Errors as for checkTarget(); Io names the path
/// and the system's reason.
Result<void> exportModel(const graph::Graph& model, const results::Report& report, const Target& target, const Progress& progress);

}  // namespace rf::exporting
