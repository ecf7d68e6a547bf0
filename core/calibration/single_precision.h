// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "core/calibration/statistics.h"

/// Means as NumPy takes them of single precision arrays, number by number. POT's fast bias correction subtracts two of
/// them: where both are large its result is mostly their rounding, and another order of additions gives another bias.
namespace rf::calibration {

/// The sum by pairwise summation in blocks of at most 128 numbers with eight partial sums (see the notes of numpy.sum),
/// divided by the count.
float singlePrecisionMean(std::span<const float> values);

/// Per channel the mean over samples and rows: one addition after the other, as numpy.mean over the first axis.
std::vector<double> singlePrecisionMeans(const PerSample& values);

}  // namespace rf::calibration
