// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "core/calibration/statistics.h"

/// Means of single precision arrays, computed exactly as NumPy does. POT's fast bias correction subtracts two such means. When
/// both are large, the result is mostly rounding, and another order of additions would give another bias.
namespace rf::calibration {

/// The sum by pairwise summation in blocks of at most 128 numbers with eight partial sums (see the notes of numpy.sum),
/// divided by the count.
float singlePrecisionMean(std::span<const float> values);

/// The mean per channel over samples and rows: one addition after the other, as numpy.mean over the first axis.
std::vector<double> singlePrecisionMeans(const PerSample& values);

}  // namespace rf::calibration
