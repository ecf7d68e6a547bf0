// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/parallel_for.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

namespace rf {

int threadCount(int requested) { return requested > 0 ? requested : std::max(1, static_cast<int>(std::thread::hardware_concurrency())); }

Result<void> parallelFor(std::int64_t count, int threads, const std::function<Result<void>(std::int64_t)>& body) {
    std::atomic<std::int64_t> next{0};
    std::atomic<bool> stop{false};
    std::mutex mutex;
    std::optional<std::pair<std::int64_t, Error>> failure;

    const auto work = [&] {
        for (std::int64_t i = next++; i < count && !stop; i = next++) {
            auto result = body(i);
            if (result) continue;
            stop = true;
            const std::lock_guard lock(mutex);
            if (!failure || i < failure->first) failure.emplace(i, std::move(result).error());
        }
    };
    {
        std::vector<std::jthread> pool;
        const auto extra = std::min<std::int64_t>(threadCount(threads), count) - 1;
        for (std::int64_t i = 0; i < extra; ++i) pool.emplace_back(work);
        work();
    }
    if (failure) return std::move(failure->second);
    return {};
}

}  // namespace rf
