// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "core/base/progress.h"

namespace rf {

/// Runs work that can't be stopped, such as a compile by OpenVINO, so that its caller can be stopped. The work runs on a thread
/// of its own; when stop is requested, the caller abandons it. Only one piece of work runs at a time, abandoned or not; the
/// next one waits for its end. Thread-safe.
class Uninterruptible {
public:
    /// `waitingText` says what a caller waits for while abandoned work goes on: RF_TEXT, shown through Progress::waitFor().
    explicit Uninterruptible(const char* waitingText);

    /// The result of `work`, or Cancelled as soon as stop is requested. Abandoned work goes on (AbandonedWork counts it), and
    /// its result is destroyed in its thread: `work` must own all that it touches.
    template <class T>
    Result<T> run(std::function<Result<T>()> work, const Progress& progress) const {
        const auto answer = std::make_shared<std::optional<Result<T>>>();
        RF_TRY_VOID(runAside([answer, work = std::move(work)] { answer->emplace(work()); }, progress));
        return std::move(**answer);
    }

private:
    struct Slot;
    Result<void> runAside(std::function<void()> work, const Progress& progress) const;

    const char* m_waitingText;
    std::shared_ptr<Slot> m_slot;  // shared with the thread
};

}  // namespace rf
