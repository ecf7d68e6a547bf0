// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fmt/format.h>

#include <functional>
#include <string>
#include <string_view>

/// Messages for developers and for the log pane. They are English and never translated; every error is also reported elsewhere.
namespace rf::log {

enum class Level { Debug, Info, Warning, Error };

/// Where lines go besides standard error; called from any thread, one call at a time. An empty function removes it.
void setSink(std::function<void(Level, const std::string&)> sink);
/// Lines below this level are dropped. Warning by default.
void setLevel(Level level);

void write(Level level, const std::string& text);

template <class... Args>
void debug(fmt::format_string<Args...> format, Args&&... args) {
    write(Level::Debug, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void info(fmt::format_string<Args...> format, Args&&... args) {
    write(Level::Info, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void warning(fmt::format_string<Args...> format, Args&&... args) {
    write(Level::Warning, fmt::format(format, std::forward<Args>(args)...));
}

}  // namespace rf::log
