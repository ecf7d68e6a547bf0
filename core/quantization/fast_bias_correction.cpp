// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/fast_bias_correction.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/graph/traversal.h"
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
    Tensor weights;                  ///< as they will be in the quantized network
};

bool isBiased(const Node& node) { return graph::isConvolution(node) || node.type == "MatMul"; }

StatisticRequest meanRequest(Output tensor, int axis) {
    return {tensor, calibration::Reduction::Mean, calibration::Granularity::PerChannel, axis, 0.0};
}

// Axis per use: channels of a convolution on 1, of a MatMul last, or last but one where its data input is transposed.
void setAxes(BiasedLayer& layer, const Node& op) {
    if (op.type != "MatMul") return;
    layer.outputAxis = -1;
    layer.inputAxis = layer.measuredAxis = op.attributes.flag("transpose_a").value_or(false) ? -2 : -1;
}

// POT remembers one axis per tensor: that of the last operator that lists it, convolutions before MatMuls; tensors of
// nodes with several outputs are always measured on axis 1; the output's axis is looked up under the input's name.
void setPotAxes(const Graph& quantized, std::vector<BiasedLayer>& layers) {
    std::map<Output, int> axes;
    for (const bool matmul : {false, true}) {
        for (const BiasedLayer& layer : layers) {
            if ((quantized.node(layer.op).type == "MatMul") != matmul) continue;
            axes[layer.input] = matmul ? -1 : 1;
            axes[layer.output] = matmul ? -1 : 1;
        }
    }
    for (BiasedLayer& layer : layers) {
        layer.inputAxis = layer.outputAxis = axes.at(layer.input);
        layer.measuredAxis = quantized.node(layer.input.node).outputs.size() > 1 ? 1 : layer.inputAxis;
    }
}

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

ChannelLayout axisLayout(const Shape& shape, int axis) {
    const auto position = static_cast<std::size_t>(normalizedAxis(axis, shape.size()));
    ChannelLayout layout{shape[position], 1, Shape(shape.size(), 1)};
    layout.limits[position] = shape[position];
    for (std::size_t i = position + 1; i < shape.size(); ++i) layout.inner *= shape[i];
    return layout;
}

// Channels beyond the means stay zero: POT's wrong axis (setPotAxes) can give fewer.
Tensor filledWith(const Shape& shape, int axis, std::span<const double> means) {
    const ChannelLayout layout = axisLayout(shape, axis);
    std::vector<float> values(static_cast<std::size_t>(elementCount(shape).value_or(0)));
    for (std::size_t i = 0; i < values.size(); ++i)
        if (const std::size_t c = layout.channelOf(i); c < means.size()) values[i] = static_cast<float>(means[c]);
    return Tensor::from<float>(shape, values);
}

std::vector<double> channelMeans(const Tensor& tensor, int axis) {
    const ChannelLayout layout = axisLayout(tensor.shape(), axis);
    const std::vector<float> values = toFloats(tensor.view());
    std::vector<double> sums(static_cast<std::size_t>(layout.channels));
    for (std::size_t i = 0; i < values.size(); ++i) sums[layout.channelOf(i)] += static_cast<double>(values[i]);
    const double count = static_cast<double>(values.size()) / static_cast<double>(layout.channels);
    for (double& sum : sums) sum /= count;
    return sums;
}

// Weights that are stored as integers are rounded half up, those left to the runtime half to even. POT measures with the
// runtime's rounding in either case.
Tensor effectiveWeights(const Graph& quantized, NodeId op, const Settings& settings) {
    const bool storedAsIntegers = settings.compatibility != Compatibility::Pot && !settings.keepUncompressedWeights;
    const NodeId quantizer = weightQuantizer(quantized, {op, 1});
    if (quantizer.isValid())
        if (const auto read = readConstantQuantizer(quantized, quantizer))
            return read->evaluated(storedAsIntegers ? Rounding::HalfUp : Rounding::HalfEven);
    const Tensor& constant = quantized.node(graph::constantBehind(quantized, {op, 1})).value;
    return fromFloats(ElementType::F32, constant.shape(), toFloats(constant.view()));
}

Result<std::optional<LayerRun>> prepareRun(const Graph& quantized, const BiasedLayer& layer, const calibration::Statistics& statistics,
                                           const Settings& settings) {
    const auto* input = statistics.find(meanRequest(layer.input, layer.measuredAxis));
    const auto* output = statistics.find(meanRequest(layer.output, layer.outputAxis));
    if (!input || !output)
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "layer '%1': nothing was measured around it, which bias correction needs"),
                    quantized.node(layer.op).name);
    const Shape shape = typicalShape(statistics.shapes(layer.input));
    const std::vector<double> means = calibration::aggregate(*input, calibration::Aggregator::Mean);
    if (shape.size() < 2 || elementCount(shape).value_or(0) == 0) return std::optional<LayerRun>();
    const bool fits = layer.measuredAxis == layer.inputAxis
                          ? axisLayout(shape, layer.inputAxis).channels == static_cast<std::int64_t>(means.size())
                          : axisLayout(shape, layer.inputAxis).channels >= static_cast<std::int64_t>(means.size());
    if (!fits) return std::optional<LayerRun>();
    LayerRun run{layer, calibration::aggregate(*output, calibration::Aggregator::Mean), filledWith(shape, layer.inputAxis, means),
                 effectiveWeights(quantized, layer.op, settings)};
    return std::optional(std::move(run));
}

// All layers side by side in one graph, each with its own input and result: one compilation instead of one per layer.
Graph privateGraph(const Graph& quantized, std::span<const LayerRun> runs) {
    Graph graph;
    graph::Editor editor(graph);
    for (const LayerRun& run : runs) {
        const Node& op = quantized.node(run.layer.op);
        Node parameter;
        parameter.name = op.name + "/mean_input";
        parameter.type = "Parameter";
        parameter.opset = "opset1";
        parameter.attributes = {{"shape", graph::joined(run.input.shape())}, {"element_type", "f32"}};
        parameter.outputs = {{ElementType::F32, run.input.shape(), {}, {}, {}}};
        const NodeId data = editor.add(std::move(parameter));
        const NodeId weights = editor.addConstant(op.name + "/quantized_weights", run.weights);

        Node copy;
        copy.name = op.name;
        copy.type = op.type;
        copy.opset = op.opset;
        copy.attributes = op.attributes;
        copy.inputs = {{data, 0}, {weights, 0}};
        const bool sameShape = quantized.type(quantized.source({op.id, 0})).shape == run.input.shape();
        copy.outputs = {{ElementType::F32, sameShape ? op.outputs[0].shape : Shape(op.outputs[0].shape.size(), kDynamic), {}, {}, {}}};
        const NodeId layer = editor.add(std::move(copy));

        Node result;
        result.name = op.name + "/result";
        result.type = "Result";
        result.opset = "opset1";
        result.inputs = {{layer, 0}};
        editor.add(std::move(result));
    }
    return graph;
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

// A convolution without a bias gets an Add behind it.
void addBias(Graph& model, NodeId op, std::span<const float> values, const Shape& shape) {
    graph::Editor editor(model);
    const std::string name = model.node(op).name;
    const graph::PortType type = model.type({op, 0});
    const NodeId constant = editor.addConstant(name + "/bias", fromFloats(type.type, shape, values));
    // The tensor that people know by name is the one after the bias.
    editor.update(op, [](Node& node) { node.outputs[0].tensorNames.clear(); });
    Node add;
    add.name = name + "/add_";
    add.type = "Add";
    add.opset = "opset1";
    add.attributes = {{"auto_broadcast", "numpy"}};
    add.outputs = {type};
    add.inputs = {{op, 0}, {constant, 0}};
    const NodeId added = editor.add(std::move(add));
    editor.replaceUses({op, 0}, {added, 0}, added);
}

void correct(Graph& model, const LayerRun& run, const Tensor& output, const Settings& settings) {
    const BiasedLayer& layer = run.layer;
    if (output.shape().size() < 2) return;
    const std::vector<double> quantizedMean = channelMeans(output, layer.outputAxis);
    const std::size_t channels = quantizedMean.size();
    if (channels != run.outputMean.size()) return;
    std::vector<double> after(channels);
    for (std::size_t c = 0; c < channels; ++c) after[c] = run.outputMean[c] - quantizedMean[c];

    const double threshold = settings.biasCorrection.threshold.value_or(kDefaultFastThreshold);
    const auto bias = findBias(model, layer.op);
    const std::vector<float> before = bias ? toFloats(model.node(bias->constant).value.view()) : std::vector<float>(channels, 0.0f);
    if (before.size() != channels || !acceptsBias(before, after, run.outputMean, threshold, settings.compatibility)) return;
    const std::vector<float> stored(after.begin(), after.end());
    if (!bias) {
        addBias(model, layer.op, stored, axisLayout(output.shape(), layer.outputAxis).limits);
        return;
    }
    const Shape& shape = model.node(bias->constant).value.shape();
    if (settings.compatibility == Compatibility::Pot && shape != axisLayout(output.shape(), layer.outputAxis).limits) return;
    if (!holdsOneValuePerChannel(shape, output.shape().size(), layer.outputAxis, static_cast<std::int64_t>(channels))) return;
    setConstantValues(model, {bias->add, bias->port}, stored);
}

}  // namespace

std::vector<BiasedLayer> biasedLayers(const Graph& quantized, const Settings& settings) {
    std::vector<BiasedLayer> layers;
    const bool pot = settings.compatibility == Compatibility::Pot;
    for (const NodeId id : quantized.nodes()) {
        const Node& op = quantized.node(id);
        if (!isBiased(op)) continue;
        const bool quantizedWeights = weightQuantizer(quantized, {id, 1}).isValid();
        const bool constantWeights = quantizedWeights || plainConstant(quantized, {id, 1}).isValid();
        if (!constantWeights || !(quantizedWeights || settings.biasCorrection.applyForAllNodes)) continue;
        const auto bias = findBias(quantized, id);
        // A convolution without a bias can be given one afterwards; POT adds zero biases beforehand instead.
        if (!bias && (pot || op.type == "MatMul")) continue;
        BiasedLayer layer{id, unquantizedSource(quantized, {id, 0}), bias ? Output{bias->add, 0} : Output{id, 0}, 1, 1};
        setAxes(layer, op);
        layers.push_back(layer);
    }
    if (pot) setPotAxes(quantized, layers);
    return layers;
}

bool acceptsBias(std::span<const float> before, std::span<const double> after, std::span<const double> outputMean, double threshold,
                 Compatibility compatibility) {
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
    if (compatibility == Compatibility::Pot) return !hasZero && largestRelative < threshold;
    return largestChange > 0.0 && largestChange < threshold * std::max(largestBefore, largestMean);
}

Result<std::vector<StatisticRequest>> FastBiasCorrection::requests(const State& state) const {
    RF_TRY(const HardwareProfile profile, hardwareProfile(m_settings.device));
    RF_TRY(const Placement placement, place(state.floatModel, profile, m_settings));
    std::vector<StatisticRequest> requests;
    for (const BiasedLayer& layer : biasedLayers(placement.graph, m_settings)) {
        requests.push_back(meanRequest(layer.input, layer.measuredAxis));
        requests.push_back(meanRequest(layer.output, layer.outputAxis));
    }
    return requests;
}

Result<State> FastBiasCorrection::apply(State state, const calibration::Statistics& statistics, const Services& services,
                                        const Progress& progress) const {
    std::vector<LayerRun> runs;
    for (const BiasedLayer& layer : biasedLayers(state.model, m_settings)) {
        RF_TRY(std::optional<LayerRun> run, prepareRun(state.model, layer, statistics, m_settings));
        if (run) runs.push_back(std::move(*run));
    }
    if (runs.empty()) return state;
    const Graph graph = privateGraph(state.model, runs);
    RF_TRY(const std::unique_ptr<engine::Program> program,
           services.engine.compile(graph, {}, {services.threads, engine::Arithmetic::Exact}));
    std::vector<Tensor> inputs;
    for (const LayerRun& run : runs) inputs.push_back(run.input);
    RF_TRY(const std::vector<Tensor> outputs, program->infer(inputs));
    for (std::size_t i = 0; i < runs.size(); ++i) {
        RF_TRY_VOID(progress.advance(static_cast<std::int64_t>(i), static_cast<std::int64_t>(runs.size())));
        correct(state.model, runs[i], outputs[i], m_settings);
    }
    state.placement.graph = state.model;
    return state;
}

}  // namespace rf::quantization
