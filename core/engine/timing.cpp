// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/timing.h"

#include <algorithm>
#include <chrono>
#include <numeric>

#include "core/engine/engine.h"

#if defined(__unix__)
#include <sys/resource.h>
#endif

namespace rf::engine {

namespace {

/// How often the system has taken a processor away from this process.
std::int64_t preemptions() {
#if defined(__unix__)
    rusage usage{};
    return getrusage(RUSAGE_SELF, &usage) == 0 ? static_cast<std::int64_t>(usage.ru_nivcsw) : 0;
#else
    return 0;
#endif
}

}  // namespace

Result<std::vector<RunTime>> timeRuns(std::int64_t runs, const std::function<Result<void>()>& work, const std::stop_token& token) {
    using Clock = std::chrono::steady_clock;
    std::vector<RunTime> times;
    times.reserve(static_cast<std::size_t>(runs));
    for (std::int64_t run = 0; run < runs; ++run) {
        if (token.stop_requested()) return cancelled();
        const std::int64_t before = preemptions();
        const Clock::time_point begin = Clock::now();
        RF_TRY_VOID(work());
        const std::chrono::duration<double, std::milli> duration = Clock::now() - begin;
        times.push_back({duration.count(), preemptions() != before});
    }
    return times;
}

double medianOverMean(std::span<const double> times) {
    std::vector<double> sorted(times.begin(), times.end());
    std::sort(sorted.begin(), sorted.end());
    const double sum = std::accumulate(sorted.begin(), sorted.end(), 0.0);
    if (sum <= 0) return 1;
    const std::size_t size = sorted.size();
    return (sorted[(size - 1) / 2] + sorted[size / 2]) / 2 * static_cast<double>(size) / sum;
}

Result<std::vector<RunTime>> Program::time(std::span<const Tensor> inputs, std::int64_t runs, const std::stop_token& token) {
    const auto run = [&]() -> Result<void> {
        RF_TRY_VOID(infer(inputs));
        return {};
    };
    return timeRuns(runs, run, token);
}

Result<Profile> Program::profile(std::span<const Tensor>, std::int64_t, const std::stop_token&) {
    return fail(ErrorCode::Unsupported, RF_TEXT("core", "this engine can't tell how long single layers take"));
}

}  // namespace rf::engine
