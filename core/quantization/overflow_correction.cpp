// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/overflow_correction.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/calibration/aggregate.h"
#include "core/graph/traversal.h"
#include "core/quantization/saturation.h"
#include "core/quantization/weights.h"
#include "core/tensor/convert.h"

namespace rf::quantization {

using calibration::StatisticRequest;
using graph::Graph;
using graph::NodeId;
using graph::Output;

namespace {

constexpr double kLargestSum = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t kWidestSafeLevels = 255;  ///< 8-bit weights can't make a sum overflow

StatisticRequest magnitudeRequest(const Graph& graph, Output tensor) {
    return {calibration::nameOf(graph, tensor), calibration::Reduction::AbsMax, calibration::Granularity::PerTensor, 1, 0.0};
}

/// A layer with weights wide enough to overflow.
struct WideLayer {
    NodeId op;
    NodeId weights;  ///< their FakeQuantize
    Output output;   ///< after the bias
};

std::vector<WideLayer> wideLayers(const Graph& quantized, const Graph& floatModel) {
    std::vector<WideLayer> layers;
    for (const NodeId id : quantized.nodes()) {
        if (!hasSummedWeights(quantized.node(id))) continue;
        const NodeId weights = addedWeightQuantizer(quantized, floatModel, {id, 1});
        if (!weights.isValid() || quantized.node(weights).attributes.integer("levels").value_or(0) <= kWidestSafeLevels) continue;
        const auto bias = findBias(quantized, id);
        layers.push_back({id, weights, bias ? Output{bias->add, 0} : Output{id, 0}});
    }
    return layers;
}

/// The step of a FakeQuantize; the largest of its channels.
double stepOf(const Graph& quantized, NodeId quantizer) {
    const NodeId lowId = plainConstant(quantized, {quantizer, 3}), highId = plainConstant(quantized, {quantizer, 4});
    const auto levels = quantized.node(quantizer).attributes.integer("levels").value_or(0);
    if (!lowId.isValid() || !highId.isValid() || levels < 2) return 0.0;
    const std::vector<float> low = toFloats(quantized.node(lowId).value.view()), high = toFloats(quantized.node(highId).value.view());
    double widest = 0.0;
    for (std::size_t c = 0; c < std::min(low.size(), high.size()); ++c)
        widest = std::max(widest, static_cast<double>(high[c]) - static_cast<double>(low[c]));
    return widest / static_cast<double>(levels - 1);
}

double inputStep(const Graph& quantized, NodeId op) {
    double step = 0.0;
    for (const NodeId id : graph::ancestors(quantized, op, [](const graph::Node& node) { return !node.isFakeQuantize(); }))
        if (quantized.node(id).isFakeQuantize() && !plainConstant(quantized, {id, 0}).isValid())
            step = std::max(step, stepOf(quantized, id));
    return step;
}

/// Smaller stored weights whose FakeQuantize gives back what they were.
Result<void> shrink(Graph& model, NodeId quantizer, double factor) {
    const auto scaled = [&](int port, double by) {
        std::vector<float> values = toFloats(model.node(plainConstant(model, {quantizer, port})).value.view());
        for (float& value : values) value = static_cast<float>(static_cast<double>(value) * by);
        return setConstantValues(model, {quantizer, port}, values);
    };
    RF_TRY_VOID(scaled(0, 1.0 / factor));
    RF_TRY_VOID(scaled(3, factor));
    return scaled(4, factor);
}

}  // namespace

double overflowFactor(double outputMagnitude, double inputScale, double weightScale) {
    if (!(inputScale > 0.0) || !(weightScale > 0.0)) return 1.0;
    const double sum = std::trunc(outputMagnitude / (inputScale * weightScale));
    return sum > kLargestSum ? sum / kLargestSum : 1.0;
}

Result<std::vector<StatisticRequest>> OverflowCorrection::requests(const State& state) const {
    RF_ASSERT(state.expected);
    const Graph& expected = state.expected->placement.graph;
    std::vector<StatisticRequest> requests;
    for (const WideLayer& layer : wideLayers(expected, state.floatModel))
        requests.push_back(magnitudeRequest(measuredGraph(state, layer.output), layer.output));
    return requests;
}

Result<State> OverflowCorrection::apply(State state, const Answers& answers, const Progress& progress) const {
    RF_TRY_VOID(progress.advance(0, 1));
    const std::vector<WideLayer> layers = wideLayers(state.model, state.floatModel);
    for (const WideLayer& layer : layers) {
        const auto* measured = answers.statistics.find(magnitudeRequest(measuredGraph(state, layer.output), layer.output));
        if (!measured) continue;  // a bias that correction has just added: its layer had none, and was measured without
        const double magnitude = calibration::aggregate(*measured, calibration::Aggregator::Max).at(0);
        const double factor = overflowFactor(magnitude, inputStep(state.model, layer.op), stepOf(state.model, layer.weights));
        if (factor > 1.0) { RF_TRY_VOID(shrink(state.model, layer.weights, factor)); }
    }
    state.placement.graph = state.model;
    return state;
}

}  // namespace rf::quantization
