// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quantization/algorithm.h"

namespace rf::quantization {

/// Two convolutions with nothing but a bias between them (spec 02, section 2.1).
struct AlignmentPair {
    graph::NodeId producer, consumer;
    graph::Output tensor;  ///< what the consumer reads: the producer's output after its bias
    bool operator==(const AlignmentPair&) const = default;
};

/// All pairs, by name of the consumer. Layers whose weights were already quantized are left out.
std::vector<AlignmentPair> alignmentPairs(const graph::Graph& graph, const Habits& habits);

/// What alignment does to a pair, by channel of the tensor between its layers: x becomes (x - shift) / scale.
struct AlignmentChange {
    std::vector<double> shift;  ///< empty where the biases do not allow one
    std::vector<double> scale;  ///< empty where weights and biases do not allow one, or all channels are dead
};
/// From quantiles measured on the float model; nothing changes where the tensor has none (calibration/odd_tensor.h). InvalidArgument
/// when they were not measured.
Result<AlignmentChange> alignmentChange(const graph::Graph& graph, const AlignmentPair& pair, const calibration::Statistics& statistics);

/// Factors by which the channels of a producer are divided: range over median range, between 0.01 and 100, 1 for dead
/// channels; empty when every channel is dead (spec 02, section 2.3).
std::vector<double> alignmentScales(std::span<const double> ranges);

/// Equalises the channel ranges of a convolution whose output another convolution reads directly, so that one scale for
/// the whole tensor fits all channels. The network computes the same (spec 02, section 2).
class ChannelAlignment final : public Algorithm {
public:
    using Algorithm::Algorithm;
    AlgorithmName name() const override { return AlgorithmName::ActivationChannelAlignment; }
    Result<std::vector<calibration::StatisticRequest>> requests(const State& state) const override;
    /// Every weight and bias of a pair becomes a constant that nobody else reads, in the type that the layer computes in.
    graph::Graph ready(graph::Graph prepared) const override;
    Result<State> apply(State state, const Answers& answers, const Progress& progress) const override;
};

}  // namespace rf::quantization
