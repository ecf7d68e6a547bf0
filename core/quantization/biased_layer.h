// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "core/calibration/statistics.h"
#include "core/quantization/habits.h"
#include "core/quantization/weights.h"

/// Shared code of the algorithms that correct biases: the layers, their statistics, and replacing a bias.
namespace rf::quantization {

/// A Convolution or MatMul whose bias can be corrected, and the tensors of the float model that are measured for it.
struct BiasedLayer {
    graph::NodeId op;
    graph::Output input;   ///< its data input in the float model
    graph::Output output;  ///< after its bias, or its own output where it has none
    int inputAxis = 1;     ///< channels
    int outputAxis = 1;
    int measuredAxis = 1;  ///< axis of the input's means: inputAxis, except for a habit of POT (axisPerTensor)
    bool operator==(const BiasedLayer&) const = default;
};

/// Operators whose bias is corrected: Convolution and MatMul (spec 02, section 0.2).
bool hasCorrectableBias(const graph::Node& node);
/// Weights that are stored as integers are rounded half up, those left to the runtime half to even. POT measures with the
/// runtime's rounding in either case.
Rounding weightRounding(const Settings& settings);

/// Layers that bias correction looks at, in the order of the graph: constant weights, quantized by this run unless all nodes
/// are asked for, a bias (our own mode: or a convolution, which can be given one), and no choice against it. Quantizers that came with the
/// model are part of the float model, so they cause no error to correct.
std::vector<BiasedLayer> biasedLayers(const graph::Graph& quantized, const graph::Graph& floatModel, const Settings& settings,
                                      const Habits& habits);
inline std::vector<BiasedLayer> biasedLayers(const graph::Graph& quantized, const graph::Graph& floatModel, const Settings& settings) {
    return biasedLayers(quantized, floatModel, settings, habitsOf(settings));
}

/// Channels of a tensor along one axis.
ChannelLayout axisLayout(const Shape& shape, int axis);
/// The mean of every channel; computed as in single_precision.h if the habits ask for it.
std::vector<double> channelMeans(const Tensor& tensor, int axis, const Habits& habits);
/// The same mean collected per sample during a pass over the data, and its mean over the samples.
calibration::StatisticRequest meanRequest(const graph::Graph& graph, graph::Output tensor, int axis, const Habits& habits);
std::vector<double> meanOverSamples(const calibration::PerSample& measured, const Habits& habits);

/// Whether a corrected bias is used. POT: every element changes by less than `threshold` times itself, which an exact zero
/// can't (spec 02, section 3.1 step 7). Ours: no element changes by `threshold` times the largest magnitude among the old bias
/// and the layer's mean outputs, so that one tiny element does not decide for all.
bool acceptsBias(std::span<const float> before, std::span<const double> after, std::span<const double> outputMean, double threshold,
                 const Habits& habits);

/// The present bias, one value per channel: zeros where the layer has none. Empty when what is added to the layer is no bias
/// of `channels` channels for an output of `outputShape`, which then stays as it is.
std::vector<float> biasValues(const graph::Graph& model, const BiasedLayer& layer, const Shape& outputShape, const Habits& habits);
/// Replaces the values of the constant that `bias` reads. A constant with other readers is copied first, unless shared biases
/// are corrected together (Habits::correctsSharedBias): then all readers see the change.
void setBiasValues(graph::Graph& model, graph::Input bias, std::span<const float> values, const Habits& habits);
/// Replaces the bias; a convolution without one gets an Add behind it.
void storeBias(graph::Graph& model, const BiasedLayer& layer, std::span<const float> values, const Shape& outputShape,
               const Habits& habits);

}  // namespace rf::quantization
