// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/histogram_data.h"

#include <algorithm>
#include <numeric>

namespace rf::ui {

double HistogramData::size() const { return total > 0 ? total : std::accumulate(counts.begin(), counts.end(), 0.0); }

double HistogramData::shareBelow(double limit) const {
    if (isEmpty() || size() <= 0) return 0;
    double sum = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const double left = low + binWidth() * static_cast<double>(i);
        sum += counts[i] * std::clamp((limit - left) / binWidth(), 0.0, 1.0);
    }
    return sum / size();
}

double HistogramData::shareAbove(double limit) const {
    if (isEmpty() || size() <= 0) return 0;
    double sum = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const double right = low + binWidth() * static_cast<double>(i + 1);
        sum += counts[i] * std::clamp((right - limit) / binWidth(), 0.0, 1.0);
    }
    return sum / size();
}

// The last merged bin may be narrower in the source; it is filled up with emptiness so that all bins stay equal.
HistogramData HistogramData::merged(int bins) const {
    const auto wanted = static_cast<std::size_t>(std::max(1, bins));
    if (isEmpty() || counts.size() <= wanted) return *this;
    const std::size_t factor = (counts.size() + wanted - 1) / wanted;
    HistogramData result{low, low, {}, size()};
    for (std::size_t i = 0; i < counts.size(); i += factor) {
        const std::size_t end = std::min(i + factor, counts.size());
        result.counts.push_back(
            std::accumulate(counts.begin() + static_cast<std::ptrdiff_t>(i), counts.begin() + static_cast<std::ptrdiff_t>(end), 0.0));
    }
    result.high = low + binWidth() * static_cast<double>(factor * result.counts.size());
    return result;
}

std::vector<QPointF> HistogramData::outline(double floor) const {
    std::vector<QPointF> corners;
    if (isEmpty() || size() <= 0) return corners;
    corners.reserve(2 * counts.size() + 2);
    corners.emplace_back(low, floor);
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const double share = std::max(floor, counts[i] / size());
        corners.emplace_back(low + binWidth() * static_cast<double>(i), share);
        corners.emplace_back(low + binWidth() * static_cast<double>(i + 1), share);
    }
    corners.emplace_back(low + binWidth() * static_cast<double>(counts.size()), floor);
    return corners;
}

double HistogramData::leastShare() const {
    double least = 1;
    for (const double count : counts)
        if (count > 0) least = std::min(least, count / size());
    return least;
}

double HistogramData::greatestShare() const {
    return counts.empty() || size() <= 0 ? 0 : *std::max_element(counts.begin(), counts.end()) / size();
}

}  // namespace rf::ui
