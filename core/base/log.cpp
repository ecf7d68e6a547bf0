// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <mutex>

namespace rf::log {

namespace {

struct State {
    std::mutex mutex;
    std::function<void(Level, const std::string&)> sink;
    std::shared_ptr<spdlog::logger> console = [] {
        auto logger = std::make_shared<spdlog::logger>("rangefinder", std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
        logger->set_pattern("%^%l%$: %v");
        logger->set_level(spdlog::level::warn);
        return logger;
    }();
};

State& state() {
    static State instance;
    return instance;
}

spdlog::level::level_enum spdlogLevel(Level level) {
    switch (level) {
        case Level::Debug: return spdlog::level::debug;
        case Level::Info: return spdlog::level::info;
        case Level::Warning: return spdlog::level::warn;
        case Level::Error: return spdlog::level::err;
    }
    return spdlog::level::info;
}

}  // namespace

void setSink(std::function<void(Level, const std::string&)> sink) {
    const std::lock_guard lock(state().mutex);
    state().sink = std::move(sink);
}

void setLevel(Level level) { state().console->set_level(spdlogLevel(level)); }

void write(Level level, const std::string& text) {
    state().console->log(spdlogLevel(level), "{}", text);
    const std::lock_guard lock(state().mutex);
    if (state().sink) state().sink(level, text);
}

}  // namespace rf::log
