// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calibration/statistics.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace rf::calibration {

namespace {

std::size_t valuesPerSample(const PerSample& all) { return static_cast<std::size_t>(all.rows * all.channels); }

PerSample pick(const PerSample& all, std::span<const std::size_t> positions) {
    PerSample some{std::ssize(positions), all.rows, all.channels, {}};
    const std::size_t stride = valuesPerSample(all);
    some.values.reserve(positions.size() * stride);
    for (const std::size_t position : positions) {
        const auto own = std::span(all.values).subspan(position * stride, stride);
        some.values.insert(some.values.end(), own.begin(), own.end());
    }
    return some;
}

Error differs(const TensorName& tensor) {
    return fail(ErrorCode::InvalidArgument,
                RF_TEXT("core", "statistics of '%1' can't be joined: they were not measured in the same way on all samples"),
                tensor.text());
}

Result<void> append(std::map<StatisticRequest, PerSample>& whole, const std::map<StatisticRequest, PerSample>& part) {
    for (const auto& [request, values] : part)
        if (!whole.contains(request)) return differs(request.tensor);
    for (auto& [request, all] : whole) {
        const auto found = part.find(request);
        if (found == part.end() || found->second.channels != all.channels) return differs(request.tensor);
        PerSample added = found->second;
        if (added.rows != all.rows) {
            all = withOneRow(all, request.reduction);
            added = withOneRow(added, request.reduction);
        }
        all.samples += added.samples;
        all.values.insert(all.values.end(), added.values.begin(), added.values.end());
    }
    return {};
}

Result<void> append(std::map<TensorName, std::vector<Shape>>& whole, const std::map<TensorName, std::vector<Shape>>& part) {
    for (const auto& [tensor, shapes] : part)
        if (!whole.contains(tensor)) return differs(tensor);
    for (auto& [tensor, all] : whole) {
        const auto found = part.find(tensor);
        if (found == part.end()) return differs(tensor);
        all.insert(all.end(), found->second.begin(), found->second.end());
    }
    return {};
}

/// Values of tensors that turn out to have none, in one part or by the parts not having the same channels.
void dropValues(Statistics::Data& data, const std::map<TensorName, OddTensor>& odd) {
    std::erase_if(data.values, [&](const auto& entry) {
        const auto found = odd.find(entry.first.tensor);
        return found != odd.end() && hasNoStatistics(found->second.oddity);
    });
}

std::map<TensorName, OddTensor> unevenTensors(const Statistics::Data& whole, const Statistics::Data& part) {
    std::map<TensorName, OddTensor> uneven;
    for (const auto& [request, all] : whole.values)
        if (const auto found = part.values.find(request); found != part.values.end() && found->second.channels != all.channels)
            uneven.emplace(request.tensor, OddTensor{Oddity::Uneven, part.samples.front()});
    return uneven;
}

/// What is odd about tensors of both parts. A tensor is constant if it is in both, with the same value.
std::map<TensorName, OddTensor> oddOfBoth(const Statistics::Data& whole, const Statistics::Data& part) {
    std::map<TensorName, OddTensor> odd = unevenTensors(whole, part);
    for (const Statistics::Data* data : {&whole, &part})
        for (const auto& [tensor, one] : data->odd) {
            if (hasNoStatistics(one.oddity)) {
                odd.emplace(tensor, one);
                continue;
            }
            const auto& others = (data == &whole ? part : whole).odd;
            const auto other = others.find(tensor);
            if (other != others.end() && other->second.oddity == Oddity::Constant && other->second.value == one.value)
                odd.emplace(tensor, one);
        }
    return odd;
}

Result<void> append(Statistics::Data& whole, Statistics::Data part) {
    whole.odd = oddOfBoth(whole, part);
    dropValues(whole, whole.odd);
    dropValues(part, whole.odd);
    RF_TRY_VOID(append(whole.values, part.values));
    RF_TRY_VOID(append(whole.shapes, part.shapes));
    whole.samples.insert(whole.samples.end(), part.samples.begin(), part.samples.end());
    return {};
}

}  // namespace

const PerSample* Statistics::find(const StatisticRequest& request) const {
    const auto found = data().values.find(request);
    return found == data().values.end() ? nullptr : &found->second;
}

const OddTensor* Statistics::odd(const TensorName& tensor) const {
    const auto found = data().odd.find(tensor);
    return found == data().odd.end() ? nullptr : &found->second;
}

bool Statistics::answers(const StatisticRequest& request) const {
    if (find(request)) return true;
    const OddTensor* found = odd(request.tensor);
    return found && hasNoStatistics(found->oddity);
}

std::span<const Shape> Statistics::shapes(const TensorName& tensor) const {
    const auto found = data().shapes.find(tensor);
    if (found == data().shapes.end()) return {};
    return found->second;
}

std::span<const std::int64_t> Statistics::samples() const { return data().samples; }

const Statistics::Data& Statistics::data() const {
    static const Data kNothing;
    return m_data ? *m_data : kNothing;
}

Statistics Statistics::of(std::span<const std::int64_t> samples) const {
    if (!m_data) return {};
    std::unordered_map<std::int64_t, std::size_t> places;
    for (std::size_t i = 0; i < m_data->samples.size(); ++i) places.emplace(m_data->samples[i], i);
    std::vector<std::size_t> positions;
    for (const std::int64_t sample : samples) {
        RF_ASSERT(places.contains(sample));
        positions.push_back(places.at(sample));
    }
    Data picked;
    picked.samples.assign(samples.begin(), samples.end());
    picked.odd = m_data->odd;
    for (const auto& [request, all] : m_data->values) picked.values.emplace(request, pick(all, positions));
    for (const auto& [tensor, all] : m_data->shapes)
        for (const std::size_t position : positions) picked.shapes[tensor].push_back(all[position]);
    return Statistics(std::move(picked));
}

Result<Statistics> join(std::span<const Statistics> parts) {
    Statistics::Data whole;
    std::unordered_set<std::int64_t> seen;
    for (const Statistics& part : parts) {
        if (part.samples().empty()) continue;
        const Statistics::Data& added = part.data();
        for (const std::int64_t sample : added.samples)
            if (seen.contains(sample))
                return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "statistics can't be joined: sample %1 was measured twice"),
                            sample);
        seen.insert(added.samples.begin(), added.samples.end());
        if (whole.samples.empty()) {
            whole = added;
            continue;
        }
        RF_TRY_VOID(append(whole, added));
    }
    std::vector<std::int64_t> inOrder = whole.samples;
    std::sort(inOrder.begin(), inOrder.end());
    return Statistics(std::move(whole)).of(inOrder);
}

PerSample withOneRow(const PerSample& values, Reduction reduction) {
    if (values.rows == 1) return values;
    const auto joined = [&](float a, float b) {
        if (reduction == Reduction::Min) return std::min(a, b);
        if (reduction == Reduction::Max || reduction == Reduction::AbsMax) return std::max(a, b);
        return a + b;
    };
    const bool isSum = reduction != Reduction::Min && reduction != Reduction::Max && reduction != Reduction::AbsMax;
    PerSample one{values.samples, 1, values.channels, {}};
    for (std::int64_t sample = 0; sample < values.samples; ++sample)
        for (std::size_t channel = 0; channel < static_cast<std::size_t>(values.channels); ++channel) {
            float result = values.row(sample, 0)[channel];
            for (std::int64_t row = 1; row < values.rows; ++row) result = joined(result, values.row(sample, row)[channel]);
            one.values.push_back(isSum ? result / static_cast<float>(values.rows) : result);
        }
    return one;
}

Statistics together(const Statistics& first, const Statistics& second) {
    RF_ASSERT(std::ranges::equal(first.samples(), second.samples()));
    Statistics::Data all = first.data();
    all.values.insert(second.data().values.begin(), second.data().values.end());
    all.shapes.insert(second.data().shapes.begin(), second.data().shapes.end());
    all.odd.insert(second.data().odd.begin(), second.data().odd.end());
    return Statistics(std::move(all));
}

}  // namespace rf::calibration
