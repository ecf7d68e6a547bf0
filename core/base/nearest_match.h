// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace rf {

/// The candidate with the smallest edit distance to `word`, for "did you mean …"; empty when nothing is near
/// (more than a third of the letters would have to change).
std::string nearestMatch(std::string_view word, std::span<const std::string> candidates);

}  // namespace rf
