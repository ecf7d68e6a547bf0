// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>

#include "core/base/progress.h"
#include "core/data/dataset.h"
#include "core/engine/engine.h"
#include "core/metrics/confusion.h"
#include "core/metrics/metric.h"
#include "core/results/report.h"

namespace rf::pipeline {

/// What a network gives for samples of a source.
using KnownOutputs = std::map<std::int64_t, std::vector<Tensor>>;

struct EvaluateOptions {
    int threads = 0;
    engine::Arithmetic arithmetic = engine::Arithmetic::Deployed;
    /// The float model, for metrics that compare with it; runs in exact arithmetic. Outlives the call.
    const graph::Graph* reference = nullptr;
    process::Permission permission{};  ///< for metrics that run a program
    bool perSample = false;            ///< keep the scores of each sample
    /// Samples of the source to score, ascending and each once; nothing: all.
    std::optional<std::vector<std::int64_t>> samples = {};
    /// By metric, or empty: a value that must be reached. The evaluation ends after the first sample that makes it impossible.
    std::vector<std::optional<double>> mustReach = {};
    /// The outputs of `reference` where they are known already: it is then not run. Outlives the call.
    const KnownOutputs* referenceOutputs = nullptr;
};

/// One sample as the metrics saw it.
struct SampleRow {
    std::int64_t sample = 0;  ///< of the source; several rows where a sample is a batch of records
    std::string name;         ///< where it comes from
    data::Annotation annotation;
    std::vector<metrics::SampleScore> scores;  ///< one per metric
};

/// Metrics of one network over a data set.
struct Evaluation {
    double value = 0.0;  ///< of the first metric
    std::int64_t samples = 0;
    double seconds = 0.0;                              ///< of running, without compiling
    std::vector<results::Score> scores;                ///< in the order of the specs
    std::optional<metrics::ConfusionTable> confusion;  ///< classification: labels are classes, the output has one score each
    std::vector<SampleRow> rows;                       ///< with perSample
    bool gaveUp = false;  ///< a value of `mustReach` is impossible; everything else is of the samples seen until then
};

/// The samples of a source that an evaluation with these metrics runs: with labels also the last ones, which fill no batch.
std::int64_t evaluatedSamples(const data::SampleSource& source, std::span<const metrics::MetricSpec> specs);

/// Every sample is loaded and run once. InvalidArgument before anything runs when a metric is unknown, needs labels that
/// the data lacks, or a reference that is not given.
Result<Evaluation> evaluate(const graph::Graph& graph, const data::SampleSource& source, std::span<const metrics::MetricSpec> specs,
                            const engine::Engine& engine, const EvaluateOptions& options, const Progress& progress);
/// The same for one metric, as text.
Result<Evaluation> evaluate(const graph::Graph& graph, const data::SampleSource& source, const std::string& metric,
                            const engine::Engine& engine, const EvaluateOptions& options, const Progress& progress);

/// One line per sample: name, label, prediction, then the value of each metric; empty cells where there is none.
std::string samplesToCsv(const Evaluation& evaluation);

}  // namespace rf::pipeline
