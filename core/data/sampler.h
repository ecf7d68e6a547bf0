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

/// `subset` samples of a data set with these classes, each class in the share it has in the whole (largest remainders,
/// Hamilton's method; among equal ones the smaller class number), and at least one of every class while there is room. Which
/// ones of a class is drawn as above with the seed; in the order of the data set. All of them where `subset` is as large.
std::vector<std::int64_t> chooseStratified(std::span<const std::int64_t> labels, std::int64_t subset, std::uint64_t seed);

}  // namespace rf::data
