// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/onnx/limits.h"

#include <cmath>

namespace rf::onnx {

namespace {

// Limits in single precision move the place of zero by less; a value that rounds otherwise for it lies on the border of two levels.
constexpr double kZeroTolerance = 1e-4;

}  // namespace

std::optional<LevelLine> levelLine(float low, float high, std::int64_t levels) {
    const double step = (static_cast<double>(high) - static_cast<double>(low)) / static_cast<double>(levels - 1);
    if (!std::isfinite(step) || step <= 0) return std::nullopt;
    const double zero = -static_cast<double>(low) / step, nearest = std::round(zero);
    const bool isLevel = std::abs(zero - nearest) <= kZeroTolerance && nearest >= 0 && nearest < static_cast<double>(levels);
    if (!isLevel) return LevelLine{static_cast<float>(step), 0, low};
    return LevelLine{static_cast<float>(step), static_cast<std::int64_t>(nearest), 0};
}

}  // namespace rf::onnx
