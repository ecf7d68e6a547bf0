// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/interleaved.h"

#include <algorithm>
#include <cmath>

namespace rf::pipeline {

namespace {

using Block = std::vector<engine::RunTime>;
using Rounds = std::vector<std::vector<Block>>;

// As many rounds as still leave blocks of some length: every round is one value of the interval.
constexpr std::int64_t kMostRounds = 41;
constexpr std::int64_t kMostRunsOfBlock = 20000;  // bounds the memory of times of very small networks
constexpr double kWarmUpShare = 0.1;
constexpr std::int64_t kFewestWarmUpRuns = 3;

std::vector<double> timesOf(const Block& block, bool undisturbedOnly) {
    std::vector<double> times;
    for (const engine::RunTime& run : block)
        if (!undisturbedOnly || !run.disturbed) times.push_back(run.milliseconds);
    return times;
}

bool leftAlone(const std::vector<Block>& round) {
    return std::all_of(round.begin(), round.end(), [](const Block& block) { return !timesOf(block, true).empty(); });
}

double blockMedian(const Block& block, bool undisturbedOnly) { return medianInterval(timesOf(block, undisturbedOnly), 0).median; }

double wallMean(const Block& block) {
    double sum = 0;
    for (const engine::RunTime& run : block) sum += run.milliseconds;
    return std::max(sum / static_cast<double>(block.size()), 1e-4);
}

/// Runs a network until a share of the time is used, and says how long a run takes on this machine, interruptions included: the
/// mean, as it is what a number of runs will take together.
Result<double> warmUp(std::size_t which, const TimeBlock& block, double milliseconds) {
    RF_TRY(Block runs, block(which, 0, kFewestWarmUpRuns));
    double left = milliseconds;
    for (std::int64_t count = kFewestWarmUpRuns; left > 0 && count <= kMostRunsOfBlock; count *= 2) {
        left -= wallMean(runs) * static_cast<double>(runs.size());
        if (left < wallMean(runs)) break;
        RF_TRY(runs, block(which, 0, std::min(count, static_cast<std::int64_t>(left / wallMean(runs)))));
    }
    return wallMean(runs);
}

}  // namespace

Timings summarized(const Rounds& rounds) {
    Rounds chosen;
    std::copy_if(rounds.begin(), rounds.end(), std::back_inserter(chosen), leftAlone);
    const bool clean = std::ssize(chosen) >= std::min<std::ptrdiff_t>(kFewestValues, std::ssize(rounds));
    if (!clean) chosen = rounds;

    Timings result;
    result.rounds = std::ssize(chosen);
    result.disturbed = !clean;
    for (std::size_t which = 0; which < rounds.front().size(); ++which) {
        std::vector<double> blocks, ratios, runs;
        for (const std::vector<Block>& round : chosen) {
            blocks.push_back(blockMedian(round[which], clean));
            ratios.push_back(blocks.back() / blockMedian(round.front(), clean));
            const std::vector<double> times = timesOf(round[which], clean);
            runs.insert(runs.end(), times.begin(), times.end());
        }
        Timing timing{medianInterval(blocks, kSureEnough), halfInterquartileRange(runs)};
        for (const std::vector<Block>& round : rounds) {
            timing.runs += std::ssize(round[which]);
            timing.disturbed += std::count_if(round[which].begin(), round[which].end(), [](const auto& run) { return run.disturbed; });
        }
        result.networks.push_back(timing);
        result.ratios.push_back(medianInterval(ratios, kSureEnough));
    }
    return result;
}

Result<Timings> timeInterleaved(std::size_t networks, const TimeBlock& block, double seconds, const Progress& progress) {
    const double budget = seconds * 1000 / static_cast<double>(networks);  // milliseconds of each network
    std::vector<double> single;
    for (std::size_t which = 0; which < networks; ++which) {
        RF_TRY_VOID(progress.advance(0, 1));
        RF_TRY(single.emplace_back(), warmUp(which, block, kWarmUpShare * budget));
    }
    const double slowest = *std::max_element(single.begin(), single.end());
    const auto count = std::clamp(static_cast<std::int64_t>(budget / slowest), std::int64_t{kFewestValues}, kMostRounds);
    Rounds rounds;
    for (std::int64_t round = 0; round < count; ++round) {
        std::vector<Block>& blocks = rounds.emplace_back(networks);
        for (std::size_t turn = 0; turn < networks; ++turn) {
            const std::size_t which = (turn + static_cast<std::size_t>(round)) % networks;
            const double runs = budget * (1 - kWarmUpShare) / static_cast<double>(count) / single[which];
            RF_TRY(blocks[which], block(which, round, std::clamp<std::int64_t>(static_cast<std::int64_t>(runs), 1, kMostRunsOfBlock)));
        }
        RF_TRY_VOID(progress.advance(round + 1, count));
    }
    return summarized(rounds);
}

}  // namespace rf::pipeline
