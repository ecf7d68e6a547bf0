// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace rf {

/// Dimensions of a tensor, outermost first; {} is a scalar. In the type of a port, -1 is a dimension not known yet.
using Shape = std::vector<std::int64_t>;

constexpr std::int64_t kDynamic = -1;

/// Product of the dimensions (1 for a scalar); nothing when a dimension is dynamic or the product overflows.
std::optional<std::int64_t> elementCount(std::span<const std::int64_t> shape);
bool isStatic(std::span<const std::int64_t> shape);
/// Row-major strides in elements.
Shape rowMajorStrides(std::span<const std::int64_t> shape);
/// NumPy broadcasting of two shapes, aligned on the last axis; nothing when they do not fit.
std::optional<Shape> broadcast(std::span<const std::int64_t> a, std::span<const std::int64_t> b);
/// "1x3x224x224", "?" for dynamic dimensions, "scalar" for {}.
std::string text(std::span<const std::int64_t> shape);
/// A negative axis counts from the end, as in NumPy.
inline int normalizedAxis(int axis, std::size_t rank) { return axis < 0 ? axis + static_cast<int>(rank) : axis; }

}  // namespace rf
