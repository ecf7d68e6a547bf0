// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// The arithmetic of uniform quantization: the limits of a FakeQuantize from extremes, and the function that it computes. Pure
/// numbers, no graph. Ranges are computed in double; callers store them in the element type of the tensor.
namespace rf::quantization {

/// Limits of a FakeQuantize, one element per channel (one for a whole tensor).
struct Range {
    std::vector<double> low, high;
    bool operator==(const Range&) const = default;
};

constexpr double kSmallestMagnitude = 8e-5;  ///< no symmetric range is narrower than this (spec 01, section 5.1)
constexpr double kWeakestChannel = 0.01;     ///< share of the strongest channel that every channel gets at least
constexpr double kSmallestWidth = 8e-4;      ///< asymmetric ranges up to this wide are widened by as much (5.2)

/// Symmetric limits of weights: ±M, weak channels widened (spec 01, section 5.1).
Range symmetricWeightRange(std::span<const double> absMax);

/// Symmetric limits of activations: [0, M] for a tensor that is never negative and not `isSigned`, else
/// [-M·L/(L-2), M], which puts zero on level L/2 (spec 01, section 5.1). `min` may have any length.
Range symmetricActivationRange(std::span<const double> min, std::span<const double> absMax, std::int64_t levels, bool isSigned);

/// How zero is brought onto a level.
enum class ZeroRule {
    Exact,  ///< always: a border nearer to zero than half a step is moved to zero
    Pot,    ///< such a border is kept, and zero stays off the levels, as in POT
};

struct AsymmetricOptions {
    int bits = 8;
    bool unifiedZeroPoint = false;  ///< one zero level for all channels: the rounded mean of theirs
    ZeroRule zero = ZeroRule::Exact;
};

/// Asymmetric limits: degenerate ranges widened, zero included, then one border moved so that zero lies on a level
/// (spec 01, section 5.2). `min` and `max` have the same length.
Range asymmetricRange(std::span<const double> min, std::span<const double> max, const AsymmetricOptions& options);

/// Step 3 of section 5.2 alone, for limits that include zero already.
Range zeroAdjusted(const Range& range, const AsymmetricOptions& options);

/// Limits cut to [low, high] where given (spec 01, section 5.3).
Range clipped(Range range, std::optional<double> low, std::optional<double> high);

/// The smallest limits that include all ranges (spec 01, section 3.6). Ranges have one element or all the same number; the
/// result has the larger number.
Range unionOf(std::span<const Range> ranges);

float roundHalfUp(float value);  ///< floor(x + 0.5) in f32, as POT rounds weights when it stores them
double roundHalfEven(double value);

enum class Rounding { HalfEven, HalfUp };

/// One FakeQuantize for one value, computed in f32 (spec 01, section 5.8).
struct FakeQuantizeLimits {
    float inputLow = 0, inputHigh = 0, outputLow = 0, outputHigh = 0;
};
float fakeQuantize(float x, const FakeQuantizeLimits& limits, std::int64_t levels, Rounding rounding);

/// The level 0…levels-1 that `x` falls on.
std::int64_t levelOf(float x, float low, float high, std::int64_t levels, Rounding rounding);

}  // namespace rf::quantization
