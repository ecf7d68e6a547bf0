// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/channel_moments.h"

#include <algorithm>
#include <cmath>

#include "core/tensor/convert.h"

namespace rf::analysis {

void ChannelMoments::restart() {
    m_chunk.clear();
    m_total = {};
}

void ChannelMoments::expect(std::int64_t begin, std::int64_t count) {
    foldChunk();
    m_begin = begin;
    m_chunk.assign(static_cast<std::size_t>(count), {});
}

void ChannelMoments::observe(std::int64_t sample, TensorView tensor) { take(sample, tensor, static_cast<std::size_t>(m_axis)); }

void ChannelMoments::observeChannelsLast(std::int64_t sample, TensorView tensor) {
    // The tensor is [N, spatial…, C]; an axis other than the channels would have moved to another place.
    if (m_axis == 1)
        take(sample, tensor, tensor.shape.size() - 1);
    else
        Observer::observeChannelsLast(sample, tensor);
}

void ChannelMoments::take(std::int64_t sample, const TensorView& tensor, std::size_t axis) {
    std::vector<float> converted;
    if (tensor.type != ElementType::F32) converted = toFloats(tensor);
    const std::span<const float> values = tensor.type == ElementType::F32 ? tensor.as<float>() : std::span<const float>(converted);
    const auto channels = static_cast<std::size_t>(tensor.shape[axis]);
    const auto inner = static_cast<std::size_t>(elementCount(tensor.shape.subspan(axis + 1)).value_or(0));
    if (channels == 0 || inner == 0) return;
    Sums sums{static_cast<double>(values.size() / channels), std::vector<double>(channels), std::vector<double>(channels),
              std::vector<double>(channels)};
    for (std::size_t at = 0, block = 0; at < values.size(); ++block) {
        const std::size_t c = block % channels;
        double sum = 0, squares = 0, positive = 0;
        for (const std::size_t end = at + inner; at < end; ++at) {
            const auto value = static_cast<double>(values[at]);
            sum += value;
            squares += value * value;
            positive += value > 0 ? 1 : 0;
        }
        sums.sum[c] += sum;
        sums.squares[c] += squares;
        sums.positive[c] += positive;
    }
    m_chunk.at(static_cast<std::size_t>(sample - m_begin)) = std::move(sums);
}

void ChannelMoments::foldChunk() {
    const auto add = [](std::vector<double>& to, const std::vector<double>& from) {
        to.resize(from.size());
        std::transform(from.begin(), from.end(), to.begin(), to.begin(), [](double a, double b) { return a + b; });
    };
    for (const Sums& sums : m_chunk) {
        if (sums.count == 0) continue;
        m_total.count += sums.count;
        add(m_total.sum, sums.sum);
        add(m_total.squares, sums.squares);
        add(m_total.positive, sums.positive);
    }
    m_chunk.clear();
}

ChannelStatistics ChannelMoments::statistics() {
    foldChunk();
    ChannelStatistics result;
    for (std::size_t c = 0; c < m_total.sum.size(); ++c) {
        const double mean = m_total.sum[c] / m_total.count;
        result.mean.push_back(mean);
        result.deviation.push_back(std::sqrt(std::max(m_total.squares[c] / m_total.count - mean * mean, 0.0)));
        result.active.push_back(m_total.positive[c] / m_total.count);
    }
    return result;
}

}  // namespace rf::analysis
