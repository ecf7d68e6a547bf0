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
        if (found == part.end() || found->second.rows != all.rows || found->second.channels != all.channels) return differs(request.tensor);
        all.samples += found->second.samples;
        all.values.insert(all.values.end(), found->second.values.begin(), found->second.values.end());
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

}  // namespace

const PerSample* Statistics::find(const StatisticRequest& request) const {
    const auto found = data().values.find(request);
    return found == data().values.end() ? nullptr : &found->second;
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
        RF_TRY_VOID(append(whole.values, added.values));
        RF_TRY_VOID(append(whole.shapes, added.shapes));
        whole.samples.insert(whole.samples.end(), added.samples.begin(), added.samples.end());
    }
    std::vector<std::int64_t> inOrder = whole.samples;
    std::sort(inOrder.begin(), inOrder.end());
    return Statistics(std::move(whole)).of(inOrder);
}

Statistics together(const Statistics& first, const Statistics& second) {
    RF_ASSERT(std::ranges::equal(first.samples(), second.samples()));
    Statistics::Data all = first.data();
    all.values.insert(second.data().values.begin(), second.data().values.end());
    all.shapes.insert(second.data().shapes.begin(), second.data().shapes.end());
    return Statistics(std::move(all));
}

}  // namespace rf::calibration
