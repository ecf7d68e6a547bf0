// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace rf::calibration {

/// The values at `quantiles` (0…1) of a set, in the same order: position q·(n−1) of the sorted values, linearly
/// interpolated as in NumPy (spec 01, section 4.3). Exact. All values must be finite, and there must be at least one.
/// Several quantiles of one set share most of the work.
std::vector<float> quantilesOf(std::span<const float> values, std::span<const double> quantiles, bool ofMagnitudes);

/// NumPy's linear interpolation: exactly a or b at the ends, and exactly a where a = b.
double interpolated(double a, double b, double t);
/// The same quantile of values that are sorted already.
double quantileOfSorted(std::span<const float> sorted, double quantile);

}  // namespace rf::calibration
