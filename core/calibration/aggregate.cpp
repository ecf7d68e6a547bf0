// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calibration/aggregate.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/calibration/order_statistics.h"

namespace rf::calibration {

namespace {

// Shares of values that the *NoOutliers aggregators drop at either end (spec 01, section 4.5).
constexpr double kOutlierLow = 0.01;
constexpr double kOutlierHigh = 0.99;

/// The values of one channel, sample after sample, row after row.
std::vector<float> channelOf(const PerSample& values, std::int64_t channel) {
    std::vector<float> column;
    column.reserve(static_cast<std::size_t>(values.samples * values.rows));
    for (std::int64_t s = 0; s < values.samples; ++s)
        for (std::int64_t r = 0; r < values.rows; ++r) column.push_back(values.row(s, r)[static_cast<std::size_t>(channel)]);
    return column;
}

double meanOf(std::span<const float> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// Average over the rows inside each sample, then over samples.
double meanOfMeans(std::span<const float> values, std::int64_t rows) {
    double sum = 0.0;
    for (std::size_t at = 0; at < values.size(); at += static_cast<std::size_t>(rows))
        sum += meanOf(values.subspan(at, static_cast<std::size_t>(rows)));
    return sum / static_cast<double>(values.size() / static_cast<std::size_t>(rows));
}

double medianOfSorted(std::span<const float> sorted) {
    const std::size_t middle = sorted.size() / 2;
    if (sorted.size() % 2 == 1) return sorted[middle];
    return (static_cast<double>(sorted[middle - 1]) + sorted[middle]) / 2.0;
}

std::span<const float> withoutOutliers(std::span<const float> sorted) {
    const double low = quantileOfSorted(sorted, kOutlierLow), high = quantileOfSorted(sorted, kOutlierHigh);
    const auto begin = std::lower_bound(sorted.begin(), sorted.end(), low, [](float v, double l) { return static_cast<double>(v) < l; });
    const auto end = std::upper_bound(begin, sorted.end(), high, [](double h, float v) { return h < static_cast<double>(v); });
    return {begin, end};
}

/// How many of the sums v_i + v_j, i < j, of sorted values are at most `limit`.
std::int64_t pairsUpTo(std::span<const float> sorted, double limit) {
    std::int64_t pairs = 0;
    std::size_t high = sorted.size();
    for (std::size_t low = 0; low + 1 < sorted.size(); ++low) {
        while (high > 0 && static_cast<double>(sorted[low]) + sorted[high - 1] > limit) --high;
        if (high <= low + 1) break;
        pairs += static_cast<std::int64_t>(high - low - 1);
    }
    return pairs;
}

// Doubles in their order as integers, and back.
std::int64_t ordered(double value) {
    const auto bits = std::bit_cast<std::int64_t>(value);
    return bits < 0 ? std::numeric_limits<std::int64_t>::min() - bits : bits;
}
double fromOrdered(std::int64_t key) { return std::bit_cast<double>(key < 0 ? std::numeric_limits<std::int64_t>::min() - key : key); }

// The pair sum of a rank: the smallest number that at least rank + 1 sums do not exceed. Bisecting over all doubles takes
// 64 counts of O(n) and no memory, where the sums themselves are n²/2 numbers.
double pairSumAt(std::span<const float> sorted, std::int64_t rank) {
    std::int64_t low = ordered(2.0 * sorted.front()), high = ordered(2.0 * sorted.back());
    while (low < high) {
        const std::int64_t middle = std::midpoint(low, high);
        if (pairsUpTo(sorted, fromOrdered(middle)) > rank)
            high = middle;
        else
            low = middle + 1;
    }
    return fromOrdered(low);
}

// Half the median of all pairwise sums (spec 01, section 4.5). A single value has no pairs and stands for itself.
double hodgesLehmann(std::span<const float> sorted) {
    if (sorted.size() == 1) return sorted.front();
    const auto n = static_cast<std::int64_t>(sorted.size());
    const std::int64_t pairs = n * (n - 1) / 2;
    const double upper = pairSumAt(sorted, pairs / 2);
    if (pairs % 2 == 1) return 0.5 * upper;
    return 0.5 * (pairSumAt(sorted, pairs / 2 - 1) + upper) / 2.0;
}

double aggregated(std::vector<float> values, std::int64_t rows, Aggregator aggregator) {
    switch (aggregator) {
        case Aggregator::Mean: return meanOfMeans(values, rows);
        case Aggregator::Max: return *std::max_element(values.begin(), values.end());
        case Aggregator::Min: return *std::min_element(values.begin(), values.end());
        default: break;
    }
    std::sort(values.begin(), values.end());
    switch (aggregator) {
        case Aggregator::Median: return medianOfSorted(values);
        case Aggregator::MeanNoOutliers: return meanOf(withoutOutliers(values));
        case Aggregator::MedianNoOutliers: return medianOfSorted(withoutOutliers(values));
        default: return hodgesLehmann(values);
    }
}

}  // namespace

std::vector<double> aggregate(const PerSample& values, Aggregator aggregator) {
    RF_ASSERT(values.samples > 0 && values.rows > 0);
    std::vector<double> result;
    for (std::int64_t channel = 0; channel < values.channels; ++channel)
        result.push_back(aggregated(channelOf(values, channel), values.rows, aggregator));
    return result;
}

}  // namespace rf::calibration
