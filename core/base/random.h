// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <random>

namespace rf {

/// A seeded generator whose numbers are the same on every platform and standard library (std distributions are not).
/// Streams with different `stream` numbers under one seed are independent, so parallel work stays repeatable.
class Random {
public:
    explicit Random(std::uint64_t seed, std::uint64_t stream = 0);
    std::uint64_t bits() { return m_engine(); }
    double uniform();                          ///< [0, 1)
    double normal();                           ///< mean 0, variance 1
    std::uint64_t below(std::uint64_t bound);  ///< [0, bound), unbiased; bound > 0

private:
    std::mt19937_64 m_engine;
};

}  // namespace rf
