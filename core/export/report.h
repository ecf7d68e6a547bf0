// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "core/analysis/layer_error.h"
#include "core/config/project_config.h"
#include "core/metrics/metric.h"
#include "core/quantization/placement.h"

/// Results on their way out of the program.
namespace rf::exporting {

/// How a result came about, for rt_info and the report.
struct Provenance {
    std::string version;  ///< of this program
    std::string engine, engineVersion;
    std::string modelHash;     ///< SHA-256 of the model as read, hexadecimal
    std::int64_t samples = 0;  ///< actually used for calibration
};

/// A metric of the float and of the quantized model over the same samples.
struct Score {
    std::string metric;
    double reference = 0.0, quantized = 0.0;
    std::int64_t samples = 0;
    std::optional<double> limit{};  ///< the loss that is accepted
    metrics::Better better = metrics::Better::Higher;
    metrics::Unit unit = metrics::Unit::Share;

    /// What the quantized model lost, in the metric's unit; negative where it gained.
    double loss() const { return better == metrics::Better::Higher ? reference - quantized : quantized - reference; }
    /// Where the float model is infinitely good (sqnr against itself) the limit is the least value.
    bool isWithinLimit() const { return !limit || (std::isinf(reference) ? quantized >= *limit : loss() <= *limit); }
};

/// A quantizer with the range it got; one number, or one per channel.
struct QuantizerRange {
    quantization::Quantizer quantizer;
    std::string source;                  ///< name of the layer whose output it quantizes
    std::vector<std::string> consumers;  ///< "layer:port"
    std::vector<float> inputLow, inputHigh, outputLow, outputHigh;
};

/// What a run found out, written as JSON.
struct Report {
    config::Project project;
    Provenance provenance;
    std::vector<QuantizerRange> quantizers;
    std::vector<quantization::RuleEffect> rules;
    std::vector<analysis::LayerError> errors;
    std::vector<Score> scores;
};

/// The ranges of the quantizers as they stand in `graph`.
std::vector<QuantizerRange> rangesOf(const graph::Graph& graph, const std::vector<quantization::Quantizer>& quantizers);

/// The same report gives the same bytes: no dates, times or folders in it.
std::string toJson(const Report& report);
/// One line per layer: name, type, then the accumulated and the isolated measures; empty cells where there is no value.
std::string errorsToCsv(const std::vector<analysis::LayerError>& errors);

}  // namespace rf::exporting
