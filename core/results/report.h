// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/layer_error.h"
#include "core/config/project_config.h"
#include "core/metrics/metric.h"
#include "core/quantization/algorithm.h"
#include "core/quantization/placement.h"
#include "core/results/device_findings.h"
#include "core/results/search_steps.h"

/// The results of runs as values. The pipeline computes them, `export` writes them, the window and the command line show them.
namespace rf::results {

/// How a result was made, for rt_info and the report.
struct Provenance {
    std::string version;  ///< of this program
    std::string engine, engineVersion;
    std::string modelHash;     ///< SHA-256 of the model as read, hexadecimal
    std::int64_t samples = 0;  ///< actually used for calibration
};

/// The score of a model by one metric, with the score of the float model over the same samples if the two are compared.
struct Score {
    std::string metric;
    double value = 0.0;                 ///< of the model in question, which is the quantized one in a comparison
    std::optional<double> reference{};  ///< of the float model
    std::int64_t samples = 0;
    std::optional<double> limit{};  ///< the loss that is accepted
    metrics::Better better = metrics::Better::Higher;
    metrics::Unit unit = metrics::Unit::Share;

    /// The loss against the float model, in the metric's unit; negative where it gained, 0 without a comparison.
    double loss() const {
        if (!reference) return 0.0;
        return better == metrics::Better::Higher ? *reference - value : value - *reference;
    }
    /// When the float model's score is infinite (sqnr against itself), the limit is the least value.
    bool isWithinLimit() const {
        if (!limit || !reference) return true;
        return std::isinf(*reference) ? value >= *limit : loss() <= *limit;
    }
};

/// A quantizer and its range: one number, or one per channel.
struct QuantizerRange {
    quantization::Quantizer quantizer;
    std::string source;                  ///< name of the layer whose output it quantizes
    std::vector<std::string> consumers;  ///< "layer:port"
    std::vector<float> inputLow, inputHigh, outputLow, outputHigh;
};

/// How the ranges of activations were estimated where the program chose.
struct RangeChoices {
    std::vector<std::pair<quantization::EstimatorPreset, int>> taken;  ///< and for how many tensors, most first
    std::vector<quantization::TriedEstimator> tried;
};
/// `tried` as the state of a run has it; the placement of the same state.
RangeChoices rangeChoices(const quantization::Placement& placement, std::vector<quantization::TriedEstimator> tried);
/// What the preset mixed would have gained over performance, on the samples compared anyway.
struct PresetHint {
    std::string metric;  ///< "nmse": the distance to the float model
    double gain = 0.0;   ///< that much less of the metric is lost; of nmse in dB
    metrics::Unit unit = metrics::Unit::Share;
    std::int64_t samples = 0;
    bool operator==(const PresetHint&) const = default;
};

/// How a search came to the result.
struct SearchSummary {
    SearchRecord record;
    std::string arithmetic;                  ///< that candidates ran in, as the configuration names it
    std::string instructionSet;              ///< of the processor that they ran on
    std::string measure;                     ///< why the models were measured by these metrics, where the user named none; English
    std::vector<std::string> layersInFloat;  ///< that the search has returned to float, sorted
};

/// The results of one run.
struct Report {
    config::Project project;
    Provenance provenance;
    std::vector<QuantizerRange> quantizers;
    std::optional<RangeChoices> rangeChoices;  ///< nothing where the settings name the estimator
    std::vector<quantization::RuleEffect> rules;
    std::vector<quantization::LeftInFloat> leftInFloat{};  ///< tensors whose values have no range
    bool constantData = false;                             ///< all that was calibrated with is one number everywhere
    quantization::TransformerParts transformer;            ///< why the rules for transformers were applied, see Placement
    std::vector<graph::FusedOperators> fused;              ///< what the preparation of the model recognised
    std::vector<analysis::LayerError> errors;
    std::vector<Score> scores;
    std::optional<SaturationCheck> saturation{};  ///< with `errors`, on the same samples
    std::optional<DeployedCheck> deployed{};      ///< the same, of the exported network
    std::string deviceProblem{};                  ///< why these two could not be checked; empty where they were
    std::optional<PresetHint> presetHint{};       ///< where mixed is clearly better, and the user named no preset
    std::optional<SearchSummary> search{};        ///< where a search was asked for

    bool isSearchTargetMet() const { return !search || search->record.targetMet; }
};

/// The ranges of the quantizers in `graph`.
std::vector<QuantizerRange> rangesOf(const graph::Graph& graph, const std::vector<quantization::Quantizer>& quantizers);

}  // namespace rf::results
