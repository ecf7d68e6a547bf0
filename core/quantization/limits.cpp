// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/limits.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "core/quantization/least_squares_range.h"
#include "core/quantization/range_estimator.h"
#include "core/quantization/saturation.h"
#include "core/quantization/weights.h"
#include "core/tensor/convert.h"

namespace rf::quantization {

using calibration::Granularity;
using graph::Graph;
using graph::NodeId;

namespace {

AsymmetricOptions asymmetricOptions(const Scheme& scheme, const Habits& habits) {
    return {scheme.bits, scheme.unifiedZeroPoint, habits.zeroOffTheLevels ? ZeroRule::Pot : ZeroRule::Exact};
}

void broadcastTo(std::vector<double>& values, std::size_t channels) {
    if (values.size() == 1) values.resize(channels, values[0]);
}

Range asymmetricFrom(std::vector<double> min, std::vector<double> max, const AsymmetricOptions& options) {
    const std::size_t channels = std::max(min.size(), max.size());
    broadcastTo(min, channels);
    broadcastTo(max, channels);
    return asymmetricRange(min, max, options);
}

// Scalar ranges are rank 0 when symmetric and [1,1,…] when not (spec 01, section 5.5).
Shape oneElement(const Scheme& scheme, std::size_t rank) { return scheme.mode == Mode::Symmetric ? Shape{} : Shape(rank, 1); }

Result<const calibration::PerSample*> answer(const Quantizer& quantizer, const calibration::StatisticRequest& request,
                                             const calibration::Statistics& statistics) {
    const auto* values = statistics.find(request);
    if (!values || values->samples == 0)
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "quantizer '%1': nothing was measured at the tensor it quantizes"),
                    quantizer.name);
    return values;
}

Result<std::vector<double>> measured(const Quantizer& quantizer, const MeasuredTensor& tensor, const EstimatedEnd& end,
                                     const calibration::Statistics& statistics) {
    RF_TRY(const auto* values, answer(quantizer, requestFor(end, tensor.name, tensor.channelAxis), statistics));
    return calibration::aggregate(*values, end.aggregator);
}

Range activationRange(const Quantizer& quantizer, std::vector<double> min, std::vector<double> max, const Habits& habits) {
    if (quantizer.scheme.mode == Mode::Symmetric) return symmetricActivationRange(min, max, quantizer.levels, quantizer.isSigned);
    return asymmetricFrom(std::move(min), std::move(max), asymmetricOptions(quantizer.scheme, habits));
}

/// Moves the ends inwards to where the quantizer loses least.
Result<void> narrow(const Quantizer& quantizer, const MeasuredTensor& tensor, const calibration::Statistics& statistics,
                    const Habits& habits, double& min, double& max) {
    RF_TRY(const auto* distribution, answer(quantizer, distributionRequest(tensor.name), statistics));
    const auto rangeOf = [&](const Ends& ends) { return activationRange(quantizer, {ends.low}, {ends.high}, habits); };
    const Ends ends = leastSquaresEnds(calibration::mergedDistribution(*distribution), {min, max}, quantizer.scheme.mode == Mode::Symmetric,
                                       quantizer.levels, rangeOf);
    min = ends.low;
    max = ends.high;
    return {};
}

// POT files the statistics of weights under the operator that reads them, so that of several constants of one operator
// (LSTMSequence, GRUSequence) the last one's are used for all (spec 01, section 4.3), where they have as many channels.
NodeId measuredConstant(const Graph& quantized, const graph::Node& reader, NodeId own, const Habits& habits) {
    if (!habits.lastConstantForAll) return own;
    const auto channels = [&](NodeId id) { return weightLayout(quantized.node(id).value.shape(), reader.type).channels; };
    for (int port = static_cast<int>(reader.inputs.size()) - 1; port >= 0; --port) {
        const NodeId quantizer = weightQuantizer(quantized, {reader.id, port});
        if (!quantizer.isValid()) continue;
        const NodeId last = plainConstant(quantized, {quantizer, 0});
        return channels(last) == channels(own) ? last : own;
    }
    return own;
}

/// A range that the user gave takes the place of what would have been measured, so that it still ends up symmetric, or with
/// zero on a level.
bool hasOwnRange(const Quantizer& quantizer) { return quantizer.byUser && quantizer.byUser->low; }
std::vector<double> ownMin(const Quantizer& quantizer) { return {*quantizer.byUser->low}; }
std::vector<double> ownMax(const Quantizer& quantizer) {
    const double low = *quantizer.byUser->low, high = *quantizer.byUser->high;
    return {quantizer.scheme.mode == Mode::Symmetric ? std::max(std::fabs(low), std::fabs(high)) : high};
}

/// Steps of a range are computed in f32, after the saturation fix has doubled it.
Result<void> checkSpan(const Range& range, const std::string& of) {
    for (std::size_t c = 0; c < range.low.size(); ++c)
        if ((range.high[c] - range.low[c]) * static_cast<double>(kSaturationFactor) >
            static_cast<double>(std::numeric_limits<float>::max()))
            return fail(ErrorCode::InvalidFile,
                        RF_TEXT("core",
                                "'%1': the values to quantize reach from %2 to %3, which is more than f32 can span; leave the layer in "
                                "float by the ignored scope"),
                        of, range.low[c], range.high[c]);
    return {};
}

Range readjusted(const Range& all, const Quantizer& member, const Habits& habits) {
    if (habits.commonRangeAsItIs) return all;
    if (member.scheme.mode == Mode::Asymmetric) return zeroAdjusted(all, asymmetricOptions(member.scheme, habits));
    const auto levels = static_cast<double>(member.levels);
    std::vector<double> magnitude = all.high;
    for (std::size_t c = 0; c < magnitude.size(); ++c) magnitude[c] = std::max(magnitude[c], -all.low[c] * (levels - 2.0) / levels);
    return symmetricActivationRange(all.low, magnitude, member.levels, member.isSigned);
}

}  // namespace

Result<QuantizerLimits> weightLimits(const Graph& quantized, const Quantizer& quantizer, const Settings& settings) {
    const NodeId constant = plainConstant(quantized, {quantizer.node, 0});
    RF_ASSERT(constant.isValid());
    const auto uses = quantized.consumers(graph::Output{quantizer.node, 0});
    const graph::Node& reader = quantized.node(uses.empty() ? quantizer.node : uses[0].node);
    const Tensor& values = quantized.node(measuredConstant(quantized, reader, constant, habitsOf(settings))).value;
    const ResolvedEstimator estimator = resolveEstimator(quantizer, settings);
    const auto layoutOf = [&](const EstimatedEnd& end) {
        return end.granularity == Granularity::PerChannel ? weightLayout(values.shape(), reader.type) : tensorLayout(values.shape());
    };

    QuantizerLimits limits;
    RF_TRY(std::vector<double> max, reduceChannels(values, layoutOf(estimator.max), estimator.max, reader.name));
    if (hasOwnRange(quantizer)) max.assign(max.size(), ownMax(quantizer)[0]);
    if (quantizer.scheme.mode == Mode::Symmetric) {
        limits.range = symmetricWeightRange(max);
    } else {
        RF_TRY(std::vector<double> min, reduceChannels(values, layoutOf(*estimator.min), *estimator.min, reader.name));
        if (hasOwnRange(quantizer)) min.assign(min.size(), ownMin(quantizer)[0]);
        limits.range = asymmetricFrom(std::move(min), std::move(max), asymmetricOptions(quantizer.scheme, habitsOf(settings)));
    }
    limits.range = clipped(std::move(limits.range), estimator.clipLow, estimator.clipHigh);
    RF_TRY_VOID(checkSpan(limits.range, reader.name));
    const bool perChannel = estimator.max.granularity == Granularity::PerChannel || limits.range.low.size() > 1;
    const Shape& shape = quantized.node(constant).value.shape();
    limits.shape = perChannel ? weightLayout(shape, reader.type).limits : oneElement(quantizer.scheme, shape.size());
    return limits;
}

Result<QuantizerLimits> activationLimits(const Quantizer& quantizer, const Shape& source, const MeasuredTensor& tensor,
                                         const calibration::Statistics& statistics, const Settings& settings) {
    const ResolvedEstimator estimator = resolveEstimator(quantizer, settings);
    RF_TRY(std::vector<double> max, hasOwnRange(quantizer) ? ownMax(quantizer) : measured(quantizer, tensor, estimator.max, statistics));
    RF_TRY(std::vector<double> min, hasOwnRange(quantizer) ? ownMin(quantizer) : measured(quantizer, tensor, *estimator.min, statistics));

    const Habits& habits = habitsOf(settings);
    if (estimator.leastSquares && !hasOwnRange(quantizer)) {
        RF_TRY_VOID(narrow(quantizer, tensor, statistics, habits, min.at(0), max.at(0)));
    }
    QuantizerLimits limits;
    limits.range = activationRange(quantizer, std::move(min), std::move(max), habits);
    limits.range = clipped(std::move(limits.range), estimator.clipLow, estimator.clipHigh);
    RF_TRY_VOID(checkSpan(limits.range, quantizer.name));
    const std::size_t channels = limits.range.low.size();
    limits.shape = oneElement(quantizer.scheme, source.size());
    if (channels > 1 || estimator.max.granularity == Granularity::PerChannel) {
        limits.shape.assign(source.size(), 1);
        const auto axis = static_cast<std::size_t>(normalizedAxis(quantizer.channelAxis, source.size()));
        if (axis < limits.shape.size()) limits.shape[axis] = static_cast<std::int64_t>(channels);
    }
    return limits;
}

void unifyScales(std::span<const Quantizer> quantizers, std::span<QuantizerLimits> limits, const Habits& habits) {
    std::map<int, std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < quantizers.size(); ++i)
        if (quantizers[i].unifyGroup >= 0) groups[quantizers[i].unifyGroup].push_back(i);
    for (const auto& [group, members] : groups) {
        const bool userDecides = std::any_of(members.begin(), members.end(), [&](std::size_t i) { return hasOwnRange(quantizers[i]); });
        std::vector<Range> ranges;
        std::size_t channels = 1;
        bool fits = true;
        for (const std::size_t i : members) {
            const std::size_t own = limits[i].range.low.size();
            fits = fits && (own == 1 || channels == 1 || own == channels);
            channels = std::max(channels, own);
            if (!userDecides || hasOwnRange(quantizers[i])) ranges.push_back(limits[i].range);
        }
        // Different numbers of channels have no range in common but one for all of them.
        if (!fits || std::any_of(members.begin(), members.end(), [&](std::size_t i) { return limits[i].range.low.size() != channels; }))
            for (Range& range : ranges)
                range = {{*std::min_element(range.low.begin(), range.low.end())},
                         {*std::max_element(range.high.begin(), range.high.end())}};
        const Range all = unionOf(ranges);
        for (const std::size_t i : members) {
            limits[i].range = readjusted(all, quantizers[i], habits);
            broadcastTo(limits[i].range.low, static_cast<std::size_t>(elementCount(limits[i].shape).value_or(1)));
            broadcastTo(limits[i].range.high, limits[i].range.low.size());
        }
    }
}

void writeLimits(Graph& quantized, const Quantizer& quantizer, const QuantizerLimits& limits) {
    const graph::Output source = quantized.source({quantizer.node, 0});
    const ElementType type = rangeType(quantized.type(source).type);
    const double outputFactor = limits.halved ? static_cast<double>(kSaturationFactor) : 1.0;
    for (int port = 1; port <= 4; ++port) {
        const std::vector<double>& border = port % 2 == 1 ? limits.range.low : limits.range.high;
        std::vector<float> stored;
        for (const double value : border) stored.push_back(static_cast<float>(value * (port > 2 ? outputFactor : 1.0)));
        setConstant(quantized, {quantizer.node, port}, fromFloats(type, limits.shape, stored));
    }
    graph::Editor(quantized).update(quantizer.node,
                                    [&](graph::Node& node) { node.attributes.set("levels", std::to_string(quantizer.levels)); });
}

}  // namespace rf::quantization
