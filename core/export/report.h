// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/analysis/layer_error.h"
#include "core/config/project_config.h"
#include "core/quantization/placement.h"

/// Results on their way out of the program.
namespace rf::exporting {

/// How a result came about, for rt_info and the report.
struct Provenance {
    std::string version;              ///< of this program
    std::string engine, engineVersion;
    std::string modelHash;            ///< SHA-256 of the model files, hexadecimal
    std::int64_t samples = 0;         ///< actually used
    std::uint64_t seed = 0;
};

struct Score {
    std::string metric;
    double reference = 0.0, quantized = 0.0;
    std::int64_t samples = 0;
};

/// A quantizer with the range it got.
struct QuantizerRange {
    quantization::Quantizer quantizer;
    std::vector<float> inputLow, inputHigh, outputLow, outputHigh;
};

/// One report, written as JSON and CSV.
struct Report {
    config::Project project;
    Provenance provenance;
    std::vector<QuantizerRange> quantizers;
    std::vector<quantization::RuleEffect> rules;
    std::vector<analysis::LayerError> errors;
    std::vector<Score> scores;
};

std::string toJson(const Report& report);       ///< stable: the same report gives the same bytes, no dates or paths of the machine
std::string errorsToCsv(const std::vector<analysis::LayerError>& errors);

/// `model`.xml/.bin, report.json and config.json into `folder` (created), all or nothing. Io names the path.
Result<void> exportModel(const graph::Graph& model, const Report& report, const std::string& name, const std::filesystem::path& folder,
                         const Progress& progress);

}  // namespace rf::exporting
