// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/progress.h"

#include <algorithm>
#include <chrono>
#include <mutex>
#include <numeric>

namespace rf {

namespace {
constexpr std::chrono::milliseconds kReportInterval{33};
}

struct Progress::Shared {
    std::stop_token token;
    Sink sink;
    std::mutex mutex;
    double best = 0.0;
    std::chrono::steady_clock::time_point last{};
};

Progress::Progress() : Progress(std::stop_token{}, Sink{}) {}

Progress::Progress(std::stop_token token, Sink sink) : m_shared(std::make_shared<Shared>()) {
    m_shared->token = std::move(token);
    m_shared->sink = std::move(sink);
}

Progress::Progress(std::shared_ptr<Shared> shared, double begin, double end) : m_shared(std::move(shared)), m_begin(begin), m_end(end) {}

std::vector<Progress> Progress::split(std::initializer_list<double> weights) const {
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    RF_ASSERT(sum > 0.0);
    std::vector<Progress> parts;
    double at = m_begin;
    for (const double weight : weights) {
        const double next = at + (m_end - m_begin) * weight / sum;
        parts.push_back(Progress(m_shared, at, next));
        at = next;
    }
    return parts;
}

std::vector<Progress> Progress::equalParts(std::size_t count) const {
    const double size = (m_end - m_begin) / static_cast<double>(count);
    std::vector<Progress> parts;
    for (std::size_t i = 0; i < count; ++i)
        parts.push_back(Progress(m_shared, m_begin + size * static_cast<double>(i), m_begin + size * static_cast<double>(i + 1)));
    return parts;
}

Result<void> Progress::advance(std::int64_t done, std::int64_t of) const {
    if (m_shared->token.stop_requested()) return cancelled();
    if (!m_shared->sink) return {};
    const double share = of > 0 ? std::clamp(static_cast<double>(done) / static_cast<double>(of), 0.0, 1.0) : 1.0;
    const std::lock_guard lock(m_shared->mutex);
    m_shared->best = std::max(m_shared->best, m_begin + (m_end - m_begin) * share);
    const auto now = std::chrono::steady_clock::now();
    if (done < of && now - m_shared->last < kReportInterval) return {};
    m_shared->last = now;
    m_shared->sink({m_shared->best, done, of, nullptr});
    return {};
}

Result<void> Progress::waitFor(const char* sentence) const {
    if (m_shared->token.stop_requested()) return cancelled();
    if (!m_shared->sink) return {};
    const std::lock_guard lock(m_shared->mutex);
    m_shared->last = {};  // what comes next is shown at once, too: the wait is over
    m_shared->sink({m_shared->best, 0, 0, sentence});
    return {};
}

std::stop_token Progress::token() const { return m_shared->token; }

Error cancelled() { return Error(ErrorCode::Cancelled, RF_TEXT("core", "Cancelled")); }

}  // namespace rf
