// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/histogram_data.h"

#include <algorithm>
#include <cmath>
#include <iterator>
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

HistogramData HistogramData::cropped(double from, double to) const {
    if (isEmpty()) return *this;
    const auto last = static_cast<double>(counts.size()) - 1;
    const double first = std::clamp(std::floor((from - low) / binWidth()), 0.0, last);
    const double end = std::clamp(std::ceil((to - low) / binWidth()), first + 1, last + 1);
    return {low + first * binWidth(), low + end * binWidth(),
            std::vector<double>(counts.begin() + static_cast<std::ptrdiff_t>(first), counts.begin() + static_cast<std::ptrdiff_t>(end)),
            size()};
}

// A level stands for the values within half a step of it, the first and the last one also for all beyond. The values of a bin
// are taken to be spread evenly.
HistogramData HistogramData::quantized(const QuantizationRange& range, int levels) const {
    if (isEmpty() || range.levels < 2 || !(range.high > range.low)) return {};
    const double step = (range.high - range.low) / (range.levels - 1), cell = step * levels, begin = range.low - step / 2;
    const int bins = (range.levels + levels - 1) / levels;
    HistogramData result{begin, begin + cell * bins, std::vector<double>(static_cast<std::size_t>(bins), 0.0), size()};
    const auto binOf = [&](double value) {
        return std::clamp(static_cast<int>(std::floor(std::clamp((value - begin) / cell, -1.0, bins + 0.0))), 0, bins - 1);
    };
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const double left = low + binWidth() * static_cast<double>(i), right = left + binWidth();
        const int first = binOf(left), last = binOf(right);
        for (int bin = first; bin <= last; ++bin) {
            const double from = bin == first ? left : begin + cell * bin, to = bin == last ? right : begin + cell * (bin + 1);
            result.counts[static_cast<std::size_t>(bin)] += counts[i] * (to - from) / binWidth();
        }
    }
    return result;
}

// Values of a bin are taken to be spread evenly. Bins wider than a step see errors of all sizes, of which the mean square is
// step² / 12; narrower ones are looked at point by point.
std::optional<double> HistogramData::sqnr(const QuantizationRange& range) const {
    constexpr int kPoints = 16;
    constexpr double kDecibels = 10, kUniformError = 12;
    if (isEmpty() || range.levels < 2 || !(range.high > range.low)) return std::nullopt;
    const double step = (range.high - range.low) / (range.levels - 1);
    double signal = 0, noise = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] <= 0) continue;
        for (int k = 0; k < kPoints; ++k) {
            const double x = low + binWidth() * (static_cast<double>(i) + (k + 0.5) / kPoints);
            const double nearest = range.low + step * std::round((std::clamp(x, range.low, range.high) - range.low) / step);
            const bool isInside = x >= range.low && x <= range.high;
            const double error = isInside && binWidth() > step ? step * step / kUniformError : (x - nearest) * (x - nearest);
            signal += counts[i] * x * x;
            noise += counts[i] * error;
        }
    }
    if (signal <= 0) return std::nullopt;
    return noise > 0 ? kDecibels * std::log10(signal / noise) : HUGE_VAL;
}

bool HistogramData::isSpike() const {
    constexpr double kTimesTheMedian = 50;
    std::vector<double> filled;
    std::copy_if(counts.begin(), counts.end(), std::back_inserter(filled), [](double count) { return count > 0; });
    if (filled.empty()) return false;
    const auto middle = filled.begin() + std::ssize(filled) / 2;
    std::nth_element(filled.begin(), middle, filled.end());
    return *std::max_element(filled.begin(), filled.end()) > kTimesTheMedian * *middle;
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
