// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/engine/reference/strided_loop.h"

namespace rf::engine::reference {

/// A tensor folded over some of its axes.
struct Reduction {
    Shape kept;               ///< the shape with the folded axes of length 1
    Shape squeezed;           ///< without them
    Shape strides;            ///< of the folded result, read along the shape that is folded: 0 on folded axes
    std::int64_t count = 1;   ///< results
    std::int64_t folded = 1;  ///< elements behind each result
};

Reduction reductionOf(const Shape& shape, std::span<const int> axes);

/// fold(accumulator, element) over every element in storage order, one accumulator per result.
template <class Accumulator, class Value, class Fold>
std::vector<Accumulator> folded(const Shape& shape, const Reduction& reduction, const Value* values, Accumulator start, Fold fold) {
    std::vector<Accumulator> results(static_cast<std::size_t>(reduction.count), start);
    StridedLoop<2>(shape, {rowMajorStrides(shape), reduction.strides}).forEachRow([&](const auto& at, std::int64_t length, const auto& by) {
        for (std::int64_t i = 0; i < length; ++i) {
            Accumulator& result = results[static_cast<std::size_t>(at[1] + i * by[1])];
            result = fold(result, values[at[0] + i]);
        }
    });
    return results;
}

}  // namespace rf::engine::reference
