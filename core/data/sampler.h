// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace rf::data {

/// Which samples of `size` to use: the first `subset`, or, shuffled, exactly what Python's
/// random.seed(seed); random.sample(range(size), subset) gives, as POT does (spec 01, section 4.1). At most `size`.
std::vector<std::int64_t> chooseSubset(std::int64_t size, std::optional<std::int64_t> subset, bool shuffle, std::uint64_t seed);

}  // namespace rf::data
