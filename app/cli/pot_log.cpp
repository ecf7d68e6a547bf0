// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/pot_log.h"

#include <fmt/format.h>

#include "app/cli/interrupt.h"
#include "core/base/log.h"

namespace rf::cli {

namespace {

constexpr int kRuler = 75;
constexpr int kPotBarWidth = 40;
// Lines about the progress of a run come this often.
constexpr int kPercentPerLine = 10;

PotLevel levelOf(log::Level level) {
    switch (level) {
        case log::Level::Debug: return PotLevel::Debug;
        case log::Level::Info: return PotLevel::Info;
        case log::Level::Warning: return PotLevel::Warning;
        case log::Level::Error: break;
    }
    return PotLevel::Error;
}

}  // namespace

PotLog::PotLog(PotConsole console) : m_console(console) {
    log::setSink([this](log::Level level, const std::string& text) { write(levelOf(level), text); });
}

PotLog::~PotLog() { log::setSink({}); }

void PotLog::write(PotLevel level, const std::string& message) {
    const std::string line = fmt::format("{}:compression.pot:{}\n", kPotLevels[static_cast<std::size_t>(level)], message);
    const std::lock_guard lock(m_mutex);
    m_text += line;
    if (!m_console.progressBar && level >= m_console.level) {
        fmt::print("{}", line);
        std::fflush(stdout);
    }
}

void PotLog::heading(const std::string& message) {
    const std::string ruler(kRuler, '=');
    for (const std::string& line : {ruler, message, ruler}) info(line);
}

Progress PotLog::progress() {
    return Progress(stopOnInterrupt(), [this](const ProgressReport& report) { draw(report); });
}

void PotLog::draw(const ProgressReport& report) {
    const int step = m_console.progressBar ? 1 : kPercentPerLine;
    const int percent = static_cast<int>(report.fraction * 100) / step * step;
    {
        const std::lock_guard lock(m_mutex);
        if (percent <= m_percent) return;
        m_percent = percent;
    }
    if (!m_console.progressBar) return write(PotLevel::Debug, fmt::format("{} %", percent));
    const auto filled = static_cast<std::size_t>(percent * kPotBarWidth / 100);
    const std::lock_guard lock(m_mutex);
    fmt::print("{}|{}{}| {} %{}", m_console.streamOutput ? "" : "\r", std::string(filled, '#'), std::string(kPotBarWidth - filled, ' '),
               percent, m_console.streamOutput || percent == 100 ? "\n" : "");
    std::fflush(stdout);
}

}  // namespace rf::cli
