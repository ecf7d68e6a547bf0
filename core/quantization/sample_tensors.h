// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>

#include "core/quantization/algorithm.h"

namespace rf::quantization {

/// Tensors of a network for a few samples, kept in memory so that a network can be run part by part.
class SampleTensors {
public:
    /// Knows the network's inputs to begin with.
    static Result<SampleTensors> inputsOf(const graph::Graph& graph, const data::SampleSource& source,
                                          std::span<const std::int64_t> samples, const Progress& progress);

    std::set<graph::Output> known() const;
    /// One tensor per sample, in the order of the samples.
    std::vector<Tensor>& of(graph::Output tensor) { return m_tensors.at(tensor); }

    /// Runs the part of `graph` that computes those of `wanted` that are not known yet, and knows them from then on.
    Result<void> compute(const graph::Graph& graph, std::span<const graph::Output> wanted, const Services& services,
                         const Progress& progress);

    void forget(graph::Output tensor) { m_tensors.erase(tensor); }
    /// Forgets what `wanted` can be computed without.
    void keepFor(const graph::Graph& graph, std::span<const graph::Output> wanted);

private:
    std::int64_t m_samples = 0;
    std::map<graph::Output, std::vector<Tensor>> m_tensors;
};

}  // namespace rf::quantization
