// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/fast_bias_correction.h"

#include <algorithm>
#include <map>

#include "core/engine/reference/constant_folding.h"
#include "core/graph/build.h"
#include "core/graph/subgraph.h"
#include "core/quantization/biased_layer.h"
#include "core/quantization/weights.h"
#include "core/tensor/convert.h"

namespace rf::quantization {

using calibration::StatisticRequest;
using graph::Graph;
using graph::Node;
using graph::NodeId;
using graph::Output;

namespace {

// What a layer needs for its private run.
struct LayerRun {
    BiasedLayer layer;
    std::vector<double> outputMean;  ///< float model
    Tensor input;                    ///< every channel filled with its mean
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

// POT runs the quantized weights and subtracts the result from the mean of the float output (spec 02, section 3.1). Borders
// and uneven pictures make a run on constant channels differ from that mean even with float weights, and the difference
// would go into the bias. The layer is linear, so we run what rounding takes from the weights: that is the shift itself.
Tensor weightsToRun(const State& state, NodeId op, const Settings& settings) {
    const Tensor exact = floatWeights(state, op).value();
    std::vector<float> weights = toFloats(quantizedWeights(state, op, settings).value_or(exact).view());
    if (!habitsOf(settings).measuresQuantizedLayer) {
        const std::vector<float> before = toFloats(exact.view());
        for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = before[i] - weights[i];
    }
    return Tensor::from<float>(exact.shape(), weights);
}

Result<std::optional<LayerRun>> prepareRun(const State& state, const BiasedLayer& layer, const calibration::Statistics& statistics,
                                           const Settings& settings) {
    const auto* input =
        statistics.find(meanRequest(measuredGraph(state, layer.input), layer.input, layer.measuredAxis, habitsOf(settings)));
    const auto* output =
        statistics.find(meanRequest(measuredGraph(state, layer.output), layer.output, layer.outputAxis, habitsOf(settings)));
    if (!input || !output)
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "layer '%1': nothing was measured around it, which bias correction needs"),
                    state.model.node(layer.op).name);
    const Shape shape = typicalShape(statistics.shapes(calibration::nameOf(measuredGraph(state, layer.input), layer.input)));
    const std::vector<double> means = meanOverSamples(*input, habitsOf(settings));
    if (shape.size() < 2 || elementCount(shape).value_or(0) == 0) return std::optional<LayerRun>();
    const bool fits = layer.measuredAxis == layer.inputAxis
                          ? axisLayout(shape, layer.inputAxis).channels == static_cast<std::int64_t>(means.size())
                          : axisLayout(shape, layer.inputAxis).channels >= static_cast<std::int64_t>(means.size());
    if (!fits || !floatWeights(state, layer.op)) return std::optional<LayerRun>();
    return std::optional(LayerRun{layer, meanOverSamples(*output, habitsOf(settings)), filledWith(shape, layer.inputAxis, means)});
}

Result<std::vector<LayerRun>> layerRuns(const State& state, const calibration::Statistics& statistics, const Settings& settings,
                                        const Progress& progress) {
    std::vector<LayerRun> runs;
    const std::vector<BiasedLayer> layers = biasedLayers(state.model, state.floatModel, settings);
    for (std::size_t i = 0; i < layers.size(); ++i) {
        RF_TRY_VOID(progress.advance(static_cast<std::int64_t>(i), std::ssize(layers)));
        RF_TRY(std::optional<LayerRun> run, prepareRun(state, layers[i], statistics, settings));
        if (run) runs.push_back(std::move(*run));
    }
    return runs;
}

// All layers side by side in one graph, each with its own input: one compilation instead of one per layer.
Result<calibration::TensorRequest> privateRun(const State& state, std::span<const LayerRun> runs, const Settings& settings,
                                              const Progress& progress) {
    calibration::TensorRequest request;
    request.samples = {0};
    const Graph& quantized = state.model;
    graph::Editor editor(request.graph);
    for (const LayerRun& run : runs) {
        RF_TRY_VOID(progress.advance(std::ssize(request.wanted), std::ssize(runs)));
        const Node& op = quantized.node(run.layer.op);
        const NodeId data = graph::addParameter(editor, op.name + "/mean_input", ElementType::F32, run.input.shape());
        const NodeId weights = editor.addConstant(op.name + "/weights_to_run", weightsToRun(state, run.layer.op, settings));

        Node copy;
        copy.name = op.name;
        copy.type = op.type;
        copy.opset = op.opset;
        copy.attributes = op.attributes;
        copy.inputs = {{data, 0}, {weights, 0}};
        const bool sameShape = quantized.type(quantized.source({op.id, 0})).shape == run.input.shape();
        copy.outputs = {{ElementType::F32, sameShape ? op.outputs[0].shape : Shape(op.outputs[0].shape.size(), kDynamic), {}, {}, {}}};
        const NodeId layer = editor.add(std::move(copy));

        request.wanted.push_back({layer, 0});
        request.known[{data, 0}] = {run.input};
    }
    return request;
}

void correct(Graph& model, const LayerRun& run, const Tensor& output, const Settings& settings) {
    const BiasedLayer& layer = run.layer;
    if (output.shape().size() < 2) return;
    const std::vector<double> mean = channelMeans(output, layer.outputAxis, habitsOf(settings));
    const std::vector<float> before = biasValues(model, layer, output.shape(), habitsOf(settings));
    if (mean.size() != run.outputMean.size() || before.size() != mean.size()) return;
    const bool isWholeBias = habitsOf(settings).measuresQuantizedLayer;
    std::vector<double> after(mean.size());
    for (std::size_t c = 0; c < mean.size(); ++c)
        after[c] = isWholeBias ? run.outputMean[c] - mean[c] : static_cast<double>(before[c]) + mean[c];

    const double threshold = settings.biasCorrection.threshold.value_or(kDefaultFastThreshold);
    if (!acceptsBias(before, after, run.outputMean, threshold, habitsOf(settings))) return;
    storeBias(model, layer, std::vector<float>(after.begin(), after.end()), output.shape(), habitsOf(settings));
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
    const auto halves = progress.split({1, 1});
    RF_TRY(const std::vector<LayerRun> runs, layerRuns(state, statistics, settings(), halves[0]));
    if (runs.empty()) return std::optional<calibration::TensorRequest>();
    RF_TRY(calibration::TensorRequest request, privateRun(state, runs, settings(), halves[1]));
    return std::optional(std::move(request));
}

Result<State> FastBiasCorrection::apply(State state, const Answers& answers, const Progress& progress) const {
    const auto halves = progress.split({1, 1});
    RF_TRY(const std::vector<LayerRun> runs, layerRuns(state, answers.statistics, settings(), halves[0]));
    RF_ASSERT(answers.tensors.size() == runs.size());
    for (std::size_t i = 0; i < runs.size(); ++i) {
        RF_TRY_VOID(halves[1].advance(static_cast<std::int64_t>(i), std::ssize(runs)));
        correct(state.model, runs[i], answers.tensors[i].at(0), settings());
    }
    state.placement.graph = state.model;
    return state;
}

}  // namespace rf::quantization
