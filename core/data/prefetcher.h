// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <stop_token>
#include <thread>

#include "core/data/dataset.h"

namespace rf::data {

/// Loads samples ahead of their use, so that reading, decoding and preprocessing overlap with the network. At most `capacity`
/// samples wait, whatever the size of the data.
class Prefetcher {
public:
    struct Options {
        int threads = 1;            ///< that load; at least 1
        std::int64_t capacity = 2;  ///< samples loaded or being loaded that nobody has taken; at least 1
        std::stop_token token = {};
    };
    /// Loads source.sample(which[0]), which[1] …, in this order. Source and `which` must outlive this.
    Prefetcher(const SampleSource& source, std::span<const std::int64_t> which, const Options& options);
    /// Waits for the samples that are being loaded; no others are begun.
    ~Prefetcher() = default;
    Prefetcher(const Prefetcher&) = delete;
    Prefetcher& operator=(const Prefetcher&) = delete;

    /// Sample which[position], or why it can't be had; waits until it is loaded. From any thread, each position once, and
    /// without leaving one out for good: a position that is never taken blocks those behind it. Cancelled once stop was
    /// requested.
    Result<Sample> take(std::int64_t position);

private:
    void load(const std::stop_token& ending);

    const SampleSource& m_source;
    std::span<const std::int64_t> m_which;
    Options m_options;
    std::mutex m_mutex;
    std::condition_variable_any m_roomMade, m_loaded;
    std::int64_t m_next = 0;   ///< position that is loaded next
    std::int64_t m_taken = 0;  ///< how many
    std::map<std::int64_t, Result<Sample>> m_waiting;
    std::vector<std::jthread> m_threads;  ///< last: they use the members above, and end before those
};

}  // namespace rf::data
