// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "core/calibration/distribution.h"
#include "core/quantization/fake_quantize.h"

/// The range that loses least: a narrower one rounds finer and cuts more off. The sum of squared errors is computed from the
/// distribution and minimised over the ends, as the L2 norm minimisation of Caffe2 does (quantization/server/norm_minimization.cc),
/// from which PyTorch's HistogramObserver and NNCF's histogram estimator have it. Ours differs in the bins, which are those of
/// floating point numbers, and in that zeros are counted by themselves.
namespace rf::quantization {

/// Σ (x − q(x))² over the distribution when it is quantized to `levels` levels from `low` to `high`; `low` < `high`.
double squaredError(std::span<const calibration::Bin> distribution, double low, double high, std::int64_t levels);

/// The ends of a range before it is made symmetric or zero gets a level.
struct Ends {
    double low = 0.0, high = 0.0;
    bool operator==(const Ends&) const = default;
};

/// Makes the range that a quantizer has when these ends were measured.
using RangeOfEnds = std::function<Range(const Ends&)>;

/// The ends from `widest` inwards whose range loses least. With a `symmetric` range only the high end is moved. The widest ends
/// where nothing is gained, or nothing is known.
Ends leastSquaresEnds(std::span<const calibration::Bin> distribution, const Ends& widest, bool symmetric, std::int64_t levels,
                      const RangeOfEnds& rangeOf);

}  // namespace rf::quantization
