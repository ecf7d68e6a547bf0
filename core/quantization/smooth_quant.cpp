// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/smooth_quant.h"

#include <algorithm>
#include <cmath>

#include "core/graph/build.h"
#include "core/graph/operators.h"
#include "core/quantization/placement/operator_traits.h"
#include "core/quantization/weights.h"
#include "core/tensor/convert.h"

namespace rf::quantization {

using calibration::StatisticRequest;
using graph::Graph;
using graph::Input;
using graph::Node;
using graph::NodeId;
using graph::Output;

namespace {

constexpr int kWeightsPort = 1;
constexpr double kWeakestShare = 0.1;  ///< of the channels
constexpr const char *kMultiplyName = "/smooth_quant", *kFactorsName = "/factors";

/// The axis of a layer's weights that runs along the channels of the tensor it reads.
std::size_t inputAxis(const Graph& graph, const Node& layer) {
    return static_cast<std::size_t>(graph::weightAxes(layer, graph.type(layer.inputs[kWeightsPort]).shape.size()).input);
}

bool isSmoothable(const Graph& graph, const Node& layer, bool convolutions) {
    const bool isMatMul = layer.type == graph::op::kMatMul && !layer.attributes.flag("transpose_a").value_or(false);
    if (!isMatMul && !(convolutions && layer.type == graph::op::kConvolution)) return false;
    if (!graph::weightsOf(graph, Input{layer.id, kWeightsPort}).isFree() || placement::isConstant(graph, layer.inputs[0])) return false;
    const Shape &data = graph.type(layer.inputs[0]).shape, &weights = graph.type(layer.inputs[kWeightsPort]).shape;
    if (!isFloat(graph.type(layer.inputs[0]).type) || data.size() < 2 || (isMatMul ? weights.size() != 2 : weights.size() < 3))
        return false;
    const std::int64_t channels = data[isMatMul ? data.size() - 1 : 1];
    return channels > 1 && weights[inputAxis(graph, layer)] == channels;
}

std::int64_t channelsOf(const Graph& graph, const SmoothedTensor& smoothed) {
    const Shape& shape = graph.type(smoothed.tensor).shape;
    return smoothed.channelAxis < 0 ? shape.back() : shape[1];
}

/// Whether an operand is a constant with one number for each of `channels` along the last axis.
bool isPerChannel(const Graph& graph, Input input, std::int64_t channels) {
    if (!graph::weightsOf(graph, input).isFree()) return false;
    const Shape& shape = graph.type(graph.source(input)).shape;
    return !shape.empty() && shape.back() == channels && elementCount(shape) == channels;
}

/// The port of the operand that is such a constant; -1 where there is none.
int channelPort(const Graph& graph, const Node& node, std::int64_t channels) {
    for (int port = 0; port < static_cast<int>(node.inputs.size()); ++port)
        if (isPerChannel(graph, {node.id, port}, channels)) return port;
    return -1;
}

/// The constants that give a tensor its scale: those of an affine part or of a MatMul with its bias. Empty where dividing them would not
/// divide the tensor.
std::vector<Input> scalingInputs(const Graph& graph, Output tensor, std::int64_t channels) {
    const Node* node = &graph.node(tensor.node);
    std::vector<Input> inputs;
    if (node->type == graph::op::kAdd) {
        const int bias = channelPort(graph, *node, channels);
        if (bias < 0) return {};
        inputs.push_back({node->id, bias});
        const Output above = node->inputs[static_cast<std::size_t>(1 - bias)];
        if (graph.consumers(above).size() != 1) return {};
        node = &graph.node(above.node);
    }
    if (node->type == graph::op::kMultiply) {
        const int scale = channelPort(graph, *node, channels);
        if (scale < 0) return {};
        inputs.push_back({node->id, scale});
        return inputs;
    }
    if (node->type != graph::op::kMatMul || !isSmoothable(graph, *node, false)) return {};
    inputs.push_back({node->id, kWeightsPort});
    return inputs;
}

/// What has to be divided so that the layers, and nobody else, read a divided tensor.
std::vector<Input> dividedInputs(const Graph& graph, const SmoothedTensor& smoothed) {
    if (smoothed.multiply.isValid()) return {{smoothed.multiply, 1}};
    const bool isOnlyReader = graph.consumers(smoothed.tensor).size() == smoothed.layers.size();
    if (!isOnlyReader || smoothed.channelAxis != -1) return {};
    return scalingInputs(graph, smoothed.tensor, channelsOf(graph, smoothed));
}

/// Where an output channel of such a constant lies: in the weights of a MatMul on the axis that inputs are not on.
ChannelLayout outputLayout(const Graph& graph, Input input, std::int64_t channels) {
    const Node& node = graph.node(input.node);
    const Shape& shape = graph.type(graph.source(input)).shape;
    const bool isFirst = node.type == graph::op::kMatMul && inputAxis(graph, node) == 1;
    return {channels, isFirst ? shape[1] : 1, {}};
}

ChannelLayout inputLayout(const Graph& graph, const Node& layer) {
    const Shape& shape = graph.type(layer.inputs[kWeightsPort]).shape;
    const std::size_t axis = inputAxis(graph, layer);
    ChannelLayout layout{shape[axis], 1, {}};
    for (std::size_t i = axis + 1; i < shape.size(); ++i) layout.inner *= shape[i];
    return layout;
}

std::vector<float> valuesOf(const Graph& graph, Input input) { return toFloats(graph.node(plainConstant(graph, input)).value.view()); }

Result<void> scale(Graph& graph, Input input, const ChannelLayout& layout, std::span<const double> factors, bool divide) {
    std::vector<float> values = valuesOf(graph, input);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double factor = factors[layout.channelOf(i)], value = static_cast<double>(values[i]);
        values[i] = static_cast<float>(divide ? value / factor : value * factor);
    }
    return setConstantValues(graph, input, values);
}

Result<void> divideTensor(Graph& graph, const SmoothedTensor& smoothed, std::span<const double> factors) {
    for (const Input input : dividedInputs(graph, smoothed))
        RF_TRY_VOID(scale(graph, input, outputLayout(graph, input, std::ssize(factors)), factors, true));
    return {};
}

std::vector<double> weightMagnitudes(const Graph& graph, const SmoothedTensor& smoothed) {
    std::vector<double> largest(static_cast<std::size_t>(channelsOf(graph, smoothed)));
    for (const NodeId id : smoothed.layers) {
        const ChannelLayout layout = inputLayout(graph, graph.node(id));
        const std::vector<float> values = valuesOf(graph, {id, kWeightsPort});
        for (std::size_t i = 0; i < values.size(); ++i) {
            double& channel = largest[layout.channelOf(i)];
            channel = std::max(channel, std::fabs(static_cast<double>(values[i])));
        }
    }
    return largest;
}

void addMultiply(Graph& graph, const SmoothedTensor& smoothed) {
    const graph::PortType& type = graph.type(smoothed.tensor);
    Shape shape(type.shape.size(), 1);
    shape[smoothed.channelAxis < 0 ? shape.size() - 1 : 1] = channelsOf(graph, smoothed);
    const std::vector<float> ones(static_cast<std::size_t>(channelsOf(graph, smoothed)), 1.0F);
    const std::string name = graph.node(smoothed.tensor.node).name + kMultiplyName;
    graph::Editor editor(graph);
    const NodeId factors = editor.addConstant(name + kFactorsName, fromFloats(type.type, shape, ones));
    const NodeId multiply = graph::addArithmetic(editor, name, graph::op::kMultiply, smoothed.tensor, {factors, 0});
    for (const NodeId layer : smoothed.layers) editor.connect({layer, 0}, {multiply, 0});
}

void ensureOwn(Graph& graph, Input input) {
    const bool isOwn = graph.producer(input).isConstant() && graph.consumers(graph.source(input)).size() == 1;
    if (!isOwn) setConstantValues(graph, input, valuesOf(graph, input)).value();  // only free weights come here
}

StatisticRequest magnitudes(const Graph& graph, const SmoothedTensor& smoothed) {
    return {calibration::nameOf(graph, smoothed.tensor), calibration::Reduction::AbsMax, calibration::Granularity::PerChannel,
            smoothed.channelAxis, 0.0};
}

}  // namespace

bool isSmoothing(const Graph& graph, const Node& node) {
    if (node.type != graph::op::kMultiply || node.inputs.size() != 2) return false;
    const Node& factors = graph.node(node.inputs[1].node);
    return factors.isConstant() && factors.name == node.name + kFactorsName && node.name.find(kMultiplyName) != std::string::npos;
}

std::vector<SmoothedTensor> smoothedTensors(const Graph& graph, bool convolutions) {
    std::map<std::pair<Output, int>, SmoothedTensor> byTensor;
    for (const NodeId id : graph.nodes()) {
        const Node& layer = graph.node(id);
        if (!isSmoothable(graph, layer, convolutions)) continue;
        const Node& above = graph.producer({id, 0});
        const NodeId multiply = isSmoothing(graph, above) ? above.id : NodeId{};
        const Output tensor = multiply.isValid() ? above.inputs[0] : graph.source({id, 0});
        const int axis = layer.type == graph::op::kMatMul ? -1 : 1;
        SmoothedTensor& smoothed = byTensor[{tensor, axis}];
        smoothed.tensor = tensor;
        smoothed.channelAxis = axis;
        smoothed.multiply = multiply;
        smoothed.layers.push_back(id);
    }
    std::vector<SmoothedTensor> all;
    for (auto& [key, smoothed] : byTensor) all.push_back(std::move(smoothed));
    std::stable_sort(all.begin(), all.end(), [&](const SmoothedTensor& a, const SmoothedTensor& b) {
        return graph.node(a.tensor.node).name < graph.node(b.tensor.node).name;
    });
    return all;
}

std::vector<double> smoothingFactors(std::span<const double> activations, std::span<const double> weights, double alpha) {
    std::vector<double> factors(activations.size()), alive;
    for (std::size_t c = 0; c < factors.size(); ++c)
        if (activations[c] > 0.0 && weights[c] > 0.0)
            alive.push_back(factors[c] = std::pow(activations[c], alpha) / std::pow(weights[c], 1.0 - alpha));
    if (alive.empty()) return {};
    std::sort(alive.begin(), alive.end());
    const double least = alive[static_cast<std::size_t>(kWeakestShare * static_cast<double>(alive.size()))];
    for (double& factor : factors) factor = std::max(factor, least);
    return factors;
}

std::shared_ptr<const Algorithm> SmoothQuant::byDefault(Settings settings) {
    return std::shared_ptr<const Algorithm>(new SmoothQuant(std::move(settings), false));
}

bool SmoothQuant::isWanted(const Graph& graph) const {
    if (settings().ignored.skipModel) return false;
    if (m_everywhere) return true;
    if (settings().smoothQuant.use) return *settings().smoothQuant.use;
    if (settings().modelType == ModelType::Any) return false;
    return withModelType(settings(), transformerParts(graph, graph::KnownValues(graph))).modelType == ModelType::Transformer;
}

std::vector<SmoothedTensor> SmoothQuant::wanted(const Graph& graph) const {
    return isWanted(graph) ? smoothedTensors(graph, settings().smoothQuant.convolutionAlpha.has_value()) : std::vector<SmoothedTensor>{};
}

Result<std::vector<StatisticRequest>> SmoothQuant::requests(const State& state) const {
    std::vector<StatisticRequest> requests;
    for (const SmoothedTensor& smoothed : wanted(state.floatModel)) requests.push_back(magnitudes(state.floatModel, smoothed));
    return requests;
}

Graph SmoothQuant::ready(Graph prepared) const {
    for (const SmoothedTensor& smoothed : wanted(prepared)) {
        for (const NodeId layer : smoothed.layers) ensureOwn(prepared, {layer, kWeightsPort});
        const std::vector<Input> divided = dividedInputs(prepared, smoothed);
        for (const Input input : divided) ensureOwn(prepared, input);
        if (divided.empty()) addMultiply(prepared, smoothed);
    }
    return prepared;
}

Result<State> SmoothQuant::apply(State state, const Answers& answers, const Progress& progress) const {
    const std::vector<SmoothedTensor> all = wanted(state.floatModel);
    const SmoothQuantSettings& alphas = settings().smoothQuant;
    std::int64_t done = 0;
    for (const SmoothedTensor& smoothed : all) {
        RF_TRY_VOID(progress.advance(done++, std::ssize(all)));
        const StatisticRequest request = magnitudes(state.floatModel, smoothed);
        const auto* measured = answers.statistics.find(request);
        if (!measured && answers.statistics.answers(request)) continue;  // its values have no scale
        if (!measured)
            return fail(ErrorCode::InvalidArgument,
                        RF_TEXT("core", "layer '%1': nothing was measured at its output, which SmoothQuant needs"),
                        state.floatModel.node(smoothed.tensor.node).name);
        const std::vector<double> activations = calibration::aggregate(*measured, calibration::Aggregator::Max);
        const std::vector<double> weights = weightMagnitudes(state.floatModel, smoothed);
        if (activations.size() != weights.size()) continue;
        const double alpha = smoothed.channelAxis < 0 ? alphas.matMulAlpha : alphas.convolutionAlpha.value_or(0.0);
        const std::vector<double> factors = smoothingFactors(activations, weights, alpha);
        if (factors.empty() || dividedInputs(state.floatModel, smoothed).empty()) continue;
        RF_TRY_VOID(divideTensor(state.floatModel, smoothed, factors));
        for (const NodeId id : smoothed.layers)
            RF_TRY_VOID(
                scale(state.floatModel, {id, kWeightsPort}, inputLayout(state.floatModel, state.floatModel.node(id)), factors, false));
    }
    state.model = state.floatModel;
    if (state.expected) state.expected = withConstantsOf(*state.expected, state.floatModel);
    return state;
}

}  // namespace rf::quantization
