// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <mutex>
#include <string>

#include "core/base/progress.h"

namespace rf::cli {

/// POT's levels, by the names of its option --log-level; the most talkative first.
enum class PotLevel { Debug, Info, Warning, Error, Critical };
constexpr std::array<const char*, 5> kPotLevels = {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"};

struct PotConsole {
    PotLevel level = PotLevel::Info;
    bool progressBar = false;   ///< a bar instead of lines
    bool streamOutput = false;  ///< every state of the bar on a line of its own
};

/// Lines as POT writes them, "LEVEL:logger:message": those of a level to standard output, all of them into a text that becomes
/// log.txt. Also takes the warnings of core while it lives.
class PotLog {
public:
    explicit PotLog(PotConsole console);
    ~PotLog();
    PotLog(const PotLog&) = delete;
    PotLog& operator=(const PotLog&) = delete;

    void write(PotLevel level, const std::string& message);
    void info(const std::string& message) { write(PotLevel::Info, message); }
    /// "Start algorithm …" between rulers.
    void heading(const std::string& message);
    Progress progress();
    const std::string& text() const { return m_text; }

private:
    void draw(const ProgressReport& report);

    PotConsole m_console;
    std::mutex m_mutex;
    std::string m_text;
    int m_percent = -1;
};

}  // namespace rf::cli
