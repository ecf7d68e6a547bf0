// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/search/settings.h"

/// The samples that layers are compared on (spec 02, section 4.3).
namespace rf::search {

/// Samples that lose most are looked for among these: sorted; nothing for all. A part is drawn only where the values of the float
/// model are given and nobody has to measure them.
std::optional<std::vector<std::int64_t>> differenceSet(const AccuracyControl& control, std::int64_t samples, bool baselinesGiven,
                                                       std::uint64_t seed);

/// What every sample has lost: direction × (float − quantized). NaN where a sample has no value.
std::vector<double> lossesOf(std::span<const double> floatValues, std::span<const double> quantizedValues, double direction);

/// Positions in `losses`, the greatest loss first; NaN counts as the least. Of equal losses a seeded draw decides, so that data
/// sorted by class do not.
std::vector<std::size_t> hardestFirst(std::span<const double> losses, std::uint64_t seed);
/// The same in the order that NumPy's argsort, reversed, has for equal losses: its introsort is not stable. NaN comes first.
std::vector<std::size_t> hardestFirstAsNumpy(std::span<const double> losses);

/// The hardest samples of several lists, each hardest first: list by list the next ones, as many as are still wanted divided by
/// the number of lists, until there are `wanted` different ones (spec 02, section 4.8).
std::vector<std::size_t> hardestOfAll(const std::vector<std::vector<std::size_t>>& lists, std::size_t wanted);

}  // namespace rf::search
