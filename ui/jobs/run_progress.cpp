// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/run_progress.h"

namespace rf::ui {

namespace {

// Below these the estimate would jump more than it tells.
constexpr double kShortestMeasurement = 0.3;  // seconds
constexpr double kSmallestFraction = 0.02;

double seconds(RateMeter::Clock::duration duration) { return std::chrono::duration<double>(duration).count(); }

}  // namespace

void RateMeter::stageEntered(pipeline::Stage stage) {
    m_progress.stage = stage;
    m_progress.done = m_progress.of = 0;
    m_progress.perSecond = 0;
    m_loopDone = -1;
}

RunProgress RateMeter::update(const ProgressReport& report, Clock::time_point now) {
    m_progress.waitingFor = report.waitingFor;
    if (report.waitingFor) return m_progress;
    if (m_loopDone < 0 || report.done < m_progress.done || report.of != m_progress.of) {
        m_loopBegin = now;
        m_loopDone = report.done;
        m_progress.perSecond = 0;
    }
    m_progress.fraction = report.fraction;
    m_progress.done = report.done;
    m_progress.of = report.of;
    if (const double loop = seconds(now - m_loopBegin); loop > kShortestMeasurement)
        m_progress.perSecond = static_cast<double>(report.done - m_loopDone) / loop;
    const double elapsed = seconds(now - m_begin);
    if (report.fraction > kSmallestFraction && elapsed > kShortestMeasurement)
        m_progress.secondsLeft = elapsed * (1 - report.fraction) / report.fraction;
    return m_progress;
}

}  // namespace rf::ui
