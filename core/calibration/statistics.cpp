// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calibration/statistics.h"

namespace rf::calibration {

const PerSample* Statistics::find(const StatisticRequest& request) const {
    if (!m_data) return nullptr;
    const auto found = m_data->values.find(request);
    return found == m_data->values.end() ? nullptr : &found->second;
}

std::span<const Shape> Statistics::shapes(graph::Output tensor) const {
    if (!m_data) return {};
    const auto found = m_data->shapes.find(tensor);
    if (found == m_data->shapes.end()) return {};
    return found->second;
}

Statistics Statistics::of(std::span<const std::size_t> positions) const {
    if (!m_data) return {};
    Data picked;
    picked.samples = static_cast<std::int64_t>(positions.size());
    for (const auto& [request, all] : m_data->values) {
        PerSample some{picked.samples, all.rows, all.channels, {}};
        const auto stride = static_cast<std::size_t>(all.rows * all.channels);
        some.values.reserve(positions.size() * stride);
        for (const std::size_t position : positions) {
            const auto own = std::span(all.values).subspan(position * stride, stride);
            some.values.insert(some.values.end(), own.begin(), own.end());
        }
        picked.values.emplace(request, std::move(some));
    }
    for (const auto& [tensor, all] : m_data->shapes)
        for (const std::size_t position : positions) picked.shapes[tensor].push_back(all[position]);
    return Statistics(std::move(picked));
}

}  // namespace rf::calibration
