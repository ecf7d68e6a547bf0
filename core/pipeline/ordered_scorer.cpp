// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/ordered_scorer.h"

#include <algorithm>

#include "core/metrics/adapter.h"
#include "core/tensor/convert.h"

namespace rf::pipeline {

namespace {

/// Part `index` of `count` equal ones along the first axis; the bytes are shared.
Tensor part(const Tensor& whole, std::int64_t index, std::int64_t count) {
    Shape shape = whole.shape();
    shape[0] /= count;
    const std::size_t size = whole.bytes().size() / static_cast<std::size_t>(count);
    return Tensor::shared(whole.type(), std::move(shape), std::make_shared<Tensor>(whole),
                          whole.bytes().subspan(static_cast<std::size_t>(index) * size, size));
}

Result<Outputs> recordOf(const Outputs& outputs, std::int64_t index, std::int64_t batch) {
    if (batch == 1) return outputs;
    Outputs parts;
    for (const Tensor& output : outputs) {
        if (output.shape().empty() || output.shape()[0] % batch != 0 || output.bytes().size() % static_cast<std::size_t>(batch) != 0)
            return fail(
                ErrorCode::InvalidArgument,
                RF_TEXT("core", "an output of %1 can't be divided among the %2 samples of a batch; reshape the model to a batch of 1"),
                text(output.shape()), batch);
        parts.push_back(part(output, index, batch));
    }
    return parts;
}

}  // namespace

OrderedScorer::OrderedScorer(const Metrics& metrics, RememberingSource& source, ScorerOptions options)
    : m_metrics(metrics), m_source(source), m_options(std::move(options)), m_records(std::ssize(m_options.samples)) {
    if (!m_options.splitBatches) return;
    const std::int64_t batch = source.batch();
    m_records = 0;
    for (const std::int64_t sample : m_options.samples) m_records += std::min(batch, source.records() - sample * batch);
}

void OrderedScorer::addReference(std::int64_t sample, std::span<const Tensor> outputs) {
    m_reference[sample] = Outputs(outputs.begin(), outputs.end());
}

Result<void> OrderedScorer::add(std::int64_t sample, std::span<const Tensor> outputs) {
    const std::vector<std::int64_t>& samples = m_options.samples;
    if (!std::ranges::binary_search(samples, sample)) {
        m_source.forget(sample);
        m_reference.erase(sample);
        return {};
    }
    m_waiting.emplace(sample, Outputs(outputs.begin(), outputs.end()));
    while (m_next < samples.size() && !m_gaveUp) {
        const auto next = m_waiting.find(samples[m_next]);
        if (next == m_waiting.end()) return {};
        RF_TRY_VOID(score(next->first, next->second));
        m_source.forget(next->first);
        m_reference.erase(next->first);
        m_waiting.erase(next);
        ++m_next;
        m_gaveUp = isHopeless();
    }
    return m_gaveUp ? Result<void>(cancelled()) : Result<void>();
}

bool OrderedScorer::isHopeless() const {
    for (std::size_t i = 0; i < m_options.mustReach.size(); ++i) {
        const std::optional<double>& wanted = m_options.mustReach[i];
        const auto best = wanted ? m_metrics[i]->bestAfter(m_records - m_scored) : std::nullopt;
        if (best && (m_metrics[i]->better() == metrics::Better::Higher ? *best < *wanted : *best > *wanted)) return true;
    }
    return false;
}

std::optional<metrics::ConfusionTable> OrderedScorer::confusion() const {
    return m_isClassification && m_next > 0 ? std::optional(m_confusion) : std::nullopt;
}

Result<void> OrderedScorer::score(std::int64_t sample, const Outputs& outputs) {
    const auto found = m_reference.find(sample);
    const Outputs reference = found == m_reference.end() ? Outputs{} : found->second;
    const std::int64_t batch = m_source.batch();
    if (batch > 1 && !m_options.splitBatches) return scoreRecord(sample, sample * batch, data::Annotation(), outputs, reference);
    for (std::int64_t i = 0; i < batch && sample * batch + i < m_source.records(); ++i) {
        const std::int64_t record = sample * batch + i;
        RF_TRY(data::Annotation annotation, m_source.annotation(record));
        RF_TRY(const Outputs ours, recordOf(outputs, i, batch));
        RF_TRY(const Outputs theirs, recordOf(reference, i, batch));
        RF_TRY_VOID(scoreRecord(sample, record, std::move(annotation), ours, theirs));
    }
    return {};
}

Result<void> OrderedScorer::scoreRecord(std::int64_t sample, std::int64_t record, data::Annotation annotation,
                                        std::span<const Tensor> outputs, std::span<const Tensor> reference) {
    metrics::Observation seen{record, m_source.name(record), outputs, std::move(annotation), reference};
    std::vector<metrics::SampleScore> scores;
    for (const auto& metric : m_metrics) { RF_TRY(scores.emplace_back(), metric->update(seen)); }
    ++m_scored;
    countClasses(seen);
    if (m_options.keepRows) m_rows.push_back({sample, std::move(seen.name), std::move(seen.annotation), std::move(scores)});
    return {};
}

void OrderedScorer::countClasses(const metrics::Observation& seen) {
    const auto* label = std::get_if<data::ClassIndex>(&seen.annotation);
    const Tensor* scores = m_isClassification && label ? metrics::classScores(seen.outputs) : nullptr;
    m_isClassification = scores && scores->count() <= metrics::ConfusionTable::kMostClasses && *label >= 0 && *label < scores->count();
    if (!m_isClassification) return;
    m_confusion.reserve(scores->count());
    m_confusion.add(*label, metrics::bestClass(toFloats(scores->view())));
}

}  // namespace rf::pipeline
