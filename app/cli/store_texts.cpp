// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/store_texts.h"

#include <fmt/chrono.h>

#include <array>
#include <ctime>

namespace rf::cli {

std::string timeText(std::int64_t seconds) {
    return seconds == 0 ? "–" : fmt::format("{:%Y-%m-%d %H:%M:%S}", fmt::localtime(static_cast<std::time_t>(seconds)));
}

std::string sizeText(std::int64_t bytes) {
    constexpr std::array kUnits = {"KiB", "MiB", "GiB", "TiB"};
    constexpr double kStep = 1024;
    if (bytes < 1024) return fmt::format("{} bytes", bytes);
    double size = static_cast<double>(bytes) / kStep;
    std::size_t unit = 0;
    for (; size >= kStep && unit + 1 < kUnits.size(); ++unit) size /= kStep;
    return fmt::format("{:.1f} {}", size, kUnits[unit]);
}

}  // namespace rf::cli
