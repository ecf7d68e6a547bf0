// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/fake_quantize.h"

#include <algorithm>
#include <cmath>

#include "core/base/assert.h"

namespace rf::quantization {

namespace {

std::vector<double> widenedMagnitudes(std::span<const double> absMax) {
    const double strongest = absMax.empty() ? 0.0 : *std::max_element(absMax.begin(), absMax.end());
    const double floor = std::max(kSmallestMagnitude, kWeakestChannel * strongest);
    std::vector<double> magnitudes(absMax.begin(), absMax.end());
    for (double& magnitude : magnitudes) magnitude = std::max(magnitude, floor);
    return magnitudes;
}

double highestLevel(int bits) { return std::ldexp(1.0, bits) - 1.0; }

// Where zero falls on the levels 0…H of [low, high], before rounding.
double zeroPosition(double low, double high, double top) { return -low * top / (high - low); }

// One channel of section 5.2 step 3: of the two ranges that have zero on level z and keep one border, the wider.
void moveBorder(double& low, double& high, double z, double top, ZeroRule rule) {
    if (z <= 0.0 || z >= top) {
        if (rule == ZeroRule::Exact) (z <= 0.0 ? low : high) = 0.0;
        return;
    }
    const double movedLow = z / (z - top) * high;
    const double movedHigh = (z - top) / z * low;
    if (high - movedLow > movedHigh - low)
        low = movedLow;
    else
        high = movedHigh;
}

}  // namespace

Range symmetricWeightRange(std::span<const double> absMax) {
    Range range;
    range.high = widenedMagnitudes(absMax);
    range.low.reserve(range.high.size());
    for (const double magnitude : range.high) range.low.push_back(-magnitude);
    return range;
}

Range symmetricActivationRange(std::span<const double> min, std::span<const double> absMax, std::int64_t levels, bool isSigned) {
    RF_ASSERT(levels > 2);
    Range range;
    range.high = widenedMagnitudes(absMax);
    const bool neverNegative = std::all_of(min.begin(), min.end(), [](double value) { return value >= 0.0; });
    const auto count = static_cast<double>(levels);
    const double factor = neverNegative && !isSigned ? 0.0 : count / (count - 2.0);
    for (const double magnitude : range.high) range.low.push_back(factor == 0.0 ? 0.0 : -magnitude * factor);
    return range;
}

Range asymmetricRange(std::span<const double> min, std::span<const double> max, const AsymmetricOptions& options) {
    RF_ASSERT(min.size() == max.size());
    Range range{{min.begin(), min.end()}, {max.begin(), max.end()}};
    for (std::size_t c = 0; c < range.low.size(); ++c) {
        double& low = range.low[c];
        double& high = range.high[c];
        // !(…) also takes extremes that are the wrong way round, which estimators of different kinds can produce.
        if (!(high - low > kSmallestWidth)) {
            high += kSmallestWidth;
            low -= kSmallestWidth;
        }
        low = std::min(low, 0.0);
        high = std::max(high, 0.0);
    }
    return zeroAdjusted(range, options);
}

Range zeroAdjusted(const Range& range, const AsymmetricOptions& options) {
    const double top = highestLevel(options.bits);
    const std::size_t channels = range.low.size();
    std::vector<double> zero(channels);
    for (std::size_t c = 0; c < channels; ++c) zero[c] = zeroPosition(range.low[c], range.high[c], top);
    if (options.unifiedZeroPoint && channels > 0) {
        double sum = 0.0;
        for (const double z : zero) sum += z;
        std::fill(zero.begin(), zero.end(), sum / static_cast<double>(channels));
    }
    Range adjusted = range;
    for (std::size_t c = 0; c < channels; ++c)
        if (range.high[c] > range.low[c]) moveBorder(adjusted.low[c], adjusted.high[c], roundHalfEven(zero[c]), top, options.zero);
    return adjusted;
}

Range clipped(Range range, std::optional<double> low, std::optional<double> high) {
    if (high)
        for (double& value : range.high) value = std::min(value, *high);
    if (low)
        for (double& value : range.low) value = std::max(value, *low);
    return range;
}

Range unionOf(std::span<const Range> ranges) {
    RF_ASSERT(!ranges.empty());
    std::size_t channels = 1;
    for (const Range& range : ranges) channels = std::max(channels, range.low.size());
    Range all{std::vector<double>(channels), std::vector<double>(channels)};
    const auto at = [](const std::vector<double>& values, std::size_t c) { return values.size() == 1 ? values[0] : values[c]; };
    for (std::size_t c = 0; c < channels; ++c) {
        all.low[c] = at(ranges[0].low, c);
        all.high[c] = at(ranges[0].high, c);
        for (const Range& range : ranges.subspan(1)) {
            all.low[c] = std::min(all.low[c], at(range.low, c));
            all.high[c] = std::max(all.high[c], at(range.high, c));
        }
    }
    return all;
}

float roundHalfUp(float value) { return std::floor(value + 0.5f); }

double roundHalfEven(double value) {
    const double below = std::floor(value);
    const double rest = value - below;
    if (rest != 0.5) return rest < 0.5 ? below : below + 1.0;
    return std::fmod(below, 2.0) == 0.0 ? below : below + 1.0;
}

std::int64_t levelOf(float x, float low, float high, std::int64_t levels, Rounding rounding) {
    if (!(x > low)) return 0;
    if (x > high) return levels - 1;
    const float position = (x - low) / (high - low) * static_cast<float>(levels - 1);
    const auto level =
        rounding == Rounding::HalfUp ? static_cast<double>(roundHalfUp(position)) : roundHalfEven(static_cast<double>(position));
    // Limits whose difference leaves the range of f32 give no number.
    return level >= 0.0 && level < static_cast<double>(levels) ? static_cast<std::int64_t>(level) : 0;
}

float fakeQuantize(float x, const FakeQuantizeLimits& limits, std::int64_t levels, Rounding rounding) {
    if (x <= limits.inputLow) return limits.outputLow;
    if (x > limits.inputHigh) return limits.outputHigh;
    const auto level = static_cast<float>(levelOf(x, limits.inputLow, limits.inputHigh, levels, rounding));
    return level / static_cast<float>(levels - 1) * (limits.outputHigh - limits.outputLow) + limits.outputLow;
}

}  // namespace rf::quantization
