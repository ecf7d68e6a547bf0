// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/run_progress.h"

#include <algorithm>

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
    if (report.waitingFor) {
        if (!m_waitBegin) m_waitBegin = now;
        return m_progress;
    }
    if (m_waitBegin) m_loopBegin += now - *m_waitBegin;
    m_waitBegin.reset();
    if (m_loopDone < 0 || report.done < m_progress.done || report.of != m_progress.of) {
        m_loopBegin = now;
        m_loopDone = report.done;
        m_loopFraction = report.fraction;
        m_progress.perSecond = 0;
    }
    m_progress.fraction = report.fraction;
    m_progress.done = report.done;
    m_progress.of = report.of;
    if (const double loop = seconds(now - m_loopBegin); loop > kShortestMeasurement)
        m_progress.perSecond = static_cast<double>(report.done - m_loopDone) / loop;
    m_progress.secondsLeft = secondsLeft(seconds(now - m_begin));
    return m_progress;
}

std::optional<double> RateMeter::secondsLeft(double elapsed) const {
    const double fraction = m_progress.fraction;
    if (fraction <= kSmallestFraction || elapsed <= kShortestMeasurement) return m_progress.secondsLeft;
    const double pace = elapsed / fraction;  // seconds of the whole run, as far as can be seen
    if (m_progress.perSecond <= 0 || m_progress.done <= m_loopDone) return pace * (1 - fraction);
    const auto left = static_cast<double>(m_progress.of - m_progress.done);
    const double share = (fraction - m_loopFraction) / static_cast<double>(m_progress.done - m_loopDone);  // of the run, one sample
    const double after = std::max(0.0, 1 - fraction - share * left);
    return left / m_progress.perSecond + pace * after;
}

}  // namespace rf::ui
