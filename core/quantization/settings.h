// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/calibration/aggregate.h"
#include "core/calibration/statistic_request.h"

/// Everything a user can set about quantization, as plain structs; defaults are POT's (spec 01 section 1, spec 02).
namespace rf::quantization {

enum class Preset { Performance, Mixed, Accuracy, Automatic };  ///< Automatic: as Performance, before a search chooses
enum class Mode { Symmetric, Asymmetric };
enum class SaturationFix { FirstLayer, All, None };
enum class ModelType { Any, Transformer, Auto };  ///< Auto: as the network is, see transformer.h
enum class Compatibility { Default, Pot };        ///< Pot: the accidents of POT 2023.0.1 are reproduced too

/// Overrides of one end of a range estimator; absent members come from the preset (spec 01, section 4.4).
struct EstimatorEnd {
    std::optional<calibration::Reduction> type;
    std::optional<calibration::Aggregator> aggregator;
    std::optional<calibration::Granularity> granularity;
    std::optional<double> outlierProbability;
    std::optional<double> clippingValue;
    bool operator==(const EstimatorEnd&) const = default;
};

/// Where estimators start from. All but Quantile leave weights their extremes.
enum class EstimatorPreset {
    Default,       ///< POT's: the mean over samples of each one's extremes
    Max,           ///< the extremes of all samples
    LeastSquares,  ///< within these the range that loses least
    Quantile,      ///< the mean over samples of each one's quantiles
    Automatic,     ///< whichever of these keeps the outputs nearest to the float model's (range_choice.h)
};

struct RangeEstimator {
    std::optional<EstimatorPreset> preset;  ///< absent: Default, or Automatic where the ends are absent too (range_estimator.h)
    EstimatorEnd min, max;
    bool operator==(const RangeEstimator&) const = default;
};

/// The `weights` and `activations` dictionaries of POT: a filter over the hardware's schemes (spec 01, section 1.4).
struct TensorConstraint {
    std::optional<int> bits;
    std::optional<Mode> mode;
    std::optional<calibration::Granularity> granularity;
    std::optional<std::int64_t> levelLow, levelHigh;
    std::optional<RangeEstimator> rangeEstimator;
    bool operator==(const TensorConstraint&) const = default;
};

struct IgnoredOperation {
    std::string type;
    std::map<std::string, std::string> attributes;  ///< all must be present and equal, as text
    bool operator==(const IgnoredOperation&) const = default;
};

/// Names by pattern: `*` and `?` stand for any characters and one, or a regular expression (RE2); the whole full name
/// must match.
struct NamePattern {
    std::string text;
    bool regularExpression = false;
    bool operator==(const NamePattern&) const = default;
};

/// Everything on a path from one of `inputs` to one of `outputs`, both included, and the bodies of what is on it.
struct IgnoredSubgraph {
    std::vector<std::string> inputs, outputs;  ///< full names of layers, all of the main graph or all of one body
    bool operator==(const IgnoredSubgraph&) const = default;
};

/// Layers that follow one another, by type: "Convolution|GroupConvolution", "Add", "*" (any type). All layers of every
/// such chain are ignored; each reads an output of the one before it. As in `operations`, Convolution stands for
/// GroupConvolution too; capitals do not matter.
struct IgnoredStructure {
    std::vector<std::string> types;
    bool operator==(const IgnoredStructure&) const = default;
};

struct IgnoredScope {
    bool skipModel = false;
    std::vector<std::string> names;  ///< full names, "outer|inner" inside bodies
    std::vector<IgnoredOperation> operations;
    std::vector<NamePattern> patterns;
    std::vector<IgnoredSubgraph> subgraphs;
    std::vector<IgnoredStructure> structures;
    bool operator==(const IgnoredScope&) const = default;
};

/// The user's override for one quantizer: another estimator, or the range itself.
struct RangeOverride {
    std::string quantizer;                    ///< its name, or "layer:port" of an input that it feeds
    std::optional<RangeEstimator> estimator;  ///< instead of that of weights or activations
    std::optional<double> low, high;          ///< both or none; then nothing is estimated
    bool operator==(const RangeOverride&) const = default;
};

/// How one layer is quantized where it differs from the others; what is absent is as for all (spec 02, section 5.1).
struct LayerChoice {
    std::string layer;  ///< full name
    std::optional<TensorConstraint> weights, activations;
    bool correctBias = true;
    bool operator==(const LayerChoice&) const = default;
};

struct BiasCorrectionSettings {
    bool fast = true;
    bool applyForAllNodes = false;
    std::optional<double> threshold;  ///< 2 for the fast algorithm, 1000 for the exact one
    bool operator==(const BiasCorrectionSettings&) const = default;
};

/// How much of an outlier goes into the weights: see smooth_quant.h.
struct SmoothQuantSettings {
    std::optional<bool> use;                 ///< in DefaultQuantization; nothing: for transformers, but never under POT's habits
    double matMulAlpha = 0.95;               ///< 0…1
    std::optional<double> convolutionAlpha;  ///< nothing: convolutions are left as they are
    bool operator==(const SmoothQuantSettings&) const = default;
};

/// Algorithms by the names that POT's configurations use (spec 02, sections 1 to 3 and 6.1).
enum class AlgorithmName {
    DefaultQuantization,
    ActivationChannelAlignment,
    MinMaxQuantization,
    FastBiasCorrection,
    BiasCorrection,
    OverflowCorrection,
    WeightBiasCorrection,
    SmoothQuant  ///< not POT's
};

/// The samples that an algorithm measures on (spec 02, section 1.3).
struct Sampling {
    std::optional<std::int64_t> subsetSize = 300;  ///< nothing: all
    bool shuffleData = false;
    std::uint64_t seed = 0;
    bool operator==(const Sampling&) const = default;
};

/// One algorithm of a run; absent members are as in Settings.
struct AlgorithmEntry {
    AlgorithmName name = AlgorithmName::DefaultQuantization;
    std::optional<Sampling> sampling = {};
    std::optional<BiasCorrectionSettings> biasCorrection = {};
    bool operator==(const AlgorithmEntry&) const = default;
};

struct Settings {
    std::vector<AlgorithmEntry> algorithms = {AlgorithmEntry{}};  ///< run in this order
    std::string device = "CPU";
    Preset preset = Preset::Performance;
    ModelType modelType = ModelType::Auto;
    Compatibility compatibility = Compatibility::Default;
    SaturationFix saturationFix = SaturationFix::FirstLayer;
    RangeEstimator rangeEstimator;
    TensorConstraint weights, activations;
    std::vector<LayerChoice> layers;
    std::vector<RangeOverride> overrides;  ///< stronger than `layers`
    IgnoredScope ignored;
    BiasCorrectionSettings biasCorrection;
    SmoothQuantSettings smoothQuant;
    double weightBiasEpsilon = 1e-5;  ///< eps_factor of WeightBiasCorrection
    bool keepUncompressedWeights = false;
    Sampling sampling;
    bool operator==(const Settings&) const = default;
};

/// Whether a run puts FakeQuantize into the network at all.
bool quantizes(const Settings& settings);

}  // namespace rf::quantization
