// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/weight_bias_correction.h"

#include <cmath>
#include <numeric>
#include <set>

#include "core/quantization/biased_layer.h"
#include "core/tensor/convert.h"

namespace rf::quantization {

using graph::Graph;
using graph::NodeId;

namespace {

struct Moments {
    double mean = 0.0, deviation = 0.0;
};

Moments momentsOf(std::span<const float> values) {
    const auto count = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
    double squares = 0.0;
    for (const float value : values) squares += (static_cast<double>(value) - mean) * (static_cast<double>(value) - mean);
    return {mean, std::sqrt(squares / count)};
}

std::vector<std::vector<float>> byChannel(std::span<const float> values, const ChannelLayout& layout) {
    std::vector<std::vector<float>> channels(static_cast<std::size_t>(layout.channels));
    for (std::size_t i = 0; i < values.size(); ++i) channels[layout.channelOf(i)].push_back(values[i]);
    return channels;
}

/// A weights quantizer with one range per output channel, whatever it had before.
struct ChannelRanges {
    ChannelLayout layout;
    std::vector<float> low, high;  ///< input range
    std::vector<float> factor;     ///< output range over input range
};

std::optional<ChannelRanges> channelRanges(const ConstantQuantizer& quantizer, const std::string& consumer) {
    ChannelRanges ranges{weightLayout(quantizer.constant.shape(), consumer), {}, {}, {}};
    const auto channels = static_cast<std::size_t>(ranges.layout.channels);
    if (quantizer.layout.channels != 1 && quantizer.layout.channels != ranges.layout.channels) return std::nullopt;
    for (std::size_t c = 0; c < channels; ++c) {
        const FakeQuantizeLimits own = quantizer.of(quantizer.layout.channels == 1 ? 0 : c);
        ranges.low.push_back(own.inputLow);
        ranges.high.push_back(own.inputHigh);
        const float width = own.inputHigh - own.inputLow;
        ranges.factor.push_back(width > 0.0f ? (own.outputHigh - own.outputLow) / width : 1.0f);
    }
    return ranges;
}

Result<void> store(Graph& model, NodeId quantizer, const ChannelRanges& ranges, std::span<const float> weights) {
    RF_TRY_VOID(setConstantValues(model, {quantizer, 0}, weights));
    for (int port = 1; port <= 4; ++port) {
        std::vector<float> border = port % 2 == 1 ? ranges.low : ranges.high;
        if (port > 2)
            for (std::size_t c = 0; c < border.size(); ++c) border[c] *= ranges.factor[c];
        const ElementType type = model.type(model.source({quantizer, port})).type;
        setConstant(model, {quantizer, port}, fromFloats(type, ranges.layout.limits, border));
    }
    return {};
}

Result<void> correct(Graph& model, NodeId op, NodeId quantizerId, const Settings& settings) {
    const auto quantizer = readConstantQuantizer(model, quantizerId);
    if (!quantizer) return {};
    auto ranges = channelRanges(*quantizer, model.node(op).type);
    if (!ranges) return {};
    std::vector<float> weights = toFloats(quantizer->constant.view());
    for (std::size_t i = 0; i < weights.size(); ++i) weights[i] *= ranges->factor[ranges->layout.channelOf(i)];
    const auto exact = byChannel(weights, ranges->layout);
    const auto rounded = byChannel(toFloats(quantizer->evaluated(weightRounding(settings)).view()), ranges->layout);

    std::vector<WeightShift> shifts;
    for (std::size_t c = 0; c < exact.size(); ++c) shifts.push_back(weightShift(exact[c], rounded[c], settings.weightBiasEpsilon));
    const auto shifted = [&](float value, std::size_t c) {
        return static_cast<float>(static_cast<double>(value) * shifts[c].variance + shifts[c].mean);
    };
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const std::size_t c = ranges->layout.channelOf(i);
        weights[i] = shifted(weights[i], c) / ranges->factor[c];
    }
    for (std::size_t c = 0; c < shifts.size(); ++c) {
        ranges->low[c] = shifted(ranges->low[c], c);
        ranges->high[c] = shifted(ranges->high[c], c);
    }
    return store(model, quantizerId, *ranges, weights);
}

}  // namespace

WeightShift weightShift(std::span<const float> exact, std::span<const float> quantized, double epsilon) {
    const Moments before = momentsOf(exact), after = momentsOf(quantized);
    const double variance = before.deviation / (after.deviation + epsilon);
    return {variance, before.mean - after.mean * variance};
}

Result<std::vector<calibration::StatisticRequest>> WeightBiasCorrection::requests(const State&) const {
    return std::vector<calibration::StatisticRequest>{};
}

Result<State> WeightBiasCorrection::apply(State state, const Answers&, const Progress& progress) const {
    std::set<NodeId> done;  // weights that two layers share are corrected once
    const auto count = static_cast<std::int64_t>(state.model.size());
    std::int64_t visited = 0;
    for (const NodeId id : graph::remainingNodes(state.model)) {
        RF_TRY_VOID(progress.advance(visited++, count));
        if (!hasCorrectableBias(state.model.node(id))) continue;
        const NodeId quantizer = addedWeightQuantizer(state.model, state.floatModel, {id, 1});
        if (quantizer.isValid() && done.insert(quantizer).second) { RF_TRY_VOID(correct(state.model, id, quantizer, settings())); }
    }
    state.placement.graph = state.model;
    return state;
}

}  // namespace rf::quantization
