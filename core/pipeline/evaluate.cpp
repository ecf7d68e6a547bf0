// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/evaluate.h"

#include <chrono>
#include <numeric>

#include "core/metrics/metric.h"

namespace rf::pipeline {

namespace {

/// Scores results in sample order although they arrive in any: a metric may depend on the order of its sums.
class OrderedScorer {
public:
    OrderedScorer(metrics::Metric& metric, const data::SampleSource& source) : m_metric(metric), m_source(source) {}

    Result<void> add(std::int64_t sample, std::span<const Tensor> outputs) {
        m_waiting.emplace(sample, std::vector<Tensor>(outputs.begin(), outputs.end()));
        for (auto next = m_waiting.find(m_next); next != m_waiting.end(); next = m_waiting.find(m_next)) {
            RF_TRY(const data::Annotation annotation, m_source.annotation(m_next));
            const auto* label = std::get_if<data::ClassIndex>(&annotation);
            if (!label) return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "sample %1 has no label, so %2 can't be measured"), m_next, m_metric.name());
            RF_TRY_VOID(m_metric.update(next->second, *label));
            m_waiting.erase(next);
            ++m_next;
        }
        return {};
    }

private:
    metrics::Metric& m_metric;
    const data::SampleSource& m_source;
    std::map<std::int64_t, std::vector<Tensor>> m_waiting;
    std::int64_t m_next = 0;
};

}  // namespace

Result<Evaluation> evaluate(const graph::Graph& graph, const data::SampleSource& source, const std::string& metricName,
                            const engine::Engine& engine, const EvaluateOptions& options, const Progress& progress) {
    RF_TRY(const auto metric, metrics::create(metricName));
    if (!source.hasLabels())
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1 needs labels, and the data has none; name a labels file"), metricName);
    RF_TRY(const auto program, engine.compile(graph, {}, {options.threads, options.arithmetic}));
    std::vector<std::int64_t> all(static_cast<std::size_t>(source.size()));
    std::iota(all.begin(), all.end(), std::int64_t{0});

    OrderedScorer scorer(*metric, source);
    const auto begin = std::chrono::steady_clock::now();
    RF_TRY_VOID(program->run(source, all, [&](std::int64_t sample, std::span<const Tensor> outputs) { return scorer.add(sample, outputs); }, progress));
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    return Evaluation{metric->value(), source.size(), seconds.count()};
}

}  // namespace rf::pipeline
