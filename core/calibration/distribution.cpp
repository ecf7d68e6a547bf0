// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calibration/distribution.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "core/base/assert.h"
#include "core/base/target_clones.h"

namespace rf::calibration {

namespace {

static_assert(kDistributionBinsPerOctave == 8);
constexpr int kBinShift = 20;  // 23 bits of mantissa, of which three tell the bin
constexpr std::int32_t kSignless = 0x7fffffff;
constexpr std::size_t kIndexed = 1024;   // values at a time
constexpr std::size_t kCounterSets = 4;  // consecutive equal values must not wait for each other's counter
constexpr std::size_t kZeroCounter = 2 * kDistributionBins;

// The counter of each value: positive bins, negative bins, then the one of zeros and of what is too small. In a loop of its own
// so that it is vectorised.
RF_TARGET_CLONES void countersOf(const float* values, std::size_t count, std::int32_t first, std::int32_t* counters) {
    for (std::size_t i = 0; i < count; ++i) {
        const auto bits = std::bit_cast<std::int32_t>(values[i]);
        const std::int32_t bin = ((bits & kSignless) >> kBinShift) - first;
        const std::int32_t signedBin = bits < 0 ? bin + kDistributionBins : bin;
        counters[i] = bin < 0 ? static_cast<std::int32_t>(kZeroCounter) : signedBin;
    }
}

// A value of zero has the least exponent; so has a sample of nothing but zeros.
std::int32_t topOctave(float absMax) { return std::bit_cast<std::int32_t>(absMax) >> 23; }

// Bins of an octave and all below it would reach under the least exponent; such bins stay empty.
std::int32_t firstBin(std::int32_t octave) { return (octave + 1) * kDistributionBinsPerOctave - kDistributionBins; }

/// The magnitude at which a bin begins.
double edge(std::int32_t bin) { return bin <= 0 ? 0.0 : static_cast<double>(std::bit_cast<float>(bin << kBinShift)); }

/// Counts of all samples under the bin's leading bits.
struct Merged {
    std::vector<double> positive, negative;
    double zeros = 0.0;
    double low = 0.0, high = 0.0;
};

Merged merge(const PerSample& answers) {
    Merged merged;
    merged.low = std::numeric_limits<double>::infinity();
    merged.high = -merged.low;
    merged.positive.resize(std::size_t{1} << (31 - kBinShift));
    merged.negative.resize(merged.positive.size());
    for (std::int64_t sample = 0; sample < answers.samples; ++sample) {
        const auto answer = answers.row(sample, 0);
        merged.low = std::min(merged.low, static_cast<double>(answer[0]));
        merged.high = std::max(merged.high, static_cast<double>(answer[1]));
        const std::int32_t first = firstBin(static_cast<std::int32_t>(answer[2]));
        merged.zeros += static_cast<double>(answer[3]);
        for (int bin = 0; bin < kDistributionBins; ++bin) {
            if (first + bin < 0) continue;
            const auto at = static_cast<std::size_t>(first + bin), own = static_cast<std::size_t>(kDistributionHead + bin);
            merged.positive[at] += static_cast<double>(answer[own]);
            merged.negative[at] += static_cast<double>(answer[own + kDistributionBins]);
        }
    }
    return merged;
}

}  // namespace

std::vector<float> distributionOf(std::span<const float> values, const Extremes& ends) {
    RF_ASSERT(std::isfinite(ends.absMax));
    const std::int32_t octave = topOctave(ends.absMax), first = firstBin(octave);
    std::array<std::array<std::uint32_t, kZeroCounter + 1>, kCounterSets> counts{};
    std::array<std::int32_t, kIndexed> counters;
    for (std::size_t at = 0; at < values.size(); at += kIndexed) {
        const std::size_t size = std::min(kIndexed, values.size() - at);
        // Zero must not fall into a bin where the window begins below the least exponent.
        countersOf(values.data() + at, size, std::max(first, 1), counters.data());
        for (std::size_t i = 0; i < size; ++i) ++counts[i % kCounterSets][static_cast<std::size_t>(counters[i])];
    }
    const auto total = [&](std::size_t counter) {
        std::uint64_t sum = 0;
        for (const auto& set : counts) sum += set[counter];
        return static_cast<float>(sum);
    };
    std::vector<float> answer(kDistributionSize);
    answer[0] = ends.min;
    answer[1] = ends.max;
    answer[2] = static_cast<float>(octave);
    answer[3] = total(kZeroCounter);
    const auto shift = static_cast<std::size_t>(std::max(first, 1) - first);  // of the bins that were counted
    for (std::size_t bin = shift; bin < kDistributionBins; ++bin) {
        answer[kDistributionHead + bin] = total(bin - shift);
        answer[kDistributionHead + kDistributionBins + bin] = total(kDistributionBins + bin - shift);
    }
    return answer;
}

std::vector<Bin> mergedDistribution(const PerSample& answers) {
    const Merged merged = merge(answers);
    std::vector<Bin> bins;
    const auto add = [&](double from, double to, double values) {
        if (values > 0.0) bins.push_back({std::clamp(from, merged.low, merged.high), std::clamp(to, merged.low, merged.high), values});
    };
    const auto count = static_cast<std::int32_t>(merged.positive.size());
    for (std::int32_t bin = count - 1; bin >= 0; --bin) add(-edge(bin + 1), -edge(bin), merged.negative[static_cast<std::size_t>(bin)]);
    if (merged.zeros > 0.0) bins.push_back({0.0, 0.0, merged.zeros});
    for (std::int32_t bin = 0; bin < count; ++bin) add(edge(bin), edge(bin + 1), merged.positive[static_cast<std::size_t>(bin)]);
    return bins;
}

}  // namespace rf::calibration
