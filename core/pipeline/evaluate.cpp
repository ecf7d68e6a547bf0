// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/evaluate.h"

#include <chrono>
#include <cmath>
#include <numeric>

#include "core/base/csv.h"
#include "core/metrics/adapter.h"
#include "core/metrics/registry.h"
#include "core/pipeline/remembering_source.h"
#include "core/tensor/convert.h"

namespace rf::pipeline {

namespace {

using Metrics = std::vector<std::unique_ptr<metrics::Metric>>;
using Outputs = std::vector<Tensor>;

// With a reference both networks run over the same few samples in turn: enough to keep every thread busy, few enough to
// hold their inputs and outputs in memory.
constexpr std::int64_t kChunk = 64;

/// Scores results in sample order although they arrive in any: a metric may depend on the order of its sums.
class OrderedScorer {
public:
    OrderedScorer(const Metrics& metrics, RememberingSource& source, bool keepRows)
        : m_metrics(metrics), m_source(source), m_keepRows(keepRows) {}

    void addReference(std::int64_t sample, std::span<const Tensor> outputs) {
        m_reference[sample] = Outputs(outputs.begin(), outputs.end());
    }

    Result<void> add(std::int64_t sample, std::span<const Tensor> outputs) {
        m_waiting.emplace(sample, Outputs(outputs.begin(), outputs.end()));
        for (auto next = m_waiting.find(m_next); next != m_waiting.end(); next = m_waiting.find(m_next)) {
            RF_TRY_VOID(score(m_next, next->second));
            m_source.forget(m_next);
            m_reference.erase(m_next);
            m_waiting.erase(next);
            ++m_next;
        }
        return {};
    }

    std::vector<SampleRow> takeRows() { return std::move(m_rows); }
    std::optional<metrics::ConfusionTable> confusion() const {
        return m_isClassification && m_next > 0 ? std::optional(m_confusion) : std::nullopt;
    }

private:
    Result<void> score(std::int64_t sample, const Outputs& outputs) {
        RF_TRY(data::Annotation annotation, m_source.annotation(sample));
        const auto reference = m_reference.find(sample);
        metrics::Observation seen{sample, m_source.name(sample), outputs, std::move(annotation), {}};
        if (reference != m_reference.end()) seen.reference = reference->second;
        std::vector<metrics::SampleScore> scores;
        for (const auto& metric : m_metrics) { RF_TRY(scores.emplace_back(), metric->update(seen)); }
        countClasses(seen);
        if (m_keepRows) m_rows.push_back({std::move(seen.name), std::move(seen.annotation), std::move(scores)});
        return {};
    }

    void countClasses(const metrics::Observation& seen) {
        const auto* label = std::get_if<data::ClassIndex>(&seen.annotation);
        const Tensor* scores = m_isClassification && label ? metrics::classScores(seen.outputs) : nullptr;
        m_isClassification = scores && scores->count() <= metrics::ConfusionTable::kMostClasses && *label >= 0 && *label < scores->count();
        if (!m_isClassification) return;
        m_confusion.reserve(scores->count());
        m_confusion.add(*label, metrics::bestClass(toFloats(scores->view())));
    }

    const Metrics& m_metrics;
    RememberingSource& m_source;
    bool m_keepRows;
    std::map<std::int64_t, Outputs> m_waiting, m_reference;
    std::int64_t m_next = 0;
    bool m_isClassification = true;
    metrics::ConfusionTable m_confusion;
    std::vector<SampleRow> m_rows;
};

Result<void> checkNeeds(const metrics::MetricSpec& spec, const data::SampleSource& source, const EvaluateOptions& options) {
    RF_TRY(const metrics::MetricType* type, metrics::metricType(spec.type));
    if (type->needs == metrics::Needs::Annotations && source.batch() > 1)
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1 needs one sample at a time, and the model takes a batch of %2; reshape it to a batch of 1"),
                    metrics::toText(spec), source.batch());
    if (type->needs == metrics::Needs::Annotations && !source.hasLabels())
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1 needs labels, and the data has none; name a labels file"),
                    metrics::toText(spec));
    if (type->needs == metrics::Needs::Reference && !options.reference)
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "%1 compares with the float model, and none is given; name it with --reference"),
                    metrics::toText(spec));
    return {};
}

Result<Metrics> createMetrics(std::span<const metrics::MetricSpec> specs, const data::SampleSource& source, const EvaluateOptions& options,
                              const Progress& progress) {
    Metrics created;
    for (const metrics::MetricSpec& spec : specs) {
        RF_TRY_VOID(checkNeeds(spec, source, options));
        RF_TRY(created.emplace_back(), metrics::create(spec, {options.permission, progress.token()}));
    }
    return created;
}

std::vector<std::int64_t> indices(std::int64_t begin, std::int64_t end) {
    std::vector<std::int64_t> all(static_cast<std::size_t>(end - begin));
    std::iota(all.begin(), all.end(), begin);
    return all;
}

Result<void> runInTurn(engine::Program& program, engine::Program& reference, const RememberingSource& source, OrderedScorer& scorer,
                       const Progress& progress) {
    Progress rest = progress;
    for (std::int64_t begin = 0; begin < source.size(); begin += kChunk) {
        const std::int64_t end = std::min(begin + kChunk, source.size());
        const std::vector<std::int64_t> chunk = indices(begin, end);
        const auto share = static_cast<double>(end - begin);
        const auto parts = rest.split({share, share, 2 * static_cast<double>(source.size() - end) + 1e-9});
        const auto keep = [&](std::int64_t sample, std::span<const Tensor> outputs) -> Result<void> {
            scorer.addReference(sample, outputs);
            return {};
        };
        RF_TRY_VOID(reference.run(source, chunk, keep, parts[0]));
        RF_TRY_VOID(program.run(
            source, chunk, [&](std::int64_t sample, std::span<const Tensor> outputs) { return scorer.add(sample, outputs); }, parts[1]));
        rest = parts[2];
    }
    return {};
}

}  // namespace

Result<Evaluation> evaluate(const graph::Graph& graph, const data::SampleSource& source, std::span<const metrics::MetricSpec> specs,
                            const engine::Engine& engine, const EvaluateOptions& options, const Progress& progress) {
    RF_TRY(const Metrics created, createMetrics(specs, source, options, progress));
    for (const auto& metric : created) RF_TRY_VOID(metric->start());
    RF_TRY(const auto program, engine.compile(graph, {}, {options.threads, options.arithmetic}));
    std::unique_ptr<engine::Program> reference;
    if (options.reference) { RF_TRY(reference, engine.compile(*options.reference, {}, {options.threads, engine::Arithmetic::Exact})); }

    RememberingSource remembering(source, reference != nullptr);
    OrderedScorer scorer(created, remembering, options.perSample);
    const auto begin = std::chrono::steady_clock::now();
    const auto sink = [&](std::int64_t sample, std::span<const Tensor> outputs) { return scorer.add(sample, outputs); };
    if (reference)
        RF_TRY_VOID(runInTurn(*program, *reference, remembering, scorer, progress));
    else
        RF_TRY_VOID(program->run(remembering, indices(0, source.size()), sink, progress));
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;

    Evaluation result;
    for (const auto& metric : created) {
        RF_TRY_VOID(metric->finish());
        result.values.push_back({metric->name(), metric->value(), metric->better(), metric->unit()});
    }
    result.value = result.values.empty() ? 0.0 : result.values.front().value;
    result.samples = source.size();
    result.seconds = seconds.count();
    result.confusion = scorer.confusion();
    result.rows = scorer.takeRows();
    return result;
}

Result<Evaluation> evaluate(const graph::Graph& graph, const data::SampleSource& source, const std::string& metric,
                            const engine::Engine& engine, const EvaluateOptions& options, const Progress& progress) {
    RF_TRY(const metrics::MetricSpec spec, metrics::parseSpec(metric));
    return evaluate(graph, source, std::span(&spec, 1), engine, options, progress);
}

std::string samplesToCsv(const Evaluation& evaluation) {
    std::string text = "sample,name,label,prediction";
    for (const MetricValue& metric : evaluation.values) text += "," + csvCell(metric.name);
    text += "\n";
    for (std::size_t i = 0; i < evaluation.rows.size(); ++i) {
        const SampleRow& row = evaluation.rows[i];
        const auto told = std::find_if(row.scores.begin(), row.scores.end(), [](const auto& score) { return !score.prediction.empty(); });
        text += fmt::format("{},{},{},{}", i, csvCell(row.name), csvCell(data::describe(row.annotation)),
                            told == row.scores.end() ? "" : csvCell(told->prediction));
        for (const metrics::SampleScore& score : row.scores)
            text += score.value && std::isfinite(*score.value) ? fmt::format(",{:.9g}", *score.value) : ",";
        text += "\n";
    }
    return text;
}

}  // namespace rf::pipeline
