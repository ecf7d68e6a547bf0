// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/weights.h"

#include <algorithm>
#include <cmath>

#include "core/graph/traversal.h"
#include "core/tensor/convert.h"

namespace rf::quantization {

using calibration::Granularity;
using calibration::Reduction;
using graph::Graph;
using graph::Input;
using graph::Node;
using graph::NodeId;
using graph::Output;

namespace {

// First and last of the adjacent axes that hold channels; {0, -1} for a scalar.
std::pair<std::size_t, std::size_t> channelAxes(std::size_t rank, const std::string& consumer) {
    if (consumer == graph::op::kConvolutionBackpropData && rank > 1) return {1, 1};
    if (consumer == graph::op::kGroupConvolution && rank > 2) return {0, 1};
    return {0, 0};
}

// Linear interpolation between order statistics, as in NumPy.
double quantileOf(std::vector<float> values, double q) {
    std::sort(values.begin(), values.end());
    const double position = q * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(position);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    const double share = position - static_cast<double>(below);
    return static_cast<double>(values[below]) * (1.0 - share) + static_cast<double>(values[above]) * share;
}

double reduce(std::vector<float> values, const EstimatedEnd& end) {
    if (values.empty()) return 0.0;
    if (end.reduction == Reduction::AbsMax || end.reduction == Reduction::AbsQuantile)
        for (float& value : values) value = std::fabs(value);
    switch (end.reduction) {
        case Reduction::Min: return *std::min_element(values.begin(), values.end());
        case Reduction::Max:
        case Reduction::AbsMax: return *std::max_element(values.begin(), values.end());
        case Reduction::Quantile:
        case Reduction::AbsQuantile: return quantileOf(std::move(values), end.quantile);
        case Reduction::Mean:
        case Reduction::MeanInSinglePrecision:
        case Reduction::Distribution: break;
    }
    double sum = 0.0;
    for (const float value : values) sum += static_cast<double>(value);
    return sum / static_cast<double>(values.size());
}

bool hasFiniteSteps(const FakeQuantizeLimits& limits) {
    return std::isfinite(limits.inputHigh - limits.inputLow) && std::isfinite(limits.outputHigh - limits.outputLow);
}

}  // namespace

ChannelLayout weightLayout(const Shape& shape, const std::string& consumer) {
    ChannelLayout layout;
    layout.limits.assign(shape.size(), 1);
    if (shape.empty()) return layout;
    const auto [first, last] = channelAxes(shape.size(), consumer);
    for (std::size_t axis = first; axis < shape.size(); ++axis) {
        if (axis <= last)
            layout.channels *= layout.limits[axis] = shape[axis];
        else
            layout.inner *= shape[axis];
    }
    return layout;
}

ChannelLayout tensorLayout(const Shape& shape) { return {1, std::max<std::int64_t>(elementCount(shape).value_or(1), 1), {}}; }

Result<std::vector<double>> reduceChannels(const Tensor& values, const ChannelLayout& layout, const EstimatedEnd& end,
                                           const std::string& layer) {
    std::vector<std::vector<float>> channels(static_cast<std::size_t>(layout.channels));
    const std::vector<float> elements = toFloats(values.view());
    if (!channels.empty())
        for (auto& channel : channels) channel.reserve(elements.size() / channels.size());
    for (std::size_t i = 0; i < elements.size(); ++i) {
        if (!std::isfinite(elements[i]))
            return fail(ErrorCode::InvalidFile,
                        RF_TEXT("core", "layer '%1': its weights hold a value that is not finite (element %2), so they have no range"),
                        layer, i);
        channels[layout.channelOf(i)].push_back(elements[i]);
    }
    std::vector<double> reduced;
    reduced.reserve(channels.size());
    for (auto& channel : channels) reduced.push_back(reduce(std::move(channel), end));
    return reduced;
}

NodeId plainConstant(const Graph& graph, Input input) {
    const Node* node = &graph.producer(input);
    while (node->type == graph::op::kConvert && !node->inputs.empty()) node = &graph.node(node->inputs[0].node);
    return node->isConstant() ? node->id : NodeId{};
}

NodeId weightQuantizer(const Graph& graph, Input input) {
    const Node& node = graph.producer(input);
    return node.isFakeQuantize() && plainConstant(graph, {node.id, 0}).isValid() ? node.id : NodeId{};
}

NodeId addedWeightQuantizer(const Graph& quantized, const Graph& floatModel, Input input) {
    const NodeId quantizer = weightQuantizer(quantized, input);
    return quantizer.isValid() && !floatModel.contains(quantizer) ? quantizer : NodeId{};
}

ElementType rangeType(ElementType tensor) {
    const bool computes = tensor == ElementType::F16 || tensor == ElementType::BF16 || tensor == ElementType::F64;
    return computes ? tensor : ElementType::F32;
}

std::optional<ChannelLayout> layoutOfLimits(const Shape& shape, const Shape& limits) {
    if (limits.size() > shape.size()) return std::nullopt;
    Shape padded(shape.size() - limits.size(), 1);
    padded.insert(padded.end(), limits.begin(), limits.end());
    ChannelLayout layout;
    layout.limits = limits;
    bool inside = false;
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        if (padded[axis] != 1 && padded[axis] != shape[axis]) return std::nullopt;
        if (padded[axis] == 1) {
            layout.inner *= shape[axis];
            continue;
        }
        // Elements of axes between two channel axes would have to belong to no channel.
        if (inside && layout.inner != 1) return std::nullopt;
        inside = true;
        layout.channels *= shape[axis];
        layout.inner = 1;
    }
    return layout;
}

std::optional<ConstantQuantizer> readConstantQuantizer(const Graph& graph, NodeId id) {
    const Node& node = graph.node(id);
    if (!node.isFakeQuantize() || node.inputs.size() != 5) return std::nullopt;
    std::array<const Tensor*, 5> tensors{};
    for (int i = 0; i < 5; ++i) {
        const NodeId constant = plainConstant(graph, {id, i});
        if (!constant.isValid()) return std::nullopt;
        tensors[static_cast<std::size_t>(i)] = &graph.node(constant).value;
    }
    ConstantQuantizer quantizer;
    quantizer.constant = *tensors[0];
    quantizer.levels = node.attributes.integer("levels").value_or(0);
    if (quantizer.levels < 2) return std::nullopt;
    const auto widest =
        std::max_element(tensors.begin() + 1, tensors.end(), [](const Tensor* a, const Tensor* b) { return a->count() < b->count(); });
    const auto layout = layoutOfLimits(quantizer.constant.shape(), (*widest)->shape());
    if (!layout) return std::nullopt;
    quantizer.layout = *layout;
    for (std::size_t i = 0; i < 4; ++i) {
        std::vector<float> values = toFloats(tensors[i + 1]->view());
        if (values.size() == 1) values.resize(static_cast<std::size_t>(layout->channels), values[0]);
        if (values.size() != static_cast<std::size_t>(layout->channels)) return std::nullopt;
        quantizer.limits[i] = std::move(values);
    }
    for (std::size_t c = 0; c < static_cast<std::size_t>(layout->channels); ++c)
        if (!hasFiniteSteps(quantizer.of(c))) return std::nullopt;
    return quantizer;
}

Tensor ConstantQuantizer::evaluated(Rounding rounding) const {
    std::vector<float> values = toFloats(constant.view());
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = fakeQuantize(values[i], of(layout.channelOf(i)), levels, rounding);
    return Tensor::from<float>(constant.shape(), values);
}

std::optional<Bias> findBias(const Graph& graph, NodeId op) {
    const auto uses = graph.consumers(Output{op, 0});
    if (uses.size() != 1 || graph.node(uses[0].node).type != graph::op::kAdd) return std::nullopt;
    for (int port = 0; port < 2; ++port) {
        const NodeId constant = plainConstant(graph, {uses[0].node, port});
        if (constant.isValid()) return Bias{uses[0].node, port, constant};
    }
    return std::nullopt;
}

}  // namespace rf::quantization
