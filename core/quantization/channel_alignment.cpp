// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/channel_alignment.h"

#include <algorithm>
#include <cmath>

#include "core/graph/operators.h"
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

constexpr double kOutlierShare = 1e-4;  ///< spec 02, section 2.2
constexpr double kSmallestScale = 0.01, kLargestScale = 100.0;

bool allEqual(const Node& node, std::string_view attribute, std::int64_t value) {
    const auto values = node.attributes.integers(attribute);
    return !values || std::all_of(values->begin(), values->end(), [&](std::int64_t v) { return v == value; });
}

// Padding would mix border zeros, which are not shifted, into the consumer's sums; strides and dilations as in POT.
bool canConsume(const Graph& graph, const Node& node) {
    if (node.type != graph::op::kConvolution || !allEqual(node, "strides", 1) || !allEqual(node, "dilations", 1)) return false;
    const std::string padding = node.attributes.text("auto_pad", "explicit");
    if (padding == "valid") return true;
    if (padding == "explicit" || padding == "notset") return allEqual(node, "pads_begin", 0) && allEqual(node, "pads_end", 0);
    const Shape& weights = graph.type(node.inputs[1]).shape;
    return weights.size() > 2 && std::all_of(weights.begin() + 2, weights.end(), [](std::int64_t size) { return size == 1; });
}

bool canProduce(const Node& node, const Habits& habits) {
    // A MatMul's channels are not on the axis the consumer counts; POT takes it all the same.
    return graph::isConvolution(node) || (habits.alignsBehindMatMul && node.type == graph::op::kMatMul);
}

std::optional<NodeId> producerOf(const Graph& graph, Output tensor, const Habits& habits) {
    const Node& direct = graph.node(tensor.node);
    if (direct.type != graph::op::kAdd) return canProduce(direct, habits) ? std::optional(direct.id) : std::nullopt;
    for (const Output source : direct.inputs) {
        if (!canProduce(graph.node(source.node), habits)) continue;
        const auto bias = findBias(graph, source.node);
        if (bias && bias->add == direct.id) return source.node;
    }
    return std::nullopt;
}

std::optional<AlignmentPair> pairOf(const Graph& graph, const Node& consumer, const Habits& habits) {
    if (!canConsume(graph, consumer)) return std::nullopt;
    const Output tensor = graph.source({consumer.id, 0});
    if (graph.consumers(tensor).size() != 1) return std::nullopt;
    const auto producer = producerOf(graph, tensor, habits);
    if (!producer) return std::nullopt;
    for (const NodeId op : {*producer, consumer.id})
        if (!graph::weightsOf(graph, graph::Input{op, 1}).isFree()) return std::nullopt;
    return AlignmentPair{*producer, consumer.id, tensor};
}

StatisticRequest quantileRequest(const Graph& graph, const AlignmentPair& pair, double quantile) {
    return {calibration::nameOf(graph, pair.tensor), calibration::Reduction::Quantile, calibration::Granularity::PerChannel, 1, quantile};
}

std::vector<float> constantValues(const Graph& graph, graph::Input input) {
    return toFloats(graph.node(plainConstant(graph, input)).value.view());
}

double medianOf(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2.0;
}

std::size_t elementsBehind(const Graph& graph, graph::Input input) {
    return static_cast<std::size_t>(elementCount(graph.node(plainConstant(graph, input)).value.shape()).value_or(0));
}

/// The shift needs both biases, of one value per channel each.
bool canShift(const Graph& graph, const AlignmentPair& pair, std::size_t channels) {
    const auto producerBias = findBias(graph, pair.producer), consumerBias = findBias(graph, pair.consumer);
    if (!producerBias || !consumerBias) return false;
    const Shape& w2 = graph.node(plainConstant(graph, {pair.consumer, 1})).value.shape();
    return elementsBehind(graph, {producerBias->add, producerBias->port}) == channels && w2.size() > 1 &&
           w2[1] == static_cast<std::int64_t>(channels) &&
           elementsBehind(graph, {consumerBias->add, consumerBias->port}) == static_cast<std::size_t>(w2[0]);
}

// A bias that is not one value per channel can't be divided, and scaling without it would change the network.
bool canScale(const Graph& graph, const AlignmentPair& pair, std::size_t channels) {
    const auto count = static_cast<std::int64_t>(channels);
    const Shape& w1 = graph.node(plainConstant(graph, {pair.producer, 1})).value.shape();
    const Shape& w2 = graph.node(plainConstant(graph, {pair.consumer, 1})).value.shape();
    if (weightLayout(w1, graph.node(pair.producer).type).channels != count || w2.size() < 2 || w2[1] != count) return false;
    const auto bias = findBias(graph, pair.producer);
    return !bias || elementsBehind(graph, {bias->add, bias->port}) == channels;
}

// b1 -= mid; b2 += sum over the kernel of W2 · mid: the producer's channels are centred, its consumer adds back what is missing.
Result<void> shift(Graph& graph, const AlignmentPair& pair, std::span<const double> mid) {
    const auto producerBias = findBias(graph, pair.producer);
    const auto consumerBias = findBias(graph, pair.consumer);
    const graph::Input b1Input{producerBias->add, producerBias->port}, b2Input{consumerBias->add, consumerBias->port};
    std::vector<float> b1 = constantValues(graph, b1Input);
    std::vector<float> b2 = constantValues(graph, b2Input);
    const std::vector<float> w2 = constantValues(graph, {pair.consumer, 1});
    const std::size_t channels = mid.size();
    const std::size_t kernel = w2.size() / (b2.size() * channels);
    for (std::size_t c = 0; c < channels; ++c) b1[c] = static_cast<float>(static_cast<double>(b1[c]) - mid[c]);
    for (std::size_t k = 0; k < b2.size(); ++k) {
        double added = 0.0;
        for (std::size_t c = 0; c < channels; ++c) {
            double sum = 0.0;
            for (std::size_t i = 0; i < kernel; ++i) sum += static_cast<double>(w2[(k * channels + c) * kernel + i]);
            added += sum * mid[c];
        }
        b2[k] = static_cast<float>(static_cast<double>(b2[k]) + added);
    }
    RF_TRY_VOID(setConstantValues(graph, b1Input, b1));
    return setConstantValues(graph, b2Input, b2);
}

void divide(std::vector<float>& values, const ChannelLayout& layout, std::span<const double> scales) {
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = static_cast<float>(static_cast<double>(values[i]) / scales[layout.channelOf(i)]);
}

// W1 /= s, b1 /= s, W2 *= s.
Result<void> scale(Graph& graph, const AlignmentPair& pair, std::span<const double> scales) {
    const auto count = static_cast<std::int64_t>(scales.size());
    const graph::Input w1Input{pair.producer, 1}, w2Input{pair.consumer, 1};
    const Shape w1Shape = graph.node(plainConstant(graph, w1Input)).value.shape();
    const Shape w2Shape = graph.node(plainConstant(graph, w2Input)).value.shape();
    const ChannelLayout outputs = weightLayout(w1Shape, graph.node(pair.producer).type);
    const auto bias = findBias(graph, pair.producer);
    std::vector<float> b1;
    if (bias) b1 = constantValues(graph, {bias->add, bias->port});

    std::vector<float> w1 = constantValues(graph, w1Input);
    std::vector<float> w2 = constantValues(graph, w2Input);
    ChannelLayout inputs{count, 1, {}};
    for (std::size_t axis = 2; axis < w2Shape.size(); ++axis) inputs.inner *= w2Shape[axis];
    divide(w1, outputs, scales);
    divide(b1, {count, 1, {}}, scales);
    for (std::size_t i = 0; i < w2.size(); ++i) w2[i] = static_cast<float>(static_cast<double>(w2[i]) * scales[inputs.channelOf(i)]);
    RF_TRY_VOID(setConstantValues(graph, w1Input, w1));
    RF_TRY_VOID(setConstantValues(graph, w2Input, w2));
    return bias ? setConstantValues(graph, {bias->add, bias->port}, b1) : Result<void>();
}

void makeOwn(Graph& graph, graph::Input input) {
    const bool isOwn = graph.producer(input).isConstant() && graph.consumers(graph.source(input)).size() == 1;
    if (!isOwn) setConstantValues(graph, input, constantValues(graph, input)).value();  // pairs have weights that may change
}

}  // namespace

std::vector<AlignmentPair> alignmentPairs(const Graph& graph, const Habits& habits) {
    std::vector<AlignmentPair> pairs;
    for (const NodeId id : graph.nodes())
        if (const auto pair = pairOf(graph, graph.node(id), habits)) pairs.push_back(*pair);
    std::sort(pairs.begin(), pairs.end(),
              [&](const AlignmentPair& a, const AlignmentPair& b) { return graph.node(a.consumer).name < graph.node(b.consumer).name; });
    return pairs;
}

std::vector<double> alignmentScales(std::span<const double> ranges) {
    std::vector<double> alive;
    std::copy_if(ranges.begin(), ranges.end(), std::back_inserter(alive), [](double range) { return range > 0.0; });
    if (alive.empty()) return {};
    const double median = medianOf(std::move(alive));
    std::vector<double> scales;
    for (const double range : ranges) scales.push_back(range > 0.0 ? std::clamp(range / median, kSmallestScale, kLargestScale) : 1.0);
    return scales;
}

Result<AlignmentChange> alignmentChange(const Graph& graph, const AlignmentPair& pair, const calibration::Statistics& statistics) {
    const calibration::OddTensor* odd = statistics.odd(calibration::nameOf(graph, pair.tensor));
    if (odd && hasNoStatistics(odd->oddity)) return AlignmentChange();
    const auto* lowest = statistics.find(quantileRequest(graph, pair, kOutlierShare));
    const auto* highest = statistics.find(quantileRequest(graph, pair, 1.0 - kOutlierShare));
    if (!lowest || !highest)
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "layer '%1': nothing was measured at its output, which channel alignment needs"),
                    graph.node(pair.producer).name);
    const std::vector<double> low = calibration::aggregate(*lowest, calibration::Aggregator::Median);
    const std::vector<double> high = calibration::aggregate(*highest, calibration::Aggregator::Median);
    std::vector<double> middles(low.size()), ranges(low.size());
    for (std::size_t c = 0; c < low.size(); ++c) {
        middles[c] = (high[c] + low[c]) / 2.0;
        ranges[c] = high[c] - low[c];
    }
    AlignmentChange change;
    if (canShift(graph, pair, low.size())) change.shift = std::move(middles);
    if (canScale(graph, pair, low.size())) change.scale = alignmentScales(ranges);
    return change;
}

Result<std::vector<StatisticRequest>> ChannelAlignment::requests(const State& state) const {
    std::vector<StatisticRequest> requests;
    for (const AlignmentPair& pair : alignmentPairs(state.floatModel, habits())) {
        requests.push_back(quantileRequest(state.floatModel, pair, kOutlierShare));
        requests.push_back(quantileRequest(state.floatModel, pair, 1.0 - kOutlierShare));
    }
    return requests;
}

Graph ChannelAlignment::ready(Graph prepared) const {
    for (const AlignmentPair& pair : alignmentPairs(prepared, habits())) {
        const auto bias1 = findBias(prepared, pair.producer), bias2 = findBias(prepared, pair.consumer);
        if (bias1 && bias2) {
            makeOwn(prepared, {bias1->add, bias1->port});
            makeOwn(prepared, {bias2->add, bias2->port});
        }
        makeOwn(prepared, {pair.producer, 1});
        makeOwn(prepared, {pair.consumer, 1});
        if (bias1) makeOwn(prepared, {bias1->add, bias1->port});
    }
    return prepared;
}

Result<State> ChannelAlignment::apply(State state, const Answers& answers, const Progress& progress) const {
    const auto pairs = alignmentPairs(state.floatModel, habits());
    for (const AlignmentPair& pair : pairs) state.alignedConsumers.push_back(pair.consumer);
    std::int64_t done = 0;
    for (const AlignmentPair& pair : pairs) {
        RF_TRY_VOID(progress.advance(done++, static_cast<std::int64_t>(pairs.size())));
        RF_TRY(const AlignmentChange change, alignmentChange(state.floatModel, pair, answers.statistics));
        if (!change.shift.empty()) RF_TRY_VOID(shift(state.floatModel, pair, change.shift));
        if (!change.scale.empty()) RF_TRY_VOID(scale(state.floatModel, pair, change.scale));
    }
    state.model = state.floatModel;
    if (state.expected) state.expected = withConstantsOf(*state.expected, state.floatModel);
    return state;
}

}  // namespace rf::quantization
