// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calibration/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <functional>

#include "core/base/assert.h"
#include "core/base/target_clones.h"
#include "core/calibration/extremes.h"

namespace rf::calibration {

namespace {

constexpr int kShift = 23 - Histogram::kMantissaBits;
constexpr std::size_t kBinCount = Histogram::kBins;
constexpr std::size_t kHalf = kBinCount / 2;                                           // bins of one sign; the sign is the leading bit
constexpr std::size_t kFirstNonFinite = std::size_t{255} << Histogram::kMantissaBits;  // exponent of infinities and NaN

constexpr std::size_t kBlock = 1024;
constexpr std::size_t kCopies = 4;             // consecutive equal values must not wait for each other's counter
constexpr std::size_t kWorthCopies = 1 << 15;  // below, adding the copies up costs more than they save

// The bin indices of a block, apart from the counting: in one loop with it the compiler vectorises neither.
RF_TARGET_CLONES void binsOf(const float* values, std::size_t count, std::uint32_t* bins) {
    for (std::size_t i = 0; i < count; ++i) bins[i] = std::bit_cast<std::uint32_t>(values[i]) >> kShift;
}

template <class Count>
void forEachBlock(std::span<const float> values, Count&& count) {
    std::array<std::uint32_t, kBlock> bins;
    for (std::size_t at = 0; at < values.size(); at += kBlock) {
        const std::size_t size = std::min(kBlock, values.size() - at);
        binsOf(values.data() + at, size, bins.data());
        count(std::span(bins).first(size));
    }
}

void countInCopies(std::span<const float> values, std::vector<std::int64_t>& counts) {
    thread_local std::vector<std::uint32_t> copies(kCopies * kBinCount);
    std::fill(copies.begin(), copies.end(), 0u);
    forEachBlock(values, [](std::span<const std::uint32_t> bins) {
        std::uint32_t* const to = copies.data();
        const std::size_t whole = bins.size() / kCopies * kCopies;
        for (std::size_t i = 0; i < whole; i += kCopies)
            for (std::size_t c = 0; c < kCopies; ++c) ++to[c * kBinCount + bins[i + c]];
        for (std::size_t i = whole; i < bins.size(); ++i) ++to[bins[i]];
    });
    for (std::size_t c = 0; c < kCopies; ++c)
        for (std::size_t bin = 0; bin < kBinCount; ++bin) counts[bin] += copies[c * kBinCount + bin];
}

/// The values from `low` to `high` that a bin stands for. Bins of negative values run away from zero.
struct Edges {
    double low = 0.0, high = 0.0;
};

Edges edgesOf(std::size_t bin) {
    const auto at = [](std::size_t index) {
        return static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(index) << kShift));
    };
    const std::size_t magnitude = bin % kHalf;
    const double near = at(magnitude);
    const double far = magnitude + 1 < kFirstNonFinite ? at(magnitude + 1) : static_cast<double>(std::numeric_limits<float>::max());
    return bin < kHalf ? Edges{near, far} : Edges{-far, -near};
}

}  // namespace

void Histogram::add(std::span<const float> values) {
    m_counts.resize(kBinCount);
    // Counters of a copy have 32 bits.
    constexpr std::size_t kPart = std::size_t{1} << 31;
    for (; values.size() > kPart; values = values.subspan(kPart)) add(values.first(kPart));

    const Extremes ends = extremes(values);
    if (!std::isfinite(ends.absMax)) {
        for (const float value : values) {
            if (!std::isfinite(value))
                ++m_nonFinite;
            else
                addFinite({&value, 1}, {value, value, std::abs(value)});
        }
        return;
    }
    addFinite(values, ends);
}

void Histogram::addFinite(std::span<const float> values, const Extremes& ends) {
    m_counts.resize(kBinCount);
    if (values.size() >= kWorthCopies)
        countInCopies(values, m_counts);
    else
        forEachBlock(values, [this](std::span<const std::uint32_t> bins) {
            for (const std::uint32_t bin : bins) ++m_counts[bin];
        });
    m_total += static_cast<std::int64_t>(values.size());
    m_min = std::min(m_min, ends.min);
    m_max = std::max(m_max, ends.max);
}

void Histogram::merge(const Histogram& other) {
    if (!other.m_counts.empty()) {
        m_counts.resize(kBinCount);
        std::transform(m_counts.begin(), m_counts.end(), other.m_counts.begin(), m_counts.begin(), std::plus<>());
    }
    m_total += other.m_total;
    m_nonFinite += other.m_nonFinite;
    m_min = std::min(m_min, other.m_min);
    m_max = std::max(m_max, other.m_max);
}

std::vector<double> Histogram::resampled(double low, double high, int bins) const {
    RF_ASSERT(bins > 0 && low <= high);
    std::vector<double> parts(static_cast<std::size_t>(bins));
    const double width = (high - low) / bins;
    const auto partOf = [&](double value) {
        if (width <= 0.0) return std::size_t{0};
        return static_cast<std::size_t>(std::clamp((value - low) / width, 0.0, static_cast<double>(bins - 1)));
    };
    for (std::size_t bin = 0; bin < m_counts.size(); ++bin) {
        if (m_counts[bin] == 0) continue;
        // What is known of the bin's values: its edges, and that none is beyond the extremes.
        const Edges edges = edgesOf(bin);
        const double from = std::max(edges.low, static_cast<double>(m_min)), to = std::min(edges.high, static_cast<double>(m_max));
        const auto count = static_cast<double>(m_counts[bin]);
        if (to <= from || edges.low == 0.0 || edges.high == 0.0) {  // one value; the bins next to zero hold zeros
            const double value = edges.low == 0.0 || edges.high == 0.0 ? 0.0 : from;
            if (value >= low && value <= high) parts[partOf(value)] += count;
            continue;
        }
        if (to < low || from > high) continue;
        for (std::size_t part = partOf(from); part <= partOf(to); ++part) {
            const double begin = low + width * static_cast<double>(part);
            const double overlap = std::min(to, begin + width) - std::max(from, begin);
            if (overlap > 0.0) parts[part] += count * overlap / (to - from);
        }
    }
    return parts;
}

double Histogram::shareOutside(double low, double high) const {
    if (m_total == 0) return 0.0;
    double outside = 0.0;
    for (std::size_t bin = 0; bin < m_counts.size(); ++bin) {
        if (m_counts[bin] == 0) continue;
        const Edges edges = edgesOf(bin);
        const double from = std::max(edges.low, static_cast<double>(m_min)), to = std::min(edges.high, static_cast<double>(m_max));
        const auto count = static_cast<double>(m_counts[bin]);
        if (to <= from)
            outside += from < low || from > high ? count : 0.0;
        else
            outside += count * (1.0 - std::max(0.0, std::min(to, high) - std::max(from, low)) / (to - from));
    }
    return outside / static_cast<double>(m_total);
}

}  // namespace rf::calibration
