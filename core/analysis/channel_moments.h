// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/engine/probe.h"

namespace rf::analysis {

/// Mean, deviation and activity of each channel of a tensor, over samples, batch and space.
struct ChannelStatistics {
    std::vector<double> mean, deviation;  ///< deviation: of the whole distribution, divided by n
    std::vector<double> active;           ///< share of values above 0
};

/// Sums up a tensor while a network runs. Each sample of a chunk is summed in a slot of its own, and chunks are added in order:
/// the result does not depend on threads.
class ChannelMoments : public engine::Observer {
public:
    explicit ChannelMoments(int channelAxis) : m_axis(channelAxis) {}

    /// Forgets everything. Not while a network runs.
    void restart();
    /// The samples begin … begin + count - 1 come next, in any order. Not while a network runs.
    void expect(std::int64_t begin, std::int64_t count);
    void observe(std::int64_t sample, TensorView tensor) override;
    void observeChannelsLast(std::int64_t sample, TensorView tensor) override;

    /// The statistics of all expected samples; empty when no sample was seen.
    ChannelStatistics statistics();

private:
    struct Sums {
        double count = 0;  ///< values of each channel
        std::vector<double> sum, squares, positive;
    };
    void take(std::int64_t sample, const TensorView& tensor, std::size_t axis);
    void foldChunk();

    int m_axis;
    std::int64_t m_begin = 0;
    std::vector<Sums> m_chunk;
    Sums m_total;
};

}  // namespace rf::analysis
