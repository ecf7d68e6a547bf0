// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>
#include <span>

namespace rf::calibration {

/// The ends of a set of values.
struct Extremes {
    float min = std::numeric_limits<float>::infinity();
    float max = -std::numeric_limits<float>::infinity();
    float absMax = 0.0f;  ///< infinity or NaN when any value is not finite; only then

    void merge(const Extremes& other);
};

Extremes extremes(std::span<const float> values);

/// The extremes of every column of a table of `into.size()` columns, row after row in `values`.
void extremesOfColumns(std::span<const float> values, std::span<Extremes> into);

}  // namespace rf::calibration
