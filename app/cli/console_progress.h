// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <mutex>
#include <string>

#include "core/base/progress.h"

namespace rf::cli {

/// Draws a run on standard error: a bar with the time left on a terminal, one line a stage elsewhere, JSON lines for
/// machines.
class ConsoleProgress {
public:
    enum class Style { Bar, Lines, Json };
    explicit ConsoleProgress(bool json);
    ~ConsoleProgress();
    ConsoleProgress(const ConsoleProgress&) = delete;
    ConsoleProgress& operator=(const ConsoleProgress&) = delete;

    /// A Progress that draws here and stops on Ctrl-C.
    Progress progress();
    void stage(const std::string& name);
    /// A line of its own on standard error, above the bar.
    void line(const std::string& text);
    bool isJson() const { return m_style == Style::Json; }
    /// Wipes the bar, before the result is printed.
    void close();

private:
    void draw(const ProgressReport& report);
    void drawWait(const char* sentence);

    Style m_style;
    std::mutex m_mutex;
    std::string m_stage;
    bool m_lineOpen = false;
    std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
};

}  // namespace rf::cli
