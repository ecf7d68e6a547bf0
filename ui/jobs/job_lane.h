// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>

namespace rf::ui {

/// One worker thread and the work that waits for it, first come first served.
class JobLane {
public:
    struct Work {
        std::stop_source stop;
        std::function<void()> run;  ///< owns all that it touches: it may go on after the lane is gone
    };

    JobLane();
    /// Lets the thread go if waitUntil() was not called before.
    ~JobLane();
    JobLane(const JobLane&) = delete;
    JobLane& operator=(const JobLane&) = delete;

    void add(std::shared_ptr<Work> work);
    /// Takes work that waits out of the queue; asks work that runs to stop.
    void withdraw(const std::shared_ptr<Work>& work);
    /// Forgets what waits and asks what runs to stop; nothing can be added any more.
    void close();
    /// After close(): waits for the thread, but no longer than this; work that has not stopped until then is abandoned.
    void waitUntil(std::chrono::steady_clock::time_point latest);

private:
    struct State;
    static void workLoop(const std::shared_ptr<State>& state);

    std::shared_ptr<State> m_state;  // shared with the thread
};

}  // namespace rf::ui
