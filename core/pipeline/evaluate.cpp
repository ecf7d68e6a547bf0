// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/evaluate.h"

#include <chrono>
#include <cmath>
#include <numeric>

#include "core/base/csv.h"
#include "core/graph/operators.h"
#include "core/metrics/registry.h"
#include "core/pipeline/ordered_scorer.h"

namespace rf::pipeline {

namespace {

// With a reference both networks run over the same few samples in turn: enough to keep every thread busy, few enough to
// hold their inputs and outputs in memory.
constexpr std::size_t kScoredChunk = 64;

Result<void> checkNeeds(const metrics::MetricSpec& spec, const data::SampleSource& source, const EvaluateOptions& options) {
    RF_TRY(const metrics::MetricType* type, metrics::metricType(spec.type));
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

Result<void> runInTurn(engine::Program& program, engine::Program& reference, const RememberingSource& source,
                       std::span<const std::int64_t> samples, OrderedScorer& scorer, const Progress& progress) {
    const auto parts = progress.equalParts(2 * ((samples.size() + kScoredChunk - 1) / kScoredChunk));
    for (std::size_t part = 0; part < parts.size(); part += 2) {
        const std::size_t begin = part / 2 * kScoredChunk;
        const auto chunk = samples.subspan(begin, std::min(kScoredChunk, samples.size() - begin));
        const auto keep = [&](std::int64_t sample, std::span<const Tensor> outputs) -> Result<void> {
            scorer.addReference(sample, outputs);
            return {};
        };
        const auto score = [&](std::int64_t sample, std::span<const Tensor> outputs) { return scorer.add(sample, outputs); };
        RF_TRY_VOID(reference.run(source, chunk, keep, parts[part]));
        RF_TRY_VOID(program.run(source, chunk, score, parts[part + 1]));
    }
    return {};
}

/// Whether what a sample gives depends on the samples before it.
bool runsInOrder(const graph::Graph& graph, const data::SampleSource& source) {
    const auto nodes = graph.nodes();
    const auto keepsState = [&](graph::NodeId id) { return graph::has(graph.node(id), graph::Trait::Stateful); };
    return !source.states().empty() || std::ranges::any_of(graph.nodes(), keepsState);
}

/// A network, the float model where it has to run beside it, and the samples that both run.
struct Runs {
    std::unique_ptr<engine::Program> program, reference;
    std::vector<std::int64_t> samples;
};

Result<Runs> prepareRuns(const graph::Graph& graph, const data::SampleSource& source, const std::vector<std::int64_t>& scored,
                         const engine::Engine& engine, const EvaluateOptions& options, const Progress& progress) {
    Runs runs;
    RF_TRY(runs.program, engine.compile(graph, {}, {options.threads, options.arithmetic}, progress));
    if (options.reference && !options.referenceOutputs) {
        RF_TRY(runs.reference, engine.compile(*options.reference, {}, {options.threads, engine::Arithmetic::Exact}, progress));
    }
    runs.samples = runsInOrder(graph, source) && !scored.empty() ? indices(0, scored.back() + 1) : scored;
    return runs;
}

Result<void> run(const Runs& runs, const RememberingSource& source, OrderedScorer& scorer, const EvaluateOptions& options,
                 const Progress& progress) {
    if (runs.reference) return runInTurn(*runs.program, *runs.reference, source, runs.samples, scorer, progress);
    const auto sink = [&](std::int64_t sample, std::span<const Tensor> outputs) {
        if (options.referenceOutputs) {
            const auto known = options.referenceOutputs->find(sample);
            if (known != options.referenceOutputs->end()) scorer.addReference(sample, known->second);
        }
        return scorer.add(sample, outputs);
    };
    return runs.program->run(source, runs.samples, sink, progress);
}

}  // namespace

std::int64_t evaluatedSamples(const data::SampleSource& source, std::span<const metrics::MetricSpec> specs) {
    if (!metrics::anyNeeds(specs, metrics::Needs::Annotations)) return source.size();
    return (source.records() + source.batch() - 1) / source.batch();
}

Result<Evaluation> evaluate(const graph::Graph& graph, const data::SampleSource& source, std::span<const metrics::MetricSpec> specs,
                            const engine::Engine& engine, const EvaluateOptions& options, const Progress& progress) {
    RF_TRY(const Metrics created, createMetrics(specs, source, options, progress));
    for (const auto& metric : created) RF_TRY_VOID(metric->start());
    const auto scored = options.samples ? *options.samples : indices(0, evaluatedSamples(source, specs));
    RF_TRY(const Runs runs, prepareRuns(graph, source, scored, engine, options, progress));

    RememberingSource remembering(source, runs.reference != nullptr);
    const bool byRecord = metrics::anyNeeds(specs, metrics::Needs::Annotations);
    OrderedScorer scorer(created, remembering, {options.perSample, byRecord, scored, options.mustReach});
    const auto begin = std::chrono::steady_clock::now();
    if (auto done = run(runs, remembering, scorer, options, progress); !done && !scorer.gaveUp()) return std::move(done).error();
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;

    Evaluation result;
    result.gaveUp = scorer.gaveUp();
    result.samples = byRecord ? scorer.scored() : scorer.scored() * source.batch();
    for (std::size_t i = 0; i < created.size(); ++i) {
        const metrics::Metric& metric = *created[i];
        RF_TRY_VOID(created[i]->finish());
        result.scores.push_back({metric.name(), metric.value(), {}, result.samples, specs[i].limit, metric.better(), metric.unit()});
    }
    result.value = result.scores.empty() ? 0.0 : result.scores.front().value;
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
    for (const results::Score& score : evaluation.scores) text += "," + csvCell(score.metric);
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
