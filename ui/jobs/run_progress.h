// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <chrono>
#include <optional>

#include "core/base/progress.h"
#include "core/pipeline/optimize.h"

namespace rf::ui {

/// The progress of a run, as the status bar shows it.
struct RunProgress {
    std::optional<pipeline::Stage> stage;  ///< nothing before the first one
    double fraction = 0;
    std::int64_t done = 0, of = 0;
    double perSecond = 0;               ///< samples of the current loop; 0: not known yet
    std::optional<double> secondsLeft;  ///< of the whole run, from what was measured so far
    const char* waitingFor = nullptr;   ///< a sentence of core, see ProgressReport
};

/// Measures speed from reports and their arrival times. What is left is the rest of the present loop at its own speed, without the
/// time spent waiting (for a compile), and what comes after it at the pace of the run so far.
class RateMeter {
public:
    using Clock = std::chrono::steady_clock;

    explicit RateMeter(Clock::time_point begin) : m_begin(begin) {}
    void stageEntered(pipeline::Stage stage);
    RunProgress update(const ProgressReport& report, Clock::time_point now);
    const RunProgress& last() const { return m_progress; }

private:
    Clock::time_point m_begin, m_loopBegin;
    std::int64_t m_loopDone = -1;  // where the current loop was first seen
    double m_loopFraction = 0;     // of the run, there
    std::optional<Clock::time_point> m_waitBegin;
    std::optional<double> secondsLeft(double elapsed) const;
    RunProgress m_progress;
};

}  // namespace rf::ui
