// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What a user can set about searches for a model that is accurate (and fast) enough, as plain structs (spec 02, sections 4
/// and 5). Defaults are POT's.
namespace rf::search {

enum class DropType { Absolute, Relative };
/// How candidates are run: as the device would run them, or FakeQuantize computed in float as POT did.
enum class CandidateArithmetic { Deployed, Exact };
enum class BaseAlgorithm { DefaultQuantization, MinMaxQuantization };

/// A metric that the search looks at; without a baseline the float model is measured.
struct MetricTarget {
    std::string name, type;
    std::optional<double> baseline;
    bool operator==(const MetricTarget&) const = default;
};

/// AccuracyAwareQuantization (spec 02, section 4.1).
struct AccuracyControl {
    double maximalDrop = 0.01;
    DropType dropType = DropType::Absolute;
    std::optional<std::int64_t> maxIterations;      ///< nothing: no limit
    std::optional<std::int64_t> rankingSubsetSize;  ///< nothing: 300, or the whole data set where it is smaller
    double metricSubsetRatio = 0.5;
    bool stepBackWhenDropGrows = true;
    BaseAlgorithm baseAlgorithm = BaseAlgorithm::DefaultQuantization;
    std::vector<MetricTarget> metrics;  ///< empty: all that are measured
    bool convertToMixedPreset = false;
    bool tuneHyperparameters = false;
    bool annotationFree = false;
    double annotationConfidence = 0.6;
    std::optional<CandidateArithmetic> arithmetic;  ///< nothing: deployed, or exact in POT's compatibility
    double maxMinutes = 0;                          ///< no step begins after this time; 0: no limit
    std::int64_t maxTrials = 0;                     ///< networks that are evaluated on the whole data set; 0: no limit
    bool operator==(const AccuracyControl&) const = default;
};

enum class TuningScope { Bits, Mode, Granularity, Layer, RangeEstimator, BiasCorrection };  ///< the last is our own
enum class EstimatorScope { Preset, Aggregator, Type, OutlierProbability };

/// What TunableQuantization may vary for each layer (spec 02, section 5.1).
struct Tuning {
    std::vector<TuningScope> scope;
    std::vector<EstimatorScope> estimatorScope;
    std::vector<double> outlierProbabilities = {1e-3, 1e-4, 1e-5};
    bool operator==(const Tuning&) const = default;
};

enum class TrialsLoad { ColdStart, WarmStart, FineTune, Eval };
enum class BenchmarkApi { Async, Sync };

/// How latency is measured during a search (spec 02, section 5.5).
struct Benchmark {
    std::int64_t requests = 0, streams = 0, threads = 0;  ///< 0: as the engine chooses
    std::int64_t batchSize = 0;                           ///< 0: the model's
    std::int64_t iterations = 100, seconds = 30;
    BenchmarkApi api = BenchmarkApi::Async;
    bool operator==(const Benchmark&) const = default;
};

/// A search that several processes share through one store. POT's words for server and client, master and peer are read;
/// all processes are peers here.
struct Multinode {
    std::string name;  ///< of the search that is shared
    std::string tag;   ///< of this process
    bool operator==(const Multinode&) const = default;
};

/// The search over trials, POT's section `optimizer` (spec 02, section 5.2).
struct Search {
    std::int64_t maxTrials = 200;
    double maxMinutes = 0;  ///< 0: no limit
    TrialsLoad load = TrialsLoad::ColdStart;
    double accuracyLoss = 1;  ///< percent, relative
    double latencyReduction = 1;
    double expectedQuantizationRatio = 0.5;
    double accuracyWeight = 1, latencyWeight = 1, quantizationRatioWeight = 0;
    bool stopOnTarget = false;
    std::optional<std::int64_t> evaluationSubset;  ///< nothing: the whole data set
    std::vector<MetricTarget> metrics;
    Benchmark benchmark;
    bool multivariate = false;  ///< layers are drawn together instead of each by itself
    std::optional<Multinode> multinode;
    bool operator==(const Search&) const = default;
};

enum class TuningOptimizer { Adam, Sgd };

/// Layer-wise tuning after DefaultQuantization (spec 02, section 6.7).
struct LayerwiseTuning {
    bool enabled = false;
    std::int64_t samples = 5000, batchSize = 25, poolSize = 300;
    std::optional<std::int64_t> iterations;  ///< nothing: samples / batch size
    TuningOptimizer optimizer = TuningOptimizer::Adam;
    std::string loss = "l2";
    double weightDecay = 0;
    std::uint64_t seed = 0;
    bool rankingSubset = false;
    bool gradientsOnLossIncreaseOnly = false;
    bool operator==(const LayerwiseTuning&) const = default;
};

}  // namespace rf::search
