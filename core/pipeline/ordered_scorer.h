// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/confusion.h"
#include "core/metrics/metric.h"
#include "core/pipeline/evaluate.h"
#include "core/pipeline/remembering_source.h"

namespace rf::pipeline {

using Metrics = std::vector<std::unique_ptr<metrics::Metric>>;
using Outputs = std::vector<Tensor>;

struct ScorerOptions {
    bool keepRows = false;
    bool splitBatches = false;                     ///< results of a batch are cut into those of its records, as labels need it
    std::vector<std::int64_t> samples = {};        ///< to score, ascending; others are passed over
    std::vector<std::optional<double>> mustReach;  ///< by metric, or empty: see EvaluateOptions
};

/// Passes results to metrics in sample order, although they arrive in any order: the sums of a metric may depend on it. Not
/// thread-safe.
class OrderedScorer {
public:
    /// Metrics and source must outlive this.
    OrderedScorer(const Metrics& metrics, RememberingSource& source, ScorerOptions options);

    /// The outputs of the float model; call it before add() of the same sample.
    void addReference(std::int64_t sample, std::span<const Tensor> outputs);
    /// InvalidArgument from metrics, and for outputs that can't be cut into those of a batch's records. Cancelled once a value
    /// that must be reached is impossible.
    Result<void> add(std::int64_t sample, std::span<const Tensor> outputs);

    /// Whether a value that must be reached is impossible; which samples were seen until then does not depend on threads.
    bool gaveUp() const { return m_gaveUp; }
    /// Records that the metrics have seen, or samples where these are not divided.
    std::int64_t scored() const { return m_scored; }
    std::vector<SampleRow> takeRows() { return std::move(m_rows); }
    /// Nothing when the data or the network is no classification.
    std::optional<metrics::ConfusionTable> confusion() const;

private:
    Result<void> score(std::int64_t sample, const Outputs& outputs);
    bool isHopeless() const;
    Result<void> scoreRecord(std::int64_t sample, std::int64_t record, data::Annotation annotation, std::span<const Tensor> outputs,
                             std::span<const Tensor> reference);
    void countClasses(const metrics::Observation& seen);

    const Metrics& m_metrics;
    RememberingSource& m_source;
    ScorerOptions m_options;
    std::map<std::int64_t, Outputs> m_waiting, m_reference;
    std::size_t m_next = 0;  ///< in the samples to score
    std::int64_t m_records = 0, m_scored = 0;
    bool m_gaveUp = false;
    bool m_isClassification = true;
    metrics::ConfusionTable m_confusion;
    std::vector<SampleRow> m_rows;
};

}  // namespace rf::pipeline
