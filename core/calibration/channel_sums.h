// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

/// Sums by channel in double precision. Every sum adds its values one after the other, as in memory, so that it does not depend on
/// how many of them are computed side by side.
namespace rf::calibration {

/// Adds a table of `sums.size()` columns, row after row in `values`, to one sum for each column.
void addColumns(std::span<const float> values, std::span<double> sums);

/// Adds blocks of `size` values each, one behind the other in `values`, to one sum for each block.
void addBlocks(std::span<const float> values, std::size_t size, std::span<double> sums);

}  // namespace rf::calibration
