// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "core/engine/probe.h"
#include "core/metrics/tensor_distance.h"
#include "core/tensor/tensor.h"

namespace rf::analysis {

/// The activations of the float network for a few samples, while the tensors they are compared with arrive. Every
/// (sample, layer) has places of its own, so threads do not meet; distances are added up in sample order.
class SampleBatch {
public:
    /// `layers` float tensors are kept per sample; `comparisons` name the layer each compared tensor belongs to.
    SampleBatch(std::size_t layers, std::vector<std::size_t> comparisons);

    /// Forgets the tensors and takes on other samples. Not while a network runs.
    void begin(std::span<const std::int64_t> samples);

    /// A float tensor: kept, and compared with what is waiting for it.
    void reference(std::int64_t sample, std::size_t layer, const TensorView& tensor);
    /// A tensor to compare: at once where its float tensor is there, else a copy waits for it.
    void compare(std::int64_t sample, std::size_t comparison, const TensorView& tensor);

    /// Adds the distances of every sample, in order, to `totals` (by comparison). The error names the sample.
    Result<void> addTo(std::vector<metrics::Distance>& totals) const;

private:
    struct Comparison {
        Tensor waiting;
        metrics::Distance distance;
        std::optional<Error> error;
    };
    struct Sample {
        std::int64_t index = 0;
        std::vector<Tensor> references;
        std::vector<Comparison> comparisons;
    };
    static void settle(Comparison& comparison, const TensorView& value, const Tensor& reference);

    std::size_t m_layers;
    std::vector<std::size_t> m_layerOf;                     ///< by comparison
    std::vector<std::vector<std::size_t>> m_comparisonsOf;  ///< by layer
    std::unordered_map<std::int64_t, std::size_t> m_slots;
    std::vector<Sample> m_samples;
};

/// Shows one tensor of a network to a SampleBatch.
class BatchObserver : public engine::Observer {
public:
    using See = void (SampleBatch::*)(std::int64_t sample, std::size_t which, const TensorView& tensor);
    BatchObserver(SampleBatch& batch, See see, std::size_t which) : m_batch(batch), m_see(see), m_which(which) {}
    void observe(std::int64_t sample, TensorView tensor) override { (m_batch.*m_see)(sample, m_which, tensor); }

private:
    SampleBatch& m_batch;
    See m_see;
    std::size_t m_which;
};

}  // namespace rf::analysis
