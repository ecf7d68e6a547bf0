// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/candidate_networks.h"
#include "core/pipeline/evaluate.h"

namespace rf::pipeline {

/// Measures how long a network takes; `floatModel` says whether it is the float model itself.
using MeasureLatency = std::function<Result<search::Latency>(const graph::Graph& network, bool floatModel, const Progress&)>;

struct OracleOptions {
    /// Deployed: candidates run as they would be written. Exact: float weights behind FakeQuantize, as POT ran them. The float
    /// model always runs in exact arithmetic.
    engine::Arithmetic arithmetic = engine::Arithmetic::Deployed;
    process::Permission permission{};
    MeasureLatency latency = {};  ///< empty: latency is not known
};

/// What networks are measured on and by what.
struct Measuring {
    std::shared_ptr<const data::SampleSource> samples;
    std::vector<metrics::MetricSpec> metrics;  ///< at least one
};

/// Answers by quantizing and running networks: the values are those of evaluate(). Metrics that compare with the float model run it
/// once.
class NetworkOracle final : public search::Oracle {
public:
    /// `networks` and `model`, as read, must outlive the oracle; `resources` are those of the networks. InvalidArgument for metrics that
    /// do not exist.
    static Result<std::unique_ptr<NetworkOracle>> create(const graph::Graph& model, CandidateNetworks& networks, Resources resources,
                                                         Measuring measuring, OracleOptions options);

    const std::vector<search::MetricInfo>& metrics() const override { return m_infos; }
    std::int64_t samples() const override { return evaluatedSamples(*m_measuring.samples, m_measuring.metrics); }
    Result<search::Answer> ask(const search::Question& question, const Progress& progress) override;
    Result<std::vector<search::Group>> groups(const search::Candidate& candidate, const Progress& progress) override;

private:
    NetworkOracle(const graph::Graph& model, CandidateNetworks& networks, Resources resources, Measuring measuring, OracleOptions options)
        : m_model(model),
          m_networks(networks),
          m_resources(std::move(resources)),
          m_measuring(std::move(measuring)),
          m_options(std::move(options)) {}
    Result<graph::Graph> toRun(const CandidateNetwork& network, const Progress& progress) const;
    Result<Evaluation> evaluateOn(const graph::Graph& network, const search::Question& question, const Progress& progress);
    Result<void> runReference(const Progress& progress);

    const graph::Graph& m_model;
    CandidateNetworks& m_networks;
    Resources m_resources;
    Measuring m_measuring;
    OracleOptions m_options;
    std::vector<search::MetricInfo> m_infos;
    std::optional<KnownOutputs> m_reference;  ///< of the float model; empty when they do not fit into memory
};

}  // namespace rf::pipeline
