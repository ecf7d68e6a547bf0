// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

#include "core/engine/reference/operators.h"

/// The two ways in which operators rearrange elements without looking at them.
namespace rf::engine::reference {

/// A tensor of `shape` whose element at index (i0, i1 …) is element offset + i0·strides[0] + i1·strides[1] + … of `data`.
/// Strides may be zero (repetition) or negative.
Tensor restrided(const Tensor& data, Shape shape, const Shape& strides, std::int64_t offset = 0);
/// data with its axes in another order.
Tensor permuted(const Tensor& data, std::span<const int> order);

constexpr std::int64_t kFill = -1;
/// Slices `indices` of one axis, in that order; kFill gives a slice of copies of `fill` (a tensor of one element and the
/// same type, or zeros when it is empty).
Tensor taken(const Tensor& data, int axis, std::span<const std::int64_t> indices, const Tensor& fill = {});

}  // namespace rf::engine::reference
