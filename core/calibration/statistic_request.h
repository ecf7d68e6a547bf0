// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>

#include "core/calibration/tensor_name.h"

namespace rf::calibration {

enum class Reduction {
    Min,
    Max,
    AbsMax,
    Mean,
    Quantile,
    AbsQuantile,
    MeanInSinglePrecision,  ///< see single_precision.h
    Distribution,           ///< of the whole tensor, see distribution.h
};
enum class Granularity { PerTensor, PerChannel };

/// A statistic to collect from a tensor (spec 01, sections 4.2 and 4.3). Equal requests are answered once. The request names
/// its tensor, so it is also the key under which its answer is stored.
struct StatisticRequest {
    TensorName tensor;
    Reduction reduction = Reduction::Max;
    Granularity granularity = Granularity::PerTensor;
    int channelAxis = 1;    ///< PerChannel only; negative counts from the end
    double quantile = 0.0;  ///< Quantile and AbsQuantile only; 0…1, linear interpolation as in NumPy

    auto operator<=>(const StatisticRequest&) const = default;
};

}  // namespace rf::calibration
