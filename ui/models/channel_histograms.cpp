// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/channel_histograms.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/tensor/convert.h"

namespace rf::ui {

ChannelHistograms channelHistograms(const Tensor& value, int axis, int bins) {
    const auto& shape = value.shape();
    if (axis < 0 || axis >= static_cast<int>(shape.size()) || value.count() == 0) return {};
    const std::vector<float> values = toFloats(value.view());
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const float x : values) {
        if (!std::isfinite(x)) continue;
        low = std::min<double>(low, x);
        high = std::max<double>(high, x);
    }
    if (!(low < high)) return {};
    const auto channels = static_cast<std::size_t>(shape[static_cast<std::size_t>(axis)]);
    std::size_t inner = 1;
    for (std::size_t i = static_cast<std::size_t>(axis) + 1; i < shape.size(); ++i) inner *= static_cast<std::size_t>(shape[i]);
    ChannelHistograms histograms(channels, HistogramData{low, high, std::vector<double>(static_cast<std::size_t>(bins), 0.0), 0});
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::isfinite(values[i])) continue;
        const auto bin = std::min(bins - 1, static_cast<int>((values[i] - low) / (high - low) * bins));
        histograms[i / inner % channels].counts[static_cast<std::size_t>(bin)] += 1;
    }
    return histograms;
}

}  // namespace rf::ui
