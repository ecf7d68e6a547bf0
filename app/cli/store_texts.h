// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace rf::cli {

/// Seconds since 1970 as "2026-11-28 04:20:00" in local time; "–" for 0.
std::string timeText(std::int64_t seconds);
/// "12 bytes", "3.4 KiB", "1.2 GiB".
std::string sizeText(std::int64_t bytes);

}  // namespace rf::cli
