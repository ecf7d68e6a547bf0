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

}  // namespace rf::calibration
