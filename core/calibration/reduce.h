// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/calibration/extremes.h"
#include "core/calibration/statistic_request.h"
#include "core/tensor/shape.h"

namespace rf::calibration {

/// A tensor as blocks of numbers that go to the same row and channel (spec 01, section 4.3): element
/// [row][outer][channel][inner] of a dense array.
struct Blocks {
    std::int64_t rows = 1, outer = 1, channels = 1, inner = 1;
    std::int64_t count() const { return rows * outer * channels * inner; }
    bool operator==(const Blocks&) const = default;
};

/// Per tensor: one row per element of axis 0, everything else reduced; one row in all for rank 0 and 1. Per channel: rows
/// over axis 0 and channels over `channelAxis`; below rank 3 nothing is reduced: [N, C] is N rows of C channels, [C] is C
/// rows. A channel axis of 0 leaves one row. InvalidArgument when the axis is outside the shape.
Result<Blocks> blocksOf(std::span<const std::int64_t> shape, Granularity granularity, int channelAxis);

/// The same blocks of the tensor [N, C, spatial…] of `shape` (rank 4 or more) when it is stored as [N, spatial…, C].
Result<Blocks> blocksOfChannelsLast(std::span<const std::int64_t> shape, Granularity granularity, int channelAxis);

/// Answers the requests, which differ in reduction and quantile only, for one tensor of finite values cut into `blocks`.
/// Per request rows · channels numbers; for Distribution see there. `ends` are the extremes of the same blocks.
std::vector<std::vector<float>> reduce(std::span<const float> values, const Blocks& blocks, std::span<const Extremes> ends,
                                       std::span<const StatisticRequest> requests);

/// The extremes of every row and channel.
std::vector<Extremes> extremesOf(std::span<const float> values, const Blocks& blocks);

}  // namespace rf::calibration
