// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt.h"

#include <unistd.h>

#include <csignal>
#include <thread>

namespace rf::cli {

namespace {

int wakeUp[2];

// Only async-signal-safe calls here: the byte wakes a thread that may do more.
extern "C" void onSignal(int number) {
    std::signal(number, SIG_DFL);
    const char byte = 0;
    [[maybe_unused]] const auto written = ::write(wakeUp[1], &byte, 1);
}

}  // namespace

std::stop_token stopOnInterrupt() {
    static std::stop_source source;
    static const bool installed = [] {
        if (::pipe(wakeUp) != 0) return false;
        std::thread([] {
            char byte;
            if (::read(wakeUp[0], &byte, 1) == 1) source.request_stop();
        }).detach();
        std::signal(SIGINT, onSignal);
        std::signal(SIGTERM, onSignal);
        return true;
    }();
    (void)installed;
    return source.get_token();
}

}  // namespace rf::cli
