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

/// Holds the activations of the float network for a few samples while the tensors to compare them with arrive. Every (sample,
/// layer) has a slot of its own, so threads never share one; distances are added in sample order.
class SampleBatch {
public:
    /// `layers` float tensors are kept per sample; `comparisons` name the layer each compared tensor belongs to.
    SampleBatch(std::size_t layers, std::vector<std::size_t> comparisons);

    /// Drops the tensors and starts with other samples. Not while a network runs.
    void begin(std::span<const std::int64_t> samples);

    /// Keeps a float tensor and compares it with the tensors that wait for it.
    void reference(std::int64_t sample, std::size_t layer, const TensorView& tensor);
    /// Compares a tensor at once if its float tensor has arrived; otherwise a copy waits for it.
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

/// Passes one tensor of a network to a SampleBatch.
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
