// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/quantization/algorithm.h"

namespace rf::quantization {

/// A tensor, and the layers that read it with weights and take over the scale of its channels.
struct SmoothedTensor {
    graph::Output tensor;
    int channelAxis = -1;               ///< of the tensor: -1 in front of a MatMul, 1 in front of a convolution
    std::vector<graph::NodeId> layers;  ///< ascending
    graph::NodeId multiply;             ///< a Multiply in front of the layers divides the channels; invalid where the producer does
    bool operator==(const SmoothedTensor&) const = default;
};

/// All such tensors, by the name of their producer. Layers are MatMuls with two-dimensional weights, and convolutions of one group
/// where `convolutions`; their weights must be free. A tensor is divided in its producer where only the layers read it and the
/// producer is the affine part of a norm, or a MatMul with or without a bias.
std::vector<SmoothedTensor> smoothedTensors(const graph::Graph& graph, bool convolutions);

/// Whether a node is a Multiply that smoothing has put in front of layers. Nothing is quantized in front of it.
bool isSmoothing(const graph::Graph& graph, const graph::Node& node);

/// Factors by which channels are divided: x^alpha / w^(1 - alpha) (Xiao et al. 2023, equation 4), from the largest magnitudes of
/// the activations and of the weights behind them. A tenth of the channels at most has a smaller factor than the others: it, and
/// channels without values, get the factor at that border. Empty where no channel has values.
std::vector<double> smoothingFactors(std::span<const double> activations, std::span<const double> weights, double alpha);

/// SmoothQuant (Xiao et al., "SmoothQuant: Accurate and Efficient Post-Training Quantization for Large Language Models", ICML 2023):
/// divides the channels of activations and multiplies the weights that read them, so that outliers of few channels don't set the
/// range of all. The network computes the same.
class SmoothQuant final : public Algorithm {
public:
    /// Asked for by name: every network is smoothed.
    explicit SmoothQuant(Settings settings) : SmoothQuant(std::move(settings), true) {}
    /// As a part of DefaultQuantization: transformers are, unless the settings decide.
    static std::shared_ptr<const Algorithm> byDefault(Settings settings);

    AlgorithmName name() const override { return AlgorithmName::SmoothQuant; }
    Result<std::vector<calibration::StatisticRequest>> requests(const State& state) const override;
    /// Weights become constants that nobody else reads; where no producer can be divided, there is a Multiply by ones.
    graph::Graph ready(graph::Graph prepared) const override;
    Result<State> apply(State state, const Answers& answers, const Progress& progress) const override;

private:
    SmoothQuant(Settings settings, bool everywhere) : Algorithm(std::move(settings)), m_everywhere(everywhere) {}
    bool isWanted(const graph::Graph& graph) const;
    std::vector<SmoothedTensor> wanted(const graph::Graph& graph) const;

    bool m_everywhere;
};

}  // namespace rf::quantization
