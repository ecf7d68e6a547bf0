// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/biased_layer.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "core/calibration/aggregate.h"
#include "core/calibration/single_precision.h"
#include "core/graph/build.h"
#include "core/graph/operators.h"
#include "core/graph/traversal.h"
#include "core/tensor/convert.h"

namespace rf::quantization {

using graph::Graph;
using graph::Node;
using graph::NodeId;
using graph::Output;

namespace {

// Axis per use: channels of a convolution on 1, of a MatMul last, or last but one where its data input is transposed.
void setAxes(BiasedLayer& layer, const Node& op) {
    if (op.type != graph::op::kMatMul) return;
    layer.outputAxis = -1;
    layer.inputAxis = layer.measuredAxis = op.attributes.flag("transpose_a").value_or(false) ? -2 : -1;
}

// POT remembers one axis per tensor: that of the last operator that lists it, convolutions before MatMuls; tensors of
// nodes with several outputs are always measured on axis 1; the output's axis is looked up under the input's name.
void setPotAxes(const Graph& quantized, std::vector<BiasedLayer>& layers) {
    std::map<Output, int> axes;
    for (const bool matmul : {false, true}) {
        for (const BiasedLayer& layer : layers) {
            if ((quantized.node(layer.op).type == graph::op::kMatMul) != matmul) continue;
            axes[layer.input] = matmul ? -1 : 1;
            axes[layer.output] = matmul ? -1 : 1;
        }
    }
    for (BiasedLayer& layer : layers) {
        layer.inputAxis = layer.outputAxis = axes.at(layer.input);
        layer.measuredAxis = quantized.node(layer.input.node).outputs.size() > 1 ? 1 : layer.inputAxis;
    }
}

bool holdsOneValuePerChannel(const Shape& bias, std::size_t outputRank, int axis, std::int64_t channels) {
    if (bias.size() > outputRank) return false;
    Shape padded(outputRank - bias.size(), 1);
    padded.insert(padded.end(), bias.begin(), bias.end());
    const auto position = static_cast<std::size_t>(normalizedAxis(axis, outputRank));
    for (std::size_t i = 0; i < outputRank; ++i)
        if (padded[i] != (i == position ? channels : 1)) return false;
    return true;
}

// POT writes into the constant itself: every layer that shares the bias sees what an earlier one was corrected by, and is
// corrected from there.
void overwriteForAllReaders(Graph& model, graph::Input bias, std::span<const float> values) {
    graph::Editor editor(model);
    const Output before = model.source(bias);
    const std::string name = model.node(before.node).name;
    const graph::PortType type = model.type(before);
    Tensor value = fromFloats(type.type, type.shape, values);
    if (model.node(before.node).isConstant()) return editor.update(before.node, [&](Node& node) { node.value = std::move(value); });
    const NodeId constant = editor.addConstant(name, std::move(value));  // in place of the Convert of a constant in half precision
    editor.replaceUses(before, {constant, 0});
    editor.removeWithDeadProducers(before.node);
    editor.update(constant, [&](Node& node) { node.name = name; });
}

// A convolution without a bias gets an Add behind it.
void addBias(Graph& model, NodeId op, std::span<const float> values, const Shape& shape) {
    graph::Editor editor(model);
    const std::string name = model.node(op).name;
    const graph::PortType type = model.type({op, 0});
    const NodeId constant = editor.addConstant(name + "/bias", fromFloats(type.type, shape, values));
    // The tensor that people know by name is the one after the bias.
    editor.update(op, [](Node& node) { node.outputs[0].tensorNames.clear(); });
    const NodeId added =
        graph::addNode(editor, name + "/add_", graph::op::kAdd, {{op, 0}, {constant, 0}}, type, {{"auto_broadcast", "numpy"}});
    editor.replaceUses({op, 0}, {added, 0}, added);
}

}  // namespace

bool hasCorrectableBias(const Node& node) { return graph::has(node, graph::Trait::TakesBias); }

Rounding weightRounding(const Settings& settings) {
    const bool storedAsIntegers = !habitsOf(settings).weightsRoundHalfEven && !settings.keepUncompressedWeights;
    return storedAsIntegers ? Rounding::HalfUp : Rounding::HalfEven;
}

namespace {

bool isLeftAlone(const std::string& layer, const Settings& settings) {
    return std::any_of(settings.layers.begin(), settings.layers.end(),
                       [&](const LayerChoice& choice) { return choice.layer == layer && !choice.correctBias; });
}

}  // namespace

std::vector<BiasedLayer> biasedLayers(const Graph& quantized, const Graph& floatModel, const Settings& settings, const Habits& habits) {
    std::vector<BiasedLayer> layers;
    for (const NodeId id : quantized.nodes()) {
        const Node& op = quantized.node(id);
        if (!hasCorrectableBias(op) || !graph::weightsOf(floatModel, graph::Input{id, 1}).isConstant()) continue;
        const bool quantizedWeights = addedWeightQuantizer(quantized, floatModel, {id, 1}).isValid();
        if (!quantizedWeights && !settings.biasCorrection.applyForAllNodes) continue;
        if (isLeftAlone(op.name, settings)) continue;
        const auto bias = findBias(quantized, id);
        // A convolution without a bias can be given one afterwards; POT adds zero biases beforehand instead.
        if (!bias && (habits.zeroBiasesBeforehand || op.type == graph::op::kMatMul)) continue;
        BiasedLayer layer{id, floatModel.source({id, 0}), bias ? Output{bias->add, 0} : Output{id, 0}, 1, 1};
        setAxes(layer, op);
        layers.push_back(layer);
    }
    if (habits.axisPerTensor) setPotAxes(quantized, layers);
    return layers;
}

ChannelLayout axisLayout(const Shape& shape, int axis) {
    const auto position = static_cast<std::size_t>(normalizedAxis(axis, shape.size()));
    if (position >= shape.size()) return tensorLayout(shape);  // a tensor of too low a rank has no channels
    ChannelLayout layout{shape[position], 1, Shape(shape.size(), 1)};
    layout.limits[position] = shape[position];
    for (std::size_t i = position + 1; i < shape.size(); ++i) layout.inner *= shape[i];
    return layout;
}

std::vector<double> channelMeans(const Tensor& tensor, int axis, const Habits& habits) {
    const ChannelLayout layout = axisLayout(tensor.shape(), axis);
    const std::vector<float> values = toFloats(tensor.view());
    std::vector<std::vector<float>> channels(static_cast<std::size_t>(layout.channels));
    for (std::size_t i = 0; i < values.size(); ++i) channels[layout.channelOf(i)].push_back(values[i]);
    std::vector<double> means;
    for (const std::vector<float>& channel : channels)
        means.push_back(habits.singlePrecisionMeans
                            ? static_cast<double>(calibration::singlePrecisionMean(channel))
                            : std::accumulate(channel.begin(), channel.end(), 0.0) / static_cast<double>(channel.size()));
    return means;
}

calibration::StatisticRequest meanRequest(const Graph& graph, Output tensor, int axis, const Habits& habits) {
    using calibration::Reduction;
    const Reduction mean = habits.singlePrecisionMeans ? Reduction::MeanInSinglePrecision : Reduction::Mean;
    return {calibration::nameOf(graph, tensor), mean, calibration::Granularity::PerChannel, axis, 0.0};
}

std::vector<double> meanOverSamples(const calibration::PerSample& measured, const Habits& habits) {
    return habits.singlePrecisionMeans ? calibration::singlePrecisionMeans(measured)
                                       : calibration::aggregate(measured, calibration::Aggregator::Mean);
}

bool acceptsBias(std::span<const float> before, std::span<const double> after, std::span<const double> outputMean, double threshold,
                 const Habits& habits) {
    double largestBefore = 0.0, largestMean = 0.0, largestChange = 0.0, largestRelative = 0.0;
    bool hasZero = false;
    for (std::size_t c = 0; c < before.size(); ++c) {
        const auto old = static_cast<double>(before[c]);
        if (!std::isfinite(after[c])) return false;
        hasZero = hasZero || old == 0.0;
        largestBefore = std::max(largestBefore, std::fabs(old));
        largestMean = std::max(largestMean, std::fabs(outputMean[c]));
        largestChange = std::max(largestChange, std::fabs(after[c] - old));
        if (old != 0.0) largestRelative = std::max(largestRelative, std::fabs((after[c] - old) / old));
    }
    if (habits.refusesZeroBiases) return !hasZero && largestRelative < threshold;
    return largestChange > 0.0 && largestChange < threshold * std::max(largestBefore, largestMean);
}

std::vector<float> biasValues(const Graph& model, const BiasedLayer& layer, const Shape& outputShape, const Habits& habits) {
    const ChannelLayout layout = axisLayout(outputShape, layer.outputAxis);
    const auto bias = findBias(model, layer.op);
    if (!bias) return std::vector<float>(static_cast<std::size_t>(layout.channels), 0.0f);
    const Tensor& value = model.node(bias->constant).value;
    if (habits.refusesBiasesOfLowerRank && value.shape() != layout.limits) return {};
    if (!holdsOneValuePerChannel(value.shape(), outputShape.size(), layer.outputAxis, layout.channels)) return {};
    return toFloats(value.view());
}

void setBiasValues(Graph& model, graph::Input bias, std::span<const float> values, const Habits& habits) {
    if (habits.correctsSharedBias)
        overwriteForAllReaders(model, bias, values);
    else
        setConstantValues(model, bias, values).value();  // findBias() answers constants that are free to change
}

void storeBias(Graph& model, const BiasedLayer& layer, std::span<const float> values, const Shape& outputShape, const Habits& habits) {
    if (const auto bias = findBias(model, layer.op))
        setBiasValues(model, {bias->add, bias->port}, values, habits);
    else
        addBias(model, layer.op, values, axisLayout(outputShape, layer.outputAxis).limits);
}

}  // namespace rf::quantization
