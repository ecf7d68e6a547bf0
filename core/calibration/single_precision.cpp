// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calibration/single_precision.h"

#include <array>
#include <numeric>

namespace rf::calibration {

namespace {

constexpr std::size_t kPartialSums = 8, kLargestBlock = 128;

float sumOfBlock(std::span<const float> values) {
    if (values.size() < kPartialSums) return std::accumulate(values.begin(), values.end(), 0.0f);
    std::array<float, kPartialSums> sums{};
    const std::size_t whole = values.size() - values.size() % kPartialSums;
    for (std::size_t i = 0; i < whole; ++i) sums[i % kPartialSums] += values[i];
    const float sum = ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
    return std::accumulate(values.begin() + static_cast<std::ptrdiff_t>(whole), values.end(), sum);
}

float pairwiseSum(std::span<const float> values) {
    if (values.size() <= kLargestBlock) return sumOfBlock(values);
    const std::size_t half = values.size() / 2, left = half - half % kPartialSums;
    return pairwiseSum(values.first(left)) + pairwiseSum(values.subspan(left));
}

}  // namespace

float singlePrecisionMean(std::span<const float> values) { return pairwiseSum(values) / static_cast<float>(values.size()); }

std::vector<double> singlePrecisionMeans(const PerSample& values) {
    // Of one channel the numbers lie side by side, which NumPy sums like any other line.
    if (values.channels == 1) return {static_cast<double>(singlePrecisionMean(values.values))};
    const auto width = static_cast<std::size_t>(values.channels);
    std::vector<float> sums(width);
    for (std::size_t i = 0; i < values.values.size(); ++i) sums[i % width] += values.values[i];
    std::vector<double> means;
    for (const float sum : sums) means.push_back(static_cast<double>(sum / static_cast<float>(values.samples * values.rows)));
    return means;
}

}  // namespace rf::calibration
