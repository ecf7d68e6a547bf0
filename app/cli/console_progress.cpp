// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/console_progress.h"

#include <unistd.h>

#include <cstdio>

#include <nlohmann/json.hpp>

#include "app/cli/interrupt.h"

namespace rf::cli {

namespace {

constexpr int kBarWidth = 24;
// Before this much of the bar is done, the time left is a guess not worth showing.
constexpr double kEtaFrom = 0.03;

std::string bar(double fraction) {
    const int filled = static_cast<int>(fraction * kBarWidth);
    std::string text;
    for (int i = 0; i < kBarWidth; ++i) text += i < filled ? "█" : "░";
    return text;
}

std::string duration(double seconds) {
    const auto whole = static_cast<long>(seconds + 0.5);
    if (whole >= 3600) return fmt::format("{} h {} min", whole / 3600, whole / 60 % 60);
    if (whole >= 60) return fmt::format("{} min {} s", whole / 60, whole % 60);
    return fmt::format("{} s", whole);
}

}  // namespace

ConsoleProgress::ConsoleProgress(bool json) : m_style(json ? Style::Json : ::isatty(STDERR_FILENO) ? Style::Bar : Style::Lines) {}

ConsoleProgress::~ConsoleProgress() { close(); }

void ConsoleProgress::close() {
    const std::lock_guard lock(m_mutex);
    if (m_lineOpen) std::fputs("\r\033[K", stderr);
    m_lineOpen = false;
}

Progress ConsoleProgress::progress() {
    return Progress(stopOnInterrupt(), [this](const ProgressReport& report) { draw(report); });
}

void ConsoleProgress::stage(const std::string& name) {
    const std::lock_guard lock(m_mutex);
    if (name == m_stage) return;
    m_stage = name;
    if (m_style == Style::Lines) fmt::print(stderr, "{} …\n", name);
    if (m_style == Style::Json) fmt::print(stderr, "{}\n", nlohmann::ordered_json{{"stage", name}}.dump());
}

void ConsoleProgress::line(const std::string& text) {
    const std::lock_guard lock(m_mutex);
    fmt::print(stderr, "{}{}\n", m_lineOpen ? "\r\033[K" : "", text);
    m_lineOpen = false;
}

void ConsoleProgress::draw(const ProgressReport& report) {
    const std::lock_guard lock(m_mutex);
    if (report.waitingFor) return drawWait(report.waitingFor);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - m_begin).count();
    const bool etaKnown = report.fraction >= kEtaFrom;
    const double left = etaKnown ? seconds * (1.0 - report.fraction) / report.fraction : 0.0;
    if (m_style == Style::Json) {
        nlohmann::ordered_json line{{"stage", m_stage}, {"fraction", report.fraction}, {"done", report.done}, {"of", report.of}};
        if (etaKnown) line["seconds_left"] = left;
        fmt::print(stderr, "{}\n", line.dump());
    } else if (m_style == Style::Bar) {
        fmt::print(stderr, "\r\033[K{} {} {:3.0f} %  {}/{}{}", m_stage, bar(report.fraction), report.fraction * 100, report.done, report.of,
                   etaKnown ? "  " + duration(left) + " left" : "");
        std::fflush(stderr);
        m_lineOpen = true;
    }
}

void ConsoleProgress::drawWait(const char* sentence) {
    if (m_style == Style::Json)
        fmt::print(stderr, "{}\n", nlohmann::ordered_json{{"stage", m_stage}, {"waiting", sentence}}.dump());
    else if (m_style == Style::Lines)
        fmt::print(stderr, "{} …\n", sentence);
    else
        fmt::print(stderr, "\r\033[K{} …", sentence);
    std::fflush(stderr);
    m_lineOpen = m_style == Style::Bar;
}

}  // namespace rf::cli
