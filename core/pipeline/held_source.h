// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <mutex>

#include "core/data/forwarding_source.h"

namespace rf::pipeline {

/// A source whose samples are loaded once and then held in memory, as far as they fit: a search runs them again and again.
/// Thread-safe.
class HeldSource final : public data::ForwardingSource {
public:
    static constexpr std::int64_t kMostBytes = std::int64_t{1} << 30;
    explicit HeldSource(std::shared_ptr<const data::SampleSource> below, std::int64_t mostBytes = kMostBytes)
        : ForwardingSource(std::move(below)), m_left(mostBytes) {}

    Result<data::Sample> sample(std::int64_t index) const override;

private:
    mutable std::mutex m_mutex;
    mutable std::map<std::int64_t, data::Sample> m_held;
    mutable std::int64_t m_left;  ///< bytes
};

}  // namespace rf::pipeline
