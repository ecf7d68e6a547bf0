// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/fast_bias_correction.h"

#include <algorithm>
#include <map>

#include "core/engine/reference/constant_folding.h"
#include "core/graph/build.h"
#include "core/graph/subgraph.h"
#include "core/quantization/biased_layer.h"
#include "core/quantization/mean_response.h"
#include "core/quantization/weights.h"
#include "core/tensor/convert.h"

namespace rf::quantization {

using calibration::StatisticRequest;
using graph::Graph;
using graph::Node;
using graph::NodeId;
using graph::Output;

namespace {

/// A layer and what was measured around it in the float model.
struct MeasuredLayer {
    BiasedLayer layer;
    Shape inputShape;
    std::vector<double> inputMean, outputMean;  ///< by channel
};

// The most frequent size of every dimension, the smallest on ties, with a batch of one (spec 02, section 3.1 step 2).
Shape typicalShape(std::span<const Shape> observed) {
    if (observed.empty()) return {};
    Shape typical = observed[0];
    for (std::size_t axis = 0; axis < typical.size(); ++axis) {
        std::map<std::int64_t, int> counts;
        for (const Shape& shape : observed)
            if (axis < shape.size()) ++counts[shape[axis]];
        const auto most = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
        typical[axis] = most->first;
    }
    if (typical.size() > 1) typical[0] = 1;
    return typical;
}

// Channels beyond the means stay zero: POT's wrong axis (setPotAxes) can give fewer.
Tensor filledWith(const Shape& shape, int axis, std::span<const double> means) {
    const ChannelLayout layout = axisLayout(shape, axis);
    std::vector<float> values(static_cast<std::size_t>(elementCount(shape).value_or(0)));
    for (std::size_t i = 0; i < values.size(); ++i)
        if (const std::size_t c = layout.channelOf(i); c < means.size()) values[i] = static_cast<float>(means[c]);
    return Tensor::from<float>(shape, values);
}

std::optional<Tensor> floatWeights(const State& state, NodeId op) {
    return engine::constantValue(state.floatModel, state.floatModel.source({op, 1}));
}

std::optional<Tensor> quantizedWeights(const State& state, NodeId op, const Settings& settings) {
    const NodeId quantizer = addedWeightQuantizer(state.model, state.floatModel, {op, 1});
    if (quantizer.isValid())
        if (const auto read = readConstantQuantizer(state.model, quantizer)) return read->evaluated(weightRounding(settings));
    return engine::constantValue(state.model, state.model.source({op, 1}));
}

// The layer is linear, so what rounding takes from the weights gives the shift that rounding causes.
std::vector<float> takenByRounding(const State& state, NodeId op, const Settings& settings) {
    const Tensor exact = floatWeights(state, op).value();
    const std::optional<Tensor> quantized = quantizedWeights(state, op, settings);
    std::vector<float> difference = toFloats(exact.view());
    const std::vector<float> rounded = quantized ? toFloats(quantized->view()) : difference;
    for (std::size_t i = 0; i < difference.size(); ++i) difference[i] -= rounded[i];
    return difference;
}

Result<std::optional<MeasuredLayer>> measuredLayer(const State& state, const BiasedLayer& layer, const calibration::Statistics& statistics,
                                                   const Settings& settings) {
    const auto inputRequest = meanRequest(measuredGraph(state, layer.input), layer.input, layer.measuredAxis, habitsOf(settings));
    const auto outputRequest = meanRequest(measuredGraph(state, layer.output), layer.output, layer.outputAxis, habitsOf(settings));
    const auto *input = statistics.find(inputRequest), *output = statistics.find(outputRequest);
    if ((!input && statistics.answers(inputRequest)) || (!output && statistics.answers(outputRequest)))
        return std::optional<MeasuredLayer>();
    if (!input || !output)
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "layer '%1': nothing was measured around it, which bias correction needs"),
                    state.model.node(layer.op).name);
    Shape shape = typicalShape(statistics.shapes(calibration::nameOf(measuredGraph(state, layer.input), layer.input)));
    std::vector<double> means = meanOverSamples(*input, habitsOf(settings));
    if (shape.size() < 2 || elementCount(shape).value_or(0) == 0) return std::optional<MeasuredLayer>();
    const bool fits = layer.measuredAxis == layer.inputAxis
                          ? axisLayout(shape, layer.inputAxis).channels == static_cast<std::int64_t>(means.size())
                          : axisLayout(shape, layer.inputAxis).channels >= static_cast<std::int64_t>(means.size());
    if (!fits || !floatWeights(state, layer.op)) return std::optional<MeasuredLayer>();
    return std::optional(MeasuredLayer{layer, std::move(shape), std::move(means), meanOverSamples(*output, habitsOf(settings))});
}

Result<std::vector<MeasuredLayer>> measuredLayers(const State& state, const calibration::Statistics& statistics, const Settings& settings,
                                                  const Progress& progress) {
    std::vector<MeasuredLayer> all;
    const std::vector<BiasedLayer> layers = biasedLayers(state.model, state.floatModel, settings);
    for (std::size_t i = 0; i < layers.size(); ++i) {
        RF_TRY_VOID(progress.advance(static_cast<std::int64_t>(i), std::ssize(layers)));
        RF_TRY(std::optional<MeasuredLayer> layer, measuredLayer(state, layers[i], statistics, settings));
        if (layer) all.push_back(std::move(*layer));
    }
    return all;
}

// POT runs the quantized weights and subtracts the result from the mean of the float output (spec 02, section 3.1), in single
// precision: the rounding of a large mean is a part of its answer. All layers side by side in one graph, each with its own input.
Result<calibration::TensorRequest> privateRun(const State& state, std::span<const MeasuredLayer> layers, const Settings& settings,
                                              const Progress& progress) {
    calibration::TensorRequest request;
    request.samples = {0};
    const Graph& quantized = state.model;
    graph::Editor editor(request.graph);
    for (const MeasuredLayer& layer : layers) {
        RF_TRY_VOID(progress.advance(std::ssize(request.wanted), std::ssize(layers)));
        const Node& op = quantized.node(layer.layer.op);
        const Tensor input = filledWith(layer.inputShape, layer.layer.inputAxis, layer.inputMean);
        const Tensor weights = quantizedWeights(state, op.id, settings).value_or(floatWeights(state, op.id).value());
        const NodeId data = graph::addParameter(editor, op.name + "/mean_input", ElementType::F32, input.shape());
        const NodeId constant =
            editor.addConstant(op.name + "/weights_to_run", fromFloats(ElementType::F32, weights.shape(), toFloats(weights.view())));

        Node copy;
        copy.name = op.name;
        copy.type = op.type;
        copy.opset = op.opset;
        copy.attributes = op.attributes;
        copy.inputs = {{data, 0}, {constant, 0}};
        const bool sameShape = quantized.type(quantized.source({op.id, 0})).shape == input.shape();
        copy.outputs = {{ElementType::F32, sameShape ? op.outputs[0].shape : Shape(op.outputs[0].shape.size(), kDynamic), {}, {}, {}}};
        request.wanted.push_back({editor.add(std::move(copy)), 0});
        request.known[{data, 0}] = {input};
    }
    return request;
}

/// Takes over a bias where it is accepted. `after` computes it from the present one.
template <class After>
void correct(Graph& model, const MeasuredLayer& layer, const Shape& outputShape, const Settings& settings, After&& afterFor) {
    const std::vector<float> before = biasValues(model, layer.layer, outputShape, habitsOf(settings));
    if (before.size() != layer.outputMean.size()) return;
    const std::vector<double> after = afterFor(before);
    if (after.size() != before.size()) return;
    const double threshold = settings.biasCorrection.threshold.value_or(kDefaultFastThreshold);
    if (!acceptsBias(before, after, layer.outputMean, threshold, habitsOf(settings))) return;
    storeBias(model, layer.layer, std::vector<float>(after.begin(), after.end()), outputShape, habitsOf(settings));
}

/// From what the quantized layer gives on constant channels.
void correctFrom(const Tensor& output, Graph& model, const MeasuredLayer& layer, const Settings& settings) {
    if (output.shape().size() < 2) return;
    correct(model, layer, output.shape(), settings, [&](std::span<const float>) {
        std::vector<double> after = channelMeans(output, layer.layer.outputAxis, habitsOf(settings));
        if (after.size() != layer.outputMean.size()) return std::vector<double>();
        for (std::size_t c = 0; c < after.size(); ++c) after[c] = layer.outputMean[c] - after[c];
        return after;
    });
}

/// By the shift that rounding the weights causes.
void correctByShift(State& state, const MeasuredLayer& layer, const Settings& settings) {
    const Node& op = state.model.node(layer.layer.op);
    const Shape weights = state.floatModel.type(state.floatModel.source({op.id, 1})).shape;
    const auto shift = meanResponse(op, layer.inputShape, layer.inputMean, weights, takenByRounding(state, op.id, settings));
    if (!shift) return;
    correct(state.model, layer, shift->limits, settings, [&](std::span<const float> before) {
        std::vector<double> after = shift->channels;
        for (std::size_t c = 0; c < after.size() && c < before.size(); ++c) after[c] += static_cast<double>(before[c]);
        return after;
    });
}

}  // namespace

Result<std::vector<StatisticRequest>> FastBiasCorrection::requests(const State& state) const {
    RF_ASSERT(state.expected);
    const Graph& expected = state.expected->placement.graph;
    std::vector<StatisticRequest> requests;
    for (const BiasedLayer& layer : biasedLayers(expected, state.floatModel, settings())) {
        requests.push_back(meanRequest(measuredGraph(state, layer.input), layer.input, layer.measuredAxis, habits()));
        requests.push_back(meanRequest(measuredGraph(state, layer.output), layer.output, layer.outputAxis, habits()));
    }
    return requests;
}

Result<std::optional<calibration::TensorRequest>> FastBiasCorrection::tensors(const State& state, const calibration::Statistics& statistics,
                                                                              const Progress& progress) const {
    if (!habits().measuresQuantizedLayer) return std::optional<calibration::TensorRequest>();
    const auto halves = progress.split({1, 1});
    RF_TRY(const std::vector<MeasuredLayer> layers, measuredLayers(state, statistics, settings(), halves[0]));
    if (layers.empty()) return std::optional<calibration::TensorRequest>();
    RF_TRY(calibration::TensorRequest request, privateRun(state, layers, settings(), halves[1]));
    return std::optional(std::move(request));
}

Result<State> FastBiasCorrection::apply(State state, const Answers& answers, const Progress& progress) const {
    const auto halves = progress.split({1, 1});
    RF_TRY(const std::vector<MeasuredLayer> layers, measuredLayers(state, answers.statistics, settings(), halves[0]));
    const bool wasRun = habits().measuresQuantizedLayer;
    RF_ASSERT(!wasRun || answers.tensors.size() == layers.size());
    for (std::size_t i = 0; i < layers.size(); ++i) {
        RF_TRY_VOID(halves[1].advance(static_cast<std::int64_t>(i), std::ssize(layers)));
        if (wasRun)
            correctFrom(answers.tensors[i].at(0), state.model, layers[i], settings());
        else
            correctByShift(state, layers[i], settings());
    }
    state.placement.graph = state.model;
    return state;
}

}  // namespace rf::quantization
