// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace rf::data {

/// The samples a run uses, in the order it uses them (spec 01, section 4.1): the first `subset` of `size` (all without a
/// subset, or when it is larger), or with shuffle what Python's random.seed(seed); random.sample(range(size), n) gives,
/// so that a calibration drawn by POT can be repeated number by number.
std::vector<std::int64_t> chooseSubset(std::int64_t size, std::optional<std::int64_t> subset, bool shuffle, std::uint64_t seed);

/// An order of all samples in which every prefix keeps the shares of the classes. Sample j of a class of size s comes at (2 j +
/// 1) / 2 s (Webster's method); ties go to the smaller class. Within a class samples are drawn as above with the seed.
std::vector<std::int64_t> stratifiedOrder(std::span<const std::int64_t> labels, std::uint64_t seed);

}  // namespace rf::data
