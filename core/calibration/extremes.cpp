// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calibration/extremes.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <vector>

#include "core/base/target_clones.h"

namespace rf::calibration {

namespace {

constexpr std::size_t kLanes = 64;  // four AVX-512 registers: enough independent chains to hide the latency of min
constexpr std::int32_t kMagnitude = 0x7fffffff;

// The magnitude of a float ordered as an integer: infinities and NaN come after every number.
std::int32_t magnitude(float value) { return std::bit_cast<std::int32_t>(value) & kMagnitude; }

struct Lanes {
    float min[kLanes];
    float max[kLanes];
    std::int32_t magnitude[kLanes];
};

RF_TARGET_CLONES void fold(const float* values, std::size_t blocks, Lanes& lanes) {
    for (std::size_t block = 0; block < blocks; ++block, values += kLanes) {
        for (std::size_t i = 0; i < kLanes; ++i) {
            const float v = values[i];
            const std::int32_t m = std::bit_cast<std::int32_t>(v) & kMagnitude;
            lanes.min[i] = v < lanes.min[i] ? v : lanes.min[i];
            lanes.max[i] = v > lanes.max[i] ? v : lanes.max[i];
            lanes.magnitude[i] = m > lanes.magnitude[i] ? m : lanes.magnitude[i];
        }
    }
}

// Several rows at once, so that the extremes so far are loaded and stored less often.
template <std::size_t Rows>
[[gnu::always_inline]] inline void foldGroups(const float* values, std::size_t groups, std::size_t columns, float* __restrict low,
                                              float* __restrict high, std::int32_t* __restrict magnitudes) {
    for (std::size_t group = 0; group < groups; ++group, values += Rows * columns) {
        for (std::size_t i = 0; i < columns; ++i) {
            float least = low[i], most = high[i];
            std::int32_t largest = magnitudes[i];
            for (std::size_t row = 0; row < Rows; ++row) {
                const float v = values[row * columns + i];
                const std::int32_t m = std::bit_cast<std::int32_t>(v) & kMagnitude;
                least = v < least ? v : least;
                most = v > most ? v : most;
                largest = m > largest ? m : largest;
            }
            low[i] = least;
            high[i] = most;
            magnitudes[i] = largest;
        }
    }
}

RF_TARGET_CLONES void foldRows(const float* values, std::size_t rows, std::size_t columns, float* __restrict low, float* __restrict high,
                               std::int32_t* __restrict magnitudes) {
    constexpr std::size_t kAtOnce = 8;
    const std::size_t groups = rows / kAtOnce;
    foldGroups<kAtOnce>(values, groups, columns, low, high, magnitudes);
    foldGroups<1>(values + groups * kAtOnce * columns, rows - groups * kAtOnce, columns, low, high, magnitudes);
}

void include(Extremes& into, float value) {
    into.min = std::min(into.min, value);
    into.max = std::max(into.max, value);
    if (magnitude(value) > magnitude(into.absMax)) into.absMax = std::bit_cast<float>(magnitude(value));
}

}  // namespace

void Extremes::merge(const Extremes& other) {
    min = std::min(min, other.min);
    max = std::max(max, other.max);
    if (magnitude(other.absMax) > magnitude(absMax)) absMax = other.absMax;
}

Extremes extremes(std::span<const float> values) {
    Extremes result;
    const std::size_t blocks = values.size() / kLanes;
    if (blocks > 0) {
        Lanes lanes;
        std::fill_n(lanes.min, kLanes, result.min);
        std::fill_n(lanes.max, kLanes, result.max);
        std::fill_n(lanes.magnitude, kLanes, 0);
        fold(values.data(), blocks, lanes);
        for (std::size_t i = 0; i < kLanes; ++i) result.merge({lanes.min[i], lanes.max[i], std::bit_cast<float>(lanes.magnitude[i])});
    }
    for (const float value : values.subspan(blocks * kLanes)) include(result, value);
    return result;
}

void extremesOfColumns(std::span<const float> values, std::span<Extremes> into) {
    const std::size_t columns = into.size();
    std::vector<float> low(columns, Extremes{}.min), high(columns, Extremes{}.max);
    std::vector<std::int32_t> magnitudes(columns);
    foldRows(values.data(), values.size() / columns, columns, low.data(), high.data(), magnitudes.data());
    for (std::size_t i = 0; i < columns; ++i) into[i] = {low[i], high[i], std::bit_cast<float>(magnitudes[i])};
}

}  // namespace rf::calibration
