// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "core/calibration/extremes.h"
#include "core/calibration/statistics.h"

/// The distribution of a tensor as an answer like any other: so many numbers for each sample, whatever the sample's size. Bins
/// are those of floating point numbers (sign, exponent, leading bits of the mantissa), so that the answers of several samples
/// can be added without knowing the range beforehand.
namespace rf::calibration {

constexpr int kDistributionOctaves = 12;  ///< below the largest magnitude of the sample; what is smaller counts as zero
constexpr int kDistributionBinsPerOctave = 8;
constexpr int kDistributionBins = kDistributionOctaves * kDistributionBinsPerOctave;  ///< of each sign
constexpr int kDistributionHead = 4;                                                  ///< numbers before the counts
constexpr int kDistributionSize = kDistributionHead + 2 * kDistributionBins;

/// The answer for the values of one sample, all finite, with the extremes `ends`: minimum, maximum, exponent of the highest octave,
/// number of zeros and of smaller values, then the counts of positive bins from the smallest to the largest magnitude, then of
/// negative ones.
std::vector<float> distributionOf(std::span<const float> values, const Extremes& ends);

/// Values from `low` to `high`, spread evenly; one value where both are equal.
struct Bin {
    double low = 0.0, high = 0.0;
    double count = 0.0;
    bool operator==(const Bin&) const = default;
};

/// The distribution over all samples, in ascending order and without empty bins. No bin reaches beyond the extremes.
std::vector<Bin> mergedDistribution(const PerSample& answers);

}  // namespace rf::calibration
