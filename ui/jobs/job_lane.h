// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>

namespace rf::ui {

/// One worker thread and its queue of work, first come first served.
class JobLane {
public:
    struct Work {
        std::stop_source stop;
        std::function<void()> run;  ///< owns everything it uses, because it may outlive the lane
    };

    JobLane();
    /// Abandons the thread unless waitUntil() was called before.
    ~JobLane();
    JobLane(const JobLane&) = delete;
    JobLane& operator=(const JobLane&) = delete;

    void add(std::shared_ptr<Work> work);
    /// Removes waiting work from the queue; asks running work to stop.
    void withdraw(const std::shared_ptr<Work>& work);
    /// Drops waiting work and asks running work to stop; nothing can be added any more.
    void close();
    /// After close(): waits for the thread, but no longer than this; work that has not stopped until then is abandoned.
    void waitUntil(std::chrono::steady_clock::time_point latest);

private:
    struct State;
    static void workLoop(const std::shared_ptr<State>& state);

    std::shared_ptr<State> m_state;  // shared with the thread
};

}  // namespace rf::ui
