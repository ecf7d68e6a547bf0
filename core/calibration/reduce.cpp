// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calibration/reduce.h"

#include <algorithm>
#include <functional>
#include <numeric>

#include "core/calibration/channel_sums.h"
#include "core/calibration/distribution.h"
#include "core/calibration/order_statistics.h"
#include "core/calibration/single_precision.h"

namespace rf::calibration {

namespace {

std::int64_t product(std::span<const std::int64_t> dimensions) {
    return std::accumulate(dimensions.begin(), dimensions.end(), std::int64_t{1}, std::multiplies<>());
}

std::span<const float> blockOf(std::span<const float> values, const Blocks& b, std::int64_t row, std::int64_t outer, std::int64_t channel) {
    const auto at = ((row * b.outer + outer) * b.channels + channel) * b.inner;
    return values.subspan(static_cast<std::size_t>(at), static_cast<std::size_t>(b.inner));
}

std::size_t slot(const Blocks& b, std::int64_t row, std::int64_t channel) { return static_cast<std::size_t>(row * b.channels + channel); }

// Calls visit(row, channel, block) in memory order.
template <class Visit>
void forEachBlock(std::span<const float> values, const Blocks& b, Visit&& visit) {
    for (std::int64_t row = 0; row < b.rows; ++row)
        for (std::int64_t outer = 0; outer < b.outer; ++outer)
            for (std::int64_t channel = 0; channel < b.channels; ++channel) visit(row, channel, blockOf(values, b, row, outer, channel));
}

std::vector<float> means(std::span<const float> values, const Blocks& b) {
    std::vector<double> sums(static_cast<std::size_t>(b.rows * b.channels));
    const auto channels = static_cast<std::size_t>(b.channels), inner = static_cast<std::size_t>(b.inner);
    const auto line = channels * inner, outer = static_cast<std::size_t>(b.outer);
    for (std::size_t row = 0; row < static_cast<std::size_t>(b.rows); ++row) {
        const std::span<double> into = std::span(sums).subspan(row * channels, channels);
        const auto own = values.subspan(row * outer * line, outer * line);
        if (inner == 1) {
            addColumns(own, into);
            continue;
        }
        for (std::size_t at = 0; at < outer; ++at) addBlocks(own.subspan(at * line, line), inner, into);
    }
    const auto count = static_cast<double>(b.outer * b.inner);
    std::vector<float> result(sums.size());
    std::transform(sums.begin(), sums.end(), result.begin(), [&](double sum) { return static_cast<float>(sum / count); });
    return result;
}

/// The values of every row and channel lying together, in the order of memory, as [row][channel][outer][inner].
class Together {
public:
    Together(std::span<const float> values, const Blocks& b) : m_values(values), m_size(static_cast<std::size_t>(b.outer * b.inner)) {
        if (b.outer == 1 || b.channels == 1) return;
        m_gathered.resize(values.size());
        for (std::int64_t row = 0; row < b.rows; ++row) gather(row, b);
        m_values = m_gathered;
    }
    std::span<const float> of(std::size_t slot) const { return m_values.subspan(slot * m_size, m_size); }

private:
    // In tiles, so that the lines of both sides stay in the first cache.
    void gather(std::int64_t row, const Blocks& b) {
        constexpr std::int64_t kTile = 16;
        for (std::int64_t o0 = 0; o0 < b.outer; o0 += kTile)
            for (std::int64_t c0 = 0; c0 < b.channels; c0 += kTile)
                for (std::int64_t c = c0; c < std::min(c0 + kTile, b.channels); ++c)
                    for (std::int64_t o = o0; o < std::min(o0 + kTile, b.outer); ++o) copy(row, o, c, b);
    }
    void copy(std::int64_t row, std::int64_t outer, std::int64_t channel, const Blocks& b) {
        const float* from = m_values.data() + ((row * b.outer + outer) * b.channels + channel) * b.inner;
        float* to = m_gathered.data() + ((row * b.channels + channel) * b.outer + outer) * b.inner;
        if (b.inner == 1)
            *to = *from;
        else
            std::copy_n(from, b.inner, to);
    }

    std::span<const float> m_values;
    std::size_t m_size;
    std::vector<float> m_gathered;
};

std::vector<float> singlePrecisionMeans(std::span<const float> values, const Blocks& b) {
    const Together channels(values, b);
    std::vector<float> result(static_cast<std::size_t>(b.rows * b.channels));
    for (std::size_t at = 0; at < result.size(); ++at) result[at] = singlePrecisionMean(channels.of(at));
    return result;
}

/// Per quantile rows · channels numbers.
std::vector<std::vector<float>> quantiles(std::span<const float> values, const Blocks& b, std::span<const double> wanted,
                                          bool ofMagnitudes) {
    const Together channels(values, b);
    std::vector<std::vector<float>> result(wanted.size(), std::vector<float>(static_cast<std::size_t>(b.rows * b.channels)));
    for (std::size_t at = 0; at < static_cast<std::size_t>(b.rows * b.channels); ++at) {
        const auto answers = quantilesOf(channels.of(at), wanted, ofMagnitudes);
        for (std::size_t q = 0; q < wanted.size(); ++q) result[q][at] = answers[q];
    }
    return result;
}

std::vector<float> picked(std::span<const Extremes> ends, float Extremes::*end) {
    std::vector<float> values(ends.size());
    std::transform(ends.begin(), ends.end(), values.begin(), [end](const Extremes& e) { return e.*end; });
    return values;
}

Extremes ofAll(std::span<const Extremes> ends) {
    Extremes all;
    for (const Extremes& end : ends) all.merge(end);
    return all;
}

}  // namespace

Result<Blocks> blocksOf(std::span<const std::int64_t> shape, Granularity granularity, int channelAxis) {
    const std::size_t rank = shape.size();
    if (granularity == Granularity::PerTensor) {
        if (rank < 2) return Blocks{1, 1, 1, product(shape)};
        return Blocks{shape[0], 1, 1, product(shape.subspan(1))};
    }
    if (rank < 3) return Blocks{rank > 0 ? shape[0] : 1, 1, rank > 1 ? shape[1] : 1, 1};
    const int axis = normalizedAxis(channelAxis, rank);
    if (axis < 0 || axis >= static_cast<int>(rank))
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "the channel axis %1 is outside the shape %2"), channelAxis, text(shape));
    const auto at = static_cast<std::size_t>(axis);
    if (axis == 0) return Blocks{1, 1, shape[0], product(shape.subspan(1))};
    return Blocks{shape[0], product(shape.subspan(1, at - 1)), shape[at], product(shape.subspan(at + 1))};
}

Result<Blocks> blocksOfChannelsLast(std::span<const std::int64_t> shape, Granularity granularity, int channelAxis) {
    RF_TRY(const Blocks blocks, blocksOf(shape, granularity, channelAxis));
    if (granularity == Granularity::PerTensor) return blocks;
    Shape stored(shape.begin(), shape.end());
    std::rotate(stored.begin() + 1, stored.begin() + 2, stored.end());
    const int axis = normalizedAxis(channelAxis, shape.size());
    const int storedAxis = axis == 0 ? 0 : axis == 1 ? static_cast<int>(shape.size()) - 1 : axis - 1;
    return blocksOf(stored, granularity, storedAxis);
}

std::vector<Extremes> extremesOf(std::span<const float> values, const Blocks& b) {
    std::vector<Extremes> ends(static_cast<std::size_t>(b.rows * b.channels));
    if (b.inner > 1 || b.channels == 1) {
        forEachBlock(values, b, [&](std::int64_t row, std::int64_t channel, std::span<const float> block) {
            ends[slot(b, row, channel)].merge(extremes(block));
        });
        return ends;
    }
    const auto width = static_cast<std::size_t>(b.channels), size = static_cast<std::size_t>(b.outer * b.channels);
    for (std::int64_t row = 0; row < b.rows; ++row)
        extremesOfColumns(values.subspan(static_cast<std::size_t>(row) * size, size), std::span(ends).subspan(slot(b, row, 0), width));
    return ends;
}

std::vector<std::vector<float>> reduce(std::span<const float> values, const Blocks& blocks, std::span<const Extremes> ends,
                                       std::span<const StatisticRequest> requests) {
    std::vector<std::vector<float>> answers(requests.size());
    std::vector<double> wanted[2];      // quantiles of values, of magnitudes
    std::vector<std::size_t> asked[2];  // the requests they belong to
    for (std::size_t i = 0; i < requests.size(); ++i) {
        switch (requests[i].reduction) {
            case Reduction::Min: answers[i] = picked(ends, &Extremes::min); break;
            case Reduction::Max: answers[i] = picked(ends, &Extremes::max); break;
            case Reduction::AbsMax: answers[i] = picked(ends, &Extremes::absMax); break;
            case Reduction::Mean: answers[i] = means(values, blocks); break;
            case Reduction::Distribution: answers[i] = distributionOf(values, ofAll(ends)); break;
            case Reduction::MeanInSinglePrecision: answers[i] = singlePrecisionMeans(values, blocks); break;
            case Reduction::Quantile:
            case Reduction::AbsQuantile: {
                const bool magnitudes = requests[i].reduction == Reduction::AbsQuantile;
                wanted[magnitudes].push_back(requests[i].quantile);
                asked[magnitudes].push_back(i);
            }
        }
    }
    for (const bool magnitudes : {false, true}) {
        if (wanted[magnitudes].empty()) continue;
        auto found = quantiles(values, blocks, wanted[magnitudes], magnitudes);
        for (std::size_t q = 0; q < found.size(); ++q) answers[asked[magnitudes][q]] = std::move(found[q]);
    }
    return answers;
}

}  // namespace rf::calibration
