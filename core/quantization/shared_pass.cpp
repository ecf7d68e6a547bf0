// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/shared_pass.h"

#include <algorithm>
#include <cmath>

#include "core/quantization/channel_alignment.h"

namespace rf::quantization {

using calibration::Granularity;
using calibration::PerSample;
using calibration::Reduction;
using calibration::StatisticRequest;
using calibration::Statistics;
using calibration::TensorName;

namespace {

/// Whether alignment leads a step in which nobody else wants anything measured, as SmoothQuant outside transformers.
bool onlyAligns(const Step& step, const State& state) {
    if (step.algorithms[0]->name() != AlgorithmName::ActivationChannelAlignment) return false;
    return std::all_of(step.algorithms.begin() + 1, step.algorithms.end(), [&](const auto& algorithm) {
        const auto requests = algorithm->requests(state);
        return requests && requests->empty();
    });
}

StatisticRequest ofChannels(const TensorName& tensor, Reduction reduction) { return {tensor, reduction, Granularity::PerChannel, 1, 0.0}; }

bool isExtreme(Reduction reduction) { return reduction == Reduction::Min || reduction == Reduction::Max || reduction == Reduction::AbsMax; }

/// The tensors that alignment changes. A tensor without a change is one whose statistics can't be carried over.
using Changes = std::map<TensorName, std::optional<AlignmentChange>>;

Result<Changes> changesOf(const Step& step, const State& state, const Statistics& measured) {
    Changes changes;
    const graph::Graph& graph = state.floatModel;
    for (const AlignmentPair& pair : alignmentPairs(graph, step.algorithms[0]->habits())) {
        RF_TRY(const AlignmentChange change, alignmentChange(graph, pair, measured));
        changes[calibration::nameOf(graph, pair.tensor)] = change;
        // Before the biases are added: rarely measured, not worth arithmetic of their own.
        if (pair.tensor.node != pair.producer) changes[{graph.node(pair.producer).name, 0}] = std::nullopt;
        if (!change.shift.empty()) changes[{graph.node(pair.consumer).name, 0}] = std::nullopt;
    }
    return changes;
}

/// One channel after the other, sample after sample: x becomes (x - shift) / scale.
PerSample changed(PerSample values, const AlignmentChange& change) {
    const auto channels = static_cast<std::size_t>(values.channels);
    for (std::size_t i = 0; i < values.values.size(); ++i) {
        const std::size_t c = i % channels;
        auto value = static_cast<double>(values.values[i]);
        if (!change.shift.empty()) value -= change.shift[c];
        if (!change.scale.empty()) value /= change.scale[c];
        values.values[i] = static_cast<float>(value);
    }
    return values;
}

PerSample largerMagnitudes(PerSample low, const PerSample& high) {
    for (std::size_t i = 0; i < low.values.size(); ++i) low.values[i] = std::max(std::fabs(low.values[i]), std::fabs(high.values[i]));
    return low;
}

/// The extreme of all channels of every row.
PerSample overChannels(const PerSample& values, Reduction extreme) {
    PerSample all{values.samples, values.rows, 1, {}};
    for (std::int64_t sample = 0; sample < values.samples; ++sample)
        for (std::int64_t row = 0; row < values.rows; ++row) {
            const auto channels = values.row(sample, row);
            all.values.push_back(extreme == Reduction::Min ? *std::ranges::min_element(channels) : *std::ranges::max_element(channels));
        }
    return all;
}

std::optional<PerSample> changedExtremes(const StatisticRequest& request, const Statistics& measured, const AlignmentChange& change) {
    const auto* low = measured.find(ofChannels(request.tensor, Reduction::Min));
    const auto* high = measured.find(ofChannels(request.tensor, Reduction::Max));
    if (!low || !high) return std::nullopt;
    PerSample channels = request.reduction == Reduction::Min   ? changed(*low, change)
                         : request.reduction == Reduction::Max ? changed(*high, change)
                                                               : largerMagnitudes(changed(*low, change), changed(*high, change));
    return request.granularity == Granularity::PerChannel ? std::move(channels) : overChannels(channels, request.reduction);
}

std::optional<PerSample> carried(const StatisticRequest& request, const Statistics& measured, const AlignmentChange& change) {
    const bool isByChannel = request.granularity == Granularity::PerChannel;
    if (isByChannel && request.channelAxis != 1) return std::nullopt;
    if (isExtreme(request.reduction)) return changedExtremes(request, measured, change);
    const PerSample* before = measured.find(request);
    if (!isByChannel || !before || (request.reduction != Reduction::Mean && request.reduction != Reduction::Quantile)) return std::nullopt;
    return changed(*before, change);
}

bool isNothing(const AlignmentChange& change) { return change.shift.empty() && change.scale.empty(); }

/// What is odd about a tensor after the change. Channels that are one number each may all become the same number.
std::optional<calibration::OddTensor> oddityAfter(const TensorName& tensor, const Statistics& measured, const AlignmentChange* change) {
    const auto* low = measured.find(ofChannels(tensor, Reduction::Min));
    const auto* high = measured.find(ofChannels(tensor, Reduction::Max));
    if (!change || !low || !high) {
        const calibration::OddTensor* odd = measured.odd(tensor);
        return odd ? std::optional(*odd) : std::nullopt;
    }
    const std::vector<float> lows = changed(*low, *change).values, highs = changed(*high, *change).values;
    const auto isFirst = [&](float value) { return value == lows.front(); };
    if (!std::ranges::all_of(lows, isFirst) || !std::ranges::all_of(highs, isFirst)) return std::nullopt;
    return calibration::OddTensor{calibration::Oddity::Constant, measured.samples().front(), lows.front()};
}

}  // namespace

Result<std::optional<StepNeeds>> sharedNeeds(const Step& step, const Step& next, const State& state, std::int64_t available) {
    if (!onlyAligns(step, state) || step.algorithms[0]->habits().storesHalfPrecision) return std::optional<StepNeeds>();
    RF_TRY(const StepNeeds own, needsOf(step, state, available));
    RF_TRY(StepNeeds shared, needsOf(next, state, available));
    if (own.requests.empty() || shared.requests.empty() || own.samples != shared.samples) return std::optional<StepNeeds>();
    std::set<StatisticRequest> asked(shared.requests.begin(), shared.requests.end());
    const auto ask = [&](const StatisticRequest& request) {
        if (asked.insert(request).second) shared.requests.push_back(request);
    };
    std::set<TensorName> aligned;
    for (const StatisticRequest& request : own.requests) {
        ask(request);
        aligned.insert(request.tensor);
    }
    for (const StatisticRequest& request : std::vector(shared.requests)) {
        if (!isExtreme(request.reduction) || !aligned.contains(request.tensor)) continue;
        for (const Reduction end : {Reduction::Min, Reduction::Max}) ask(ofChannels(request.tensor, end));
    }
    return std::optional(std::move(shared));
}

Result<std::set<TensorName>> alignedTensors(const Step& step, const State& state, const Statistics& measured) {
    RF_TRY(const Changes changes, changesOf(step, state, measured));
    std::set<TensorName> tensors;
    for (const auto& [tensor, change] : changes) tensors.insert(tensor);
    return tensors;
}

Result<Statistics> carriedOver(const Step& step, const State& state, const Statistics& measured,
                               std::span<const StatisticRequest> requests) {
    RF_TRY(const Changes changes, changesOf(step, state, measured));
    Statistics::Data data;
    data.samples.assign(measured.samples().begin(), measured.samples().end());
    for (const StatisticRequest& request : requests) {
        const auto found = changes.find(request.tensor);
        if (found != changes.end() && !found->second) continue;
        const AlignmentChange* change = found == changes.end() || isNothing(*found->second) ? nullptr : &*found->second;
        const auto shapes = measured.shapes(request.tensor);
        data.shapes[request.tensor].assign(shapes.begin(), shapes.end());
        if (const auto odd = oddityAfter(request.tensor, measured, change)) data.odd.emplace(request.tensor, *odd);
        if (change) {
            if (auto answer = carried(request, measured, *change)) data.values.emplace(request, *std::move(answer));
        } else if (const PerSample* same = measured.find(request)) {
            data.values.emplace(request, *same);
        }
    }
    return Statistics(std::move(data));
}

}  // namespace rf::quantization
