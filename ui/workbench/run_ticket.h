// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <mutex>
#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/storage/record.h"

namespace rf::ui {

/// What the thread of a run and the window tell each other about the place of the run in the store. Thread-safe.
class RunTicket {
public:
    /// Asks the thread of the run to remove what is kept of it when it ends.
    void discard() { m_isDiscarded = true; }
    bool isDiscarded() const { return m_isDiscarded; }

    /// By the thread of the run, at its end.
    void end(std::optional<storage::RunId> run, std::vector<Error> warnings) {
        const std::lock_guard lock(m_mutex);
        m_run = run;
        m_warnings = std::move(warnings);
    }
    /// Nothing before the end, and where the run is not kept.
    std::optional<storage::RunId> run() const {
        const std::lock_guard lock(m_mutex);
        return m_run;
    }
    std::vector<Error> takeWarnings() {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_warnings, {});
    }

private:
    std::atomic<bool> m_isDiscarded = false;
    mutable std::mutex m_mutex;
    std::optional<storage::RunId> m_run;
    std::vector<Error> m_warnings;
};

}  // namespace rf::ui
