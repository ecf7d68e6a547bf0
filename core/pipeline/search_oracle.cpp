// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/search_oracle.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <numeric>
#include <unordered_map>

#include "core/metrics/registry.h"
#include "core/quantization/revert.h"

namespace rf::pipeline {

namespace {

// The float model's outputs are kept up to this size; larger ones are computed again beside every candidate.
constexpr std::int64_t kMostReferenceBytes = std::int64_t{1} << 30;

/// The mean of the values that the records of a sample have (spec 02, section 4.2).
struct SampleMean {
    double sum = 0;
    std::int64_t count = 0;
    double value() const { return count > 0 ? sum / static_cast<double>(count) : std::numeric_limits<double>::quiet_NaN(); }
};

/// By metric, then in the order of `asked`.
std::vector<std::vector<double>> bySample(const std::vector<SampleRow>& rows, const std::vector<std::int64_t>& asked, std::size_t metrics) {
    std::vector<std::unordered_map<std::int64_t, SampleMean>> means(metrics);
    for (const SampleRow& row : rows)
        for (std::size_t metric = 0; metric < metrics; ++metric) {
            const auto& value = row.scores[metric].value;
            if (!value || std::isnan(*value)) continue;
            SampleMean& mean = means[metric][row.sample];
            mean.sum += *value;
            ++mean.count;
        }
    std::vector<std::vector<double>> values(metrics);
    for (std::size_t metric = 0; metric < metrics; ++metric)
        for (const std::int64_t sample : asked) values[metric].push_back(means[metric][sample].value());
    return values;
}

std::vector<std::int64_t> ascending(std::vector<std::int64_t> samples) {
    std::ranges::sort(samples);
    samples.erase(std::unique(samples.begin(), samples.end()), samples.end());
    return samples;
}

std::vector<std::int64_t> allOf(std::int64_t count) {
    std::vector<std::int64_t> samples(static_cast<std::size_t>(count));
    std::iota(samples.begin(), samples.end(), 0);
    return samples;
}

}  // namespace

Result<std::unique_ptr<NetworkOracle>> NetworkOracle::create(const graph::Graph& model, CandidateNetworks& networks, Resources resources,
                                                             Measuring measuring, OracleOptions options) {
    std::unique_ptr<NetworkOracle> oracle(
        new NetworkOracle(model, networks, std::move(resources), std::move(measuring), std::move(options)));
    for (const metrics::MetricSpec& spec : oracle->m_measuring.metrics) {
        RF_TRY(const auto metric, metrics::create(spec, {oracle->m_options.permission, {}}));
        // A program tells its name and direction only when it runs.
        RF_TRY(const metrics::MetricType* type, metrics::metricType(spec.type));
        if (type->needs == metrics::Needs::Nothing) RF_TRY_VOID(metric->start());
        oracle->m_infos.push_back({metric->name(), metric->better(), metric->unit(), spec.limit});
    }
    return oracle;
}

Result<search::Answer> NetworkOracle::ask(const search::Question& question, const Progress& progress) {
    const auto begin = std::chrono::steady_clock::now();
    const auto parts = progress.split({4, 5, 1});
    RF_TRY(const auto network, m_networks.get(question.candidate, parts[0]));
    search::Answer answer;
    answer.bytes = network->bytes();
    answer.quantizedShare = network->quantizedShare;
    if (!question.samples || !question.samples->empty()) {
        RF_TRY(const graph::Graph graph, toRun(*network, parts[0]));
        RF_TRY(const Evaluation evaluation, evaluateOn(graph, question, parts[1]));
        for (const results::Score& score : evaluation.scores) answer.values.push_back(score.value);
        answer.gaveUp = evaluation.gaveUp;
        if (question.perSample) answer.perSample = bySample(evaluation.rows, question.samples.value_or(allOf(samples())), m_infos.size());
    }
    if (question.latency && m_options.latency) {
        RF_TRY(answer.latency, m_options.latency(network->exported, !question.candidate.settings, parts[2]));
    }
    answer.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    RF_TRY_VOID(progress.advance(1, 1));
    return answer;
}

Result<std::vector<search::Group>> NetworkOracle::groups(const search::Candidate& candidate, const Progress& progress) {
    RF_TRY(const auto network, m_networks.get(candidate, progress));
    return quantization::revertGroups(network->state);
}

Result<graph::Graph> NetworkOracle::toRun(const CandidateNetwork& network, const Progress& progress) const {
    if (!network.candidate.settings || network.nothingToQuantize || m_options.arithmetic == engine::Arithmetic::Deployed)
        return network.exported;
    quantization::Settings uncompressed = *network.candidate.settings;
    uncompressed.keepUncompressedWeights = true;
    return exportForm(network.state.model, m_model, uncompressed, progress);
}

Result<Evaluation> NetworkOracle::evaluateOn(const graph::Graph& network, const search::Question& question, const Progress& progress) {
    const auto parts = progress.split({m_reference ? 0.0 : 1.0, 2});
    EvaluateOptions options{m_resources.threads, question.candidate.settings ? m_options.arithmetic : engine::Arithmetic::Exact};
    options.permission = m_options.permission;
    options.perSample = question.perSample;
    options.mustReach = question.mustReach;
    if (question.samples) options.samples = ascending(*question.samples);
    if (metrics::anyNeeds(m_measuring.metrics, metrics::Needs::Reference)) {
        if (!m_reference) RF_TRY_VOID(runReference(parts[0]));
        options.reference = &m_model;
        if (!m_reference->empty()) options.referenceOutputs = &*m_reference;
    }
    return evaluate(network, *m_measuring.samples, m_measuring.metrics, *m_resources.engine, options, parts[1]);
}

Result<void> NetworkOracle::runReference(const Progress& progress) {
    m_reference.emplace();
    std::int64_t bytes = 0;
    RF_TRY(const auto program, m_resources.engine->compile(m_model, {}, {m_resources.threads, engine::Arithmetic::Exact}, progress));
    const auto keep = [&](std::int64_t sample, std::span<const Tensor> outputs) -> Result<void> {
        for (const Tensor& output : outputs) bytes += std::ssize(output.bytes());
        if (bytes > kMostReferenceBytes) return cancelled();
        (*m_reference)[sample].assign(outputs.begin(), outputs.end());
        return {};
    };
    auto ran = program->run(*m_measuring.samples, allOf(samples()), keep, progress);
    if (bytes > kMostReferenceBytes)
        m_reference->clear();
    else if (!ran)
        m_reference.reset();
    return bytes > kMostReferenceBytes ? Result<void>() : ran;
}

}  // namespace rf::pipeline
