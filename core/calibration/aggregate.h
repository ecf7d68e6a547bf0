// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/calibration/statistics.h"

namespace rf::calibration {

enum class Aggregator { Mean, Max, Min, Median, MeanNoOutliers, MedianNoOutliers, HodgesLehmann };

/// One number per channel from the per-sample reductions (spec 01, section 4.5). Needs at least one sample.
std::vector<double> aggregate(const PerSample& values, Aggregator aggregator);

}  // namespace rf::calibration
