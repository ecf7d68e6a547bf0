// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>

#include "core/calibration/statistics.h"

/// Writes statistics as bytes, to keep them between sessions or send them between machines. Little endian, every number at full
/// precision.
namespace rf::calibration {

std::string toBytes(const Statistics& statistics);

/// InvalidFile for bytes that are damaged, cut off, or not statistics at all; Unsupported for those of another version of
/// the format.
Result<Statistics> fromBytes(std::span<const std::byte> bytes);

}  // namespace rf::calibration
