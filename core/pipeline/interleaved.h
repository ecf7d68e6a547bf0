// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include "core/base/progress.h"
#include "core/engine/timing.h"
#include "core/pipeline/median_interval.h"

/// Times several networks in one process in alternating blocks, so that what changes on the machine meanwhile (clock, heat, other
/// programs) changes for all of them.
namespace rf::pipeline {

/// Runs network `which` `runs` times in a row. `round` counts from 0; another round may take other inputs.
using TimeBlock = std::function<Result<std::vector<engine::RunTime>>(std::size_t which, std::int64_t round, std::int64_t runs)>;

/// The time of one network.
struct Timing {
    MedianInterval milliseconds;  ///< of one run; over the medians of blocks
    double spread = 0;            ///< half of the interquartile range of single runs, in milliseconds
    std::int64_t runs = 0;
    std::int64_t disturbed = 0;  ///< of these; they are left out wherever enough others are there
};

struct Timings {
    std::vector<Timing> networks;
    std::vector<MedianInterval> ratios;  ///< time of each network / time of the first one, compared round by round
    std::int64_t rounds = 0;             ///< that these are computed from
    bool disturbed = false;              ///< too few rounds were left alone, so all are in
};

/// Warms the networks up, then gives each a block in every round; who is first changes from round to round. Takes about
/// `seconds`, but never fewer than kFewestValues rounds.
Result<Timings> timeInterleaved(std::size_t networks, const TimeBlock& block, double seconds, const Progress& progress);

/// What the times of blocks say: rounds, then networks, then runs. At least one of each.
Timings summarized(const std::vector<std::vector<std::vector<engine::RunTime>>>& rounds);

}  // namespace rf::pipeline
