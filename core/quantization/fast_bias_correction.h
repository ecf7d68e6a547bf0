// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quantization/algorithm.h"

namespace rf::quantization {

/// A Convolution or MatMul whose bias can be corrected, and the tensors of the float model that are measured for it.
struct BiasedLayer {
    graph::NodeId op;
    graph::Output input;   ///< its data input before any FakeQuantize
    graph::Output output;  ///< after its bias, or its own output where it has none
    int inputAxis = 1;     ///< channels
    int outputAxis = 1;
    int measuredAxis = 1;  ///< on which the input's means are taken: inputAxis, but for an accident of POT
    bool operator==(const BiasedLayer&) const = default;
};

/// Layers that fast bias correction looks at, in the order of the graph: constant weights, quantized unless all nodes
/// are asked for, and a bias (our own mode: or a convolution, which can be given one).
std::vector<BiasedLayer> biasedLayers(const graph::Graph& quantized, const Settings& settings);

constexpr double kDefaultFastThreshold = 2.0;  ///< spec 02, section 3.1

/// Whether a corrected bias is taken over. POT: every element changes by less than `threshold` times itself, which an
/// exact zero can't (spec 02, section 3.1 step 7). Ours: no element changes by `threshold` times the largest magnitude
/// among the old bias and the layer's mean outputs, so that one tiny element does not decide about all.
bool acceptsBias(std::span<const float> before, std::span<const double> after, std::span<const double> outputMean, double threshold,
                 Compatibility compatibility);

/// Makes up for the mean error that rounding the weights causes at each layer's output, using the channel means of its
/// float input only: one small run for all layers, no second pass over the data (spec 02, section 3.1).
class FastBiasCorrection final : public Algorithm {
public:
    explicit FastBiasCorrection(Settings settings) : m_settings(std::move(settings)) {}
    std::string name() const override { return "FastBiasCorrection"; }
    Result<std::vector<calibration::StatisticRequest>> requests(const State& state) const override;
    Result<State> apply(State state, const calibration::Statistics& statistics, const Services& services,
                        const Progress& progress) const override;

private:
    Settings m_settings;
};

}  // namespace rf::quantization
