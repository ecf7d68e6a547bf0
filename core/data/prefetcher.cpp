// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/prefetcher.h"

#include <algorithm>

#include "core/base/progress.h"

namespace rf::data {

Prefetcher::Prefetcher(const SampleSource& source, std::span<const std::int64_t> which, const Options& options)
    : m_source(source), m_which(which), m_options(options) {
    m_options.capacity = std::max<std::int64_t>(1, options.capacity);
    const auto count = static_cast<std::int64_t>(which.size());
    const auto threads = std::min<std::int64_t>({std::max(1, options.threads), m_options.capacity, count});
    for (std::int64_t i = 0; i < threads; ++i) m_threads.emplace_back([this](const std::stop_token& ending) { load(ending); });
}

void Prefetcher::load(const std::stop_token& ending) {
    const auto count = static_cast<std::int64_t>(m_which.size());
    std::unique_lock lock(m_mutex);
    for (;;) {
        const bool hasRoom = m_roomMade.wait(lock, ending, [&] { return m_next == count || m_next - m_taken < m_options.capacity; });
        if (!hasRoom || ending.stop_requested() || m_next == count) return;
        const std::int64_t position = m_next++;
        lock.unlock();
        // What was asked to stop still answers, quickly, so that nobody waits for it.
        Result<Sample> sample =
            m_options.token.stop_requested() ? Result<Sample>(cancelled()) : m_source.sample(m_which[static_cast<std::size_t>(position)]);
        lock.lock();
        m_waiting.emplace(position, std::move(sample));
        m_loaded.notify_all();
    }
}

Result<Sample> Prefetcher::take(std::int64_t position) {
    RF_ASSERT(position >= 0 && position < static_cast<std::int64_t>(m_which.size()));
    std::unique_lock lock(m_mutex);
    m_loaded.wait(lock, [&] { return m_waiting.contains(position); });
    auto node = m_waiting.extract(position);
    ++m_taken;
    lock.unlock();
    m_roomMade.notify_one();
    return std::move(node.mapped());
}

}  // namespace rf::data
