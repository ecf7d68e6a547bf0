// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt.h"

#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <thread>

#include "app/cli/exit_code.h"
#include "core/base/abandoned_work.h"
#include "core/base/progress.h"

namespace rf::cli {

namespace {

constexpr std::chrono::milliseconds kTimeToUnwind{500};

int wakeUp[2];

// Only async-signal-safe calls here: the byte wakes a thread that may do more.
extern "C" void onSignal(int number) {
    std::signal(number, SIG_DFL);
    const char byte = 0;
    [[maybe_unused]] const auto written = ::write(wakeUp[1], &byte, 1);
}

void stopWhenWoken(std::stop_source& source) {
    char byte;
    if (::read(wakeUp[0], &byte, 1) != 1) return;
    source.request_stop();
    // Results are complete files or none, so nothing is lost where the main thread has not come to its end by then.
    AbandonedWork::waitForAny();
    std::this_thread::sleep_for(kTimeToUnwind);
    fmt::print(stderr, "{}\n", cancelled().message());
    leave(kInterrupted);
}

}  // namespace

std::stop_token stopOnInterrupt() {
    static std::stop_source source;
    static const bool installed = [] {
        if (::pipe(wakeUp) != 0) return false;
        std::thread([] { stopWhenWoken(source); }).detach();
        std::signal(SIGINT, onSignal);
        std::signal(SIGTERM, onSignal);
        return true;
    }();
    (void)installed;
    return source.get_token();
}

}  // namespace rf::cli
