// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/uninterruptible.h"

#include <condition_variable>
#include <mutex>
#include <thread>

#include "core/base/abandoned_work.h"

namespace rf {

/// Turns are given out one after the other; the next is given when the one before has ended.
struct Uninterruptible::Slot {
    std::mutex mutex;
    std::condition_variable_any changed;
    std::int64_t given = 0;
    std::int64_t ended = 0;
    std::optional<AbandonedWork> abandoned;

    Result<std::int64_t> takeTurn(const char* waitingText, const Progress& progress) {
        std::unique_lock lock(mutex);
        if (abandoned) {
            lock.unlock();  // a sink may take its time
            RF_TRY_VOID(progress.waitFor(waitingText));
            lock.lock();
        }
        changed.wait(lock, progress.token(), [this] { return ended == given; });
        if (progress.token().stop_requested()) return cancelled();
        return ++given;
    }

    /// Whether the turn ended before stop was requested; abandons its work otherwise.
    bool waitForEnd(std::int64_t turn, const std::stop_token& token) {
        std::unique_lock lock(mutex);
        if (changed.wait(lock, token, [&] { return ended >= turn; })) return true;
        abandoned.emplace();
        return false;
    }

    void endTurn() {
        const std::lock_guard lock(mutex);
        ended = given;
        abandoned.reset();
        changed.notify_all();
    }
};

Uninterruptible::Uninterruptible(const char* waitingText) : m_waitingText(waitingText), m_slot(std::make_shared<Slot>()) {}

Result<void> Uninterruptible::runAside(std::function<void()> work, const Progress& progress) const {
    RF_TRY(const std::int64_t turn, m_slot->takeTurn(m_waitingText, progress));
    std::thread thread([slot = m_slot, work = std::move(work)]() mutable {
        work();
        work = nullptr;  // an abandoned result goes before the next turn begins
        slot->endTurn();
    });
    if (m_slot->waitForEnd(turn, progress.token())) {
        thread.join();
        return {};
    }
    thread.detach();
    return cancelled();
}

}  // namespace rf
