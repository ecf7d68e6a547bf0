// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/sample_batch.h"

namespace rf::analysis {

SampleBatch::SampleBatch(std::size_t layers, std::vector<std::size_t> comparisons)
    : m_layers(layers), m_layerOf(std::move(comparisons)), m_comparisonsOf(layers) {
    for (std::size_t i = 0; i < m_layerOf.size(); ++i) m_comparisonsOf[m_layerOf[i]].push_back(i);
}

void SampleBatch::begin(std::span<const std::int64_t> samples) {
    m_slots.clear();
    m_samples.clear();
    for (const std::int64_t index : samples) {
        m_slots.emplace(index, m_samples.size());
        m_samples.push_back({index, std::vector<Tensor>(m_layers), std::vector<Comparison>(m_layerOf.size())});
    }
}

void SampleBatch::settle(Comparison& comparison, const TensorView& value, const Tensor& reference) {
    if (auto added = comparison.distance.add(value, reference.view()); !added) comparison.error = std::move(added).error();
    comparison.waiting = {};
}

void SampleBatch::reference(std::int64_t sample, std::size_t layer, const TensorView& tensor) {
    Sample& slot = m_samples[m_slots.at(sample)];
    slot.references[layer] = Tensor::copyOf(tensor);
    for (const std::size_t i : m_comparisonsOf[layer])
        if (Comparison& comparison = slot.comparisons[i]; !comparison.waiting.isEmpty())
            settle(comparison, Tensor(comparison.waiting).view(), slot.references[layer]);
}

void SampleBatch::compare(std::int64_t sample, std::size_t comparison, const TensorView& tensor) {
    Sample& slot = m_samples[m_slots.at(sample)];
    const Tensor& reference = slot.references[m_layerOf[comparison]];
    if (reference.isEmpty())
        slot.comparisons[comparison].waiting = Tensor::copyOf(tensor);
    else
        settle(slot.comparisons[comparison], tensor, reference);
}

Result<void> SampleBatch::addTo(std::vector<metrics::Distance>& totals) const {
    for (const Sample& sample : m_samples)
        for (std::size_t i = 0; i < totals.size(); ++i) {
            if (sample.comparisons[i].error)
                return Error(*sample.comparisons[i].error)
                    .during(RF_TEXT("core", "while comparing sample %1"), {std::to_string(sample.index)});
            totals[i].merge(sample.comparisons[i].distance);
        }
    return {};
}

}  // namespace rf::analysis
