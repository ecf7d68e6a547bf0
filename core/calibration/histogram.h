// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace rf::calibration {

struct Extremes;

/// Counts how often each value occurred, without knowing the range in advance. Bins are the sign, exponent and leading mantissa
/// bits of a float, so one pass suffices and merging is exact in any order.
class Histogram {
public:
    static constexpr int kMantissaBits = 4;  ///< bins are at most 1/16 of their value wide
    static constexpr int kBins = 1 << (1 + 8 + kMantissaBits);

    void add(std::span<const float> values);
    void merge(const Histogram& other);

    std::int64_t total() const { return m_total; }  ///< finite values counted
    std::int64_t nonFinite() const { return m_nonFinite; }
    float min() const { return m_min; }  ///< +inf when empty
    float max() const { return m_max; }

    /// The distribution over `bins` equal parts of [low, high], for drawing; mass of a source bin that spans several
    /// parts is spread evenly. Values outside are left out.
    std::vector<double> resampled(double low, double high, int bins) const;
    /// The share of values outside [low, high].
    double shareOutside(double low, double high) const;

private:
    void addFinite(std::span<const float> values, const Extremes& ends);

    std::vector<std::int64_t> m_counts;
    std::int64_t m_total = 0;
    std::int64_t m_nonFinite = 0;
    float m_min = std::numeric_limits<float>::infinity();
    float m_max = -std::numeric_limits<float>::infinity();
};

}  // namespace rf::calibration
