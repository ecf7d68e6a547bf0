// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/clipped_sums.h"

#include <algorithm>
#include <limits>

#include "core/base/assert.h"

namespace rf::analysis {

namespace {

using Sixteen = std::numeric_limits<std::int16_t>;

int exactPair(int a0, int w0, int a1, int w1) { return a0 * w0 + a1 * w1; }

bool fits(int sum) { return sum >= Sixteen::min() && sum <= Sixteen::max(); }

/// The largest sum takes full inputs where weights are positive, the smallest where they are negative.
bool canReach(int w0, int w1) {
    constexpr int kFull = 255;
    return !fits(exactPair(kFull, std::max(w0, 0), kFull, std::max(w1, 0))) ||
           !fits(exactPair(kFull, std::min(w0, 0), kFull, std::min(w1, 0)));
}

}  // namespace

std::int16_t saturatedPair(std::uint8_t a0, std::int8_t w0, std::uint8_t a1, std::int8_t w1) {
    return static_cast<std::int16_t>(std::clamp<int>(exactPair(a0, w0, a1, w1), Sixteen::min(), Sixteen::max()));
}

ClippedSums::ClippedSums(const Int8Layer& layer) : m_window(layer.window), m_outputs(layer.grouping.groups * layer.grouping.out) {
    const std::int64_t groups = layer.grouping.groups, in = layer.grouping.in, out = layer.grouping.out;
    const std::int64_t taps = layer.window.kernelCount();
    RF_ASSERT(std::ssize(layer.weights) == groups * in * out * taps);
    for (std::int64_t output = 0; output < groups * out; ++output)
        for (std::int64_t input = 0; input + 1 < in; input += 2) {
            const std::int8_t* first = layer.weights.data() + (output * in + input) * taps;
            m_window.forEachTap([&](std::int64_t depth, std::int64_t height, std::int64_t width) {
                const std::int8_t w0 = first[0], w1 = first[taps];
                ++first;
                if (canReach(w0, w1)) m_pairs.push_back({output, output / out * in + input, depth, height, width, w0, w1});
            });
        }
}

Clipping ClippedSums::count(std::span<const std::uint8_t> levels) const {
    const std::int64_t positions = m_window.outCount();
    Clipping clipping{m_outputs * positions, 0};
    std::vector<bool> clipped;
    for (auto pair = m_pairs.begin(); pair != m_pairs.end();) {
        clipped.assign(static_cast<std::size_t>(positions), false);
        const std::int64_t output = pair->output;
        for (; pair != m_pairs.end() && pair->output == output; ++pair) mark(*pair, levels, clipped);
        clipping.clipped += std::count(clipped.begin(), clipped.end(), true);
    }
    return clipping;
}

void ClippedSums::mark(const Pair& pair, std::span<const std::uint8_t> levels, std::vector<bool>& clipped) const {
    const engine::reference::SlidingAxis& width = m_window.width();
    const std::uint8_t* first = levels.data() + pair.input * m_window.inCount();
    const std::uint8_t* second = first + m_window.inCount();
    const auto [begin, end] = width.inside(pair.width);
    for (std::int64_t row = 0; row < m_window.depth().out * m_window.height().out; ++row) {
        const auto source = m_window.inputRow(row, pair.depth, pair.height);
        if (!source) continue;
        for (std::int64_t p = begin; p < end; ++p) {
            const std::int64_t at = *source + width.origin(pair.width) + p * width.stride;
            if (!fits(exactPair(first[at], pair.w0, second[at], pair.w1))) clipped[static_cast<std::size_t>(row * width.out + p)] = true;
        }
    }
}

}  // namespace rf::analysis
