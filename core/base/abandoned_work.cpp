// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/abandoned_work.h"

#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>

namespace rf {

namespace {

struct Tally {
    std::mutex mutex;
    std::condition_variable changed;
    int count = 0;
    bool ever = false;
};

// Never destroyed: a thread that nobody waits for may end after static objects are gone.
Tally& tally() {
    static auto* const instance = new Tally;
    return *instance;
}

}  // namespace

AbandonedWork::AbandonedWork() {
    const std::lock_guard lock(tally().mutex);
    ++tally().count;
    tally().ever = true;
    tally().changed.notify_all();
}

AbandonedWork::~AbandonedWork() {
    const std::lock_guard lock(tally().mutex);
    --tally().count;
    tally().changed.notify_all();
}

int AbandonedWork::count() {
    const std::lock_guard lock(tally().mutex);
    return tally().count;
}

void AbandonedWork::waitForAll() {
    std::unique_lock lock(tally().mutex);
    tally().changed.wait(lock, [] { return tally().count == 0; });
}

void AbandonedWork::waitForAny() {
    std::unique_lock lock(tally().mutex);
    tally().changed.wait(lock, [] { return tally().count != 0; });
}

int leave(int exitCode) {
    {
        const std::lock_guard lock(tally().mutex);
        if (!tally().ever) return exitCode;
    }
    std::fflush(nullptr);
    std::_Exit(exitCode);
}

}  // namespace rf
