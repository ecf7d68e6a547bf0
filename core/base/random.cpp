// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"

#include <cmath>
#include <numbers>

#include "core/base/assert.h"

namespace rf {

namespace {

// SplitMix64 (Steele, Lea, Flood 2014): spreads neighbouring (seed, stream) pairs over the engine's states.
std::uint64_t mix(std::uint64_t x) {
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

}  // namespace

Random::Random(std::uint64_t seed, std::uint64_t stream) : m_engine(mix(seed ^ mix(stream))) {}

double Random::uniform() { return static_cast<double>(m_engine() >> 11) * 0x1.0p-53; }

// Box–Muller, one value per call: slower than keeping the pair, but the stream position never depends on history.
double Random::normal() {
    const double radius = std::sqrt(-2.0 * std::log1p(-uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

std::uint64_t Random::below(std::uint64_t bound) {
    RF_ASSERT(bound > 0);
    const std::uint64_t limit = UINT64_MAX - UINT64_MAX % bound;
    std::uint64_t value = m_engine();
    while (value >= limit) value = m_engine();
    return value % bound;
}

}  // namespace rf
