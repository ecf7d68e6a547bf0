// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/median_interval.h"

#include <algorithm>
#include <cmath>

#include "core/base/assert.h"

namespace rf::pipeline {

namespace {

/// The values are sorted.
double medianOf(const std::vector<double>& values) {
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

/// P(X = k) for X binomial of n and 1/2; in logarithms, as 2⁻ⁿ has no double for large n.
double binomialHalf(std::size_t n, std::size_t k) {
    const auto size = static_cast<double>(n), count = static_cast<double>(k);
    return std::exp(std::lgamma(size + 1) - std::lgamma(count + 1) - std::lgamma(size - count + 1) - size * std::log(2.0));
}

}  // namespace

MedianInterval medianInterval(std::vector<double> values, double confidence) {
    RF_ASSERT(!values.empty());
    std::sort(values.begin(), values.end());
    // The k-th value from each end misses the median when fewer than k values lie on one side of it.
    std::size_t k = 1;
    double missed = 2 * binomialHalf(values.size(), 0);
    while (2 * (k + 1) <= values.size()) {
        const double next = missed + 2 * binomialHalf(values.size(), k);
        if (next > 1 - confidence) break;
        missed = next;
        ++k;
    }
    return {medianOf(values), values[k - 1], values[values.size() - k], std::max(0.0, 1 - missed)};
}

double halfInterquartileRange(std::vector<double> values) {
    RF_ASSERT(!values.empty());
    std::sort(values.begin(), values.end());
    const auto quantile = [&](double share) {
        const double position = share * static_cast<double>(values.size() - 1);
        const auto below = static_cast<std::size_t>(position);
        const std::size_t above = std::min(below + 1, values.size() - 1);
        return std::lerp(values[below], values[above], position - static_cast<double>(below));
    };
    return (quantile(0.75) - quantile(0.25)) / 2;
}

Comparison comparisonOf(const MedianInterval& ratio) {
    if (ratio.confidence < kSureEnough) return Comparison::Equal;
    if (ratio.high < 1 / (1 + kNegligible)) return Comparison::Faster;
    if (ratio.low > 1 + kNegligible) return Comparison::Slower;
    return Comparison::Equal;
}

}  // namespace rf::pipeline
