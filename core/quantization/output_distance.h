// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/graph/graph.h"
#include "core/tensor/tensor.h"

/// How far the outputs of a network are from the float model's, for telling networks apart that are all near to it.
namespace rf::quantization {

/// What an output says. Probabilities come from a SoftMax, behind operators that only change its form; their logarithms from a
/// LogSoftmax.
enum class OutputKind { Values, Probabilities, LogProbabilities };
OutputKind outputKind(const graph::Graph& model, graph::NodeId result);

/// The distance of outputs on some samples.
struct OutputDistance {
    std::vector<double> bySample;           ///< what networks are compared by; the more, the further away
    double nmse = 0.0;                      ///< Σ noise / Σ signal over all outputs
    std::optional<double> divergence = {};  ///< mean over samples; where all outputs are probabilities
    double total() const;                   ///< Σ bySample
    bool operator==(const OutputDistance&) const = default;
};

/// The distance over all outputs of real numbers; both lists by output, then by sample, `kinds` by output. Where none of them are mere
/// values, samples count by the Jensen-Shannon divergence of the two distributions (J. Lin, Divergence Measures Based on the Shannon
/// Entropy, 1991), in nats and summed over the steps of a sample: what is read from probabilities is the largest one, and a squared error
/// hardly sees a confident answer become an unsure one. Elsewhere samples count by their squared error, as parts of all samples' signal.
Result<OutputDistance> outputDistance(const std::vector<std::vector<Tensor>>& outputs, const std::vector<std::vector<Tensor>>& reference,
                                      std::span<const OutputKind> kinds);

/// Whether the first is nearer by more than chance: the mean of the differences sample by sample is beyond two of its standard errors.
/// Never with fewer than two samples.
bool isClearlyNearer(const OutputDistance& one, const OutputDistance& other);

}  // namespace rf::quantization
