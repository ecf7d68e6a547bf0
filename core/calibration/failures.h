// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <optional>
#include <utility>

#include "core/base/result.h"

namespace rf::calibration {

/// Keeps the first failure of several threads: first by sample, then by execution order within a sample. The reported failure
/// therefore does not depend on which thread was faster.
class Failures {
public:
    void note(std::size_t slot, std::size_t rank, Error error) {
        const std::lock_guard lock(m_mutex);
        if (m_first && m_place <= std::pair(slot, rank)) return;
        m_place = {slot, rank};
        m_first = std::move(error);
    }
    /// Whether a sample before `slot` has failed.
    bool before(std::size_t slot) const {
        const std::lock_guard lock(m_mutex);
        return m_first && m_place.first < slot;
    }
    std::optional<Error> first() const {
        const std::lock_guard lock(m_mutex);
        return m_first;
    }

private:
    mutable std::mutex m_mutex;
    std::pair<std::size_t, std::size_t> m_place;
    std::optional<Error> m_first;
};

}  // namespace rf::calibration
