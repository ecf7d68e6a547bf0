// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/least_squares_range.h"

#include <array>
#include <cmath>

#include "core/base/assert.h"

namespace rf::quantization {

namespace {

// Ends are tried at widest · 2^(-k/16): steps of 4 %, near which the error is flat. Eight octaves cut further than any
// distribution asks for that is worth its quantization.
constexpr int kPerOctave = 16;
constexpr int kTried = 8 * kPerOctave;
// Both ends are moved together, for where the distribution is cut the most, then each in turn while that gains anything.
constexpr int kMostTurns = 8;

double cube(double x) { return x * x * x; }

/// ∫ of the squared distance to the nearest whole number, from 0 to x.
double roundingIntegral(double x) {
    const double nearest = std::floor(x + 0.5);
    return nearest / 12.0 + cube(x - nearest) / 3.0;
}

/// ∫ (x − end)² dx from `from` to `to`, both on one side of `end`.
double cutIntegral(double from, double to, double end) { return (cube(to - end) - cube(from - end)) / 3.0; }

double errorOfOne(double value, double low, double high, double step) {
    const double inside = std::clamp(value, low, high);
    const double level = low + step * std::floor((inside - low) / step + 0.5);
    return (value - level) * (value - level);
}

/// The mean squared error of values spread evenly over a bin.
double errorOf(const calibration::Bin& bin, double low, double high, double step) {
    if (bin.high <= bin.low) return errorOfOne(bin.low, low, high, step);
    double integral = 0.0;
    if (bin.low < low) integral += cutIntegral(bin.low, std::min(bin.high, low), low);
    if (bin.high > high) integral += cutIntegral(std::max(bin.low, high), bin.high, high);
    const double from = std::max(bin.low, low), to = std::min(bin.high, high);
    if (from < to) integral += cube(step) * (roundingIntegral((to - low) / step) - roundingIntegral((from - low) / step));
    return integral / (bin.high - bin.low);
}

}  // namespace

double squaredError(std::span<const calibration::Bin> distribution, double low, double high, std::int64_t levels) {
    RF_ASSERT(low < high && levels > 1);
    const double step = (high - low) / static_cast<double>(levels - 1);
    double sum = 0.0;
    for (const calibration::Bin& bin : distribution) sum += bin.count * errorOf(bin, low, high, step);
    return sum;
}

Ends leastSquaresEnds(std::span<const calibration::Bin> distribution, const Ends& widest, bool symmetric, std::int64_t levels,
                      const RangeOfEnds& rangeOf) {
    const auto errorWith = [&](const Ends& ends) {
        const Range range = rangeOf(ends);
        return squaredError(distribution, range.low.at(0), range.high.at(0), levels);
    };
    Ends best = widest;
    double least = errorWith(best);
    const auto move = [&](bool low, bool high) {
        bool gained = false;
        for (int k = 1; k <= kTried; ++k) {
            const double part = std::exp2(-static_cast<double>(k) / kPerOctave);
            const Ends ends{low ? widest.low * part : best.low, high ? widest.high * part : best.high};
            if (const double error = errorWith(ends); error < least) {
                least = error;
                best = ends;
                gained = true;
            }
        }
        return gained;
    };
    if (symmetric) {
        move(false, true);
        return best;
    }
    move(true, true);
    for (int turn = 0; turn < kMostTurns; ++turn) {
        const bool high = move(false, true), low = move(true, false);
        if (!high && !low) break;
    }
    return best;
}

}  // namespace rf::quantization
