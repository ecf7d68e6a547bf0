// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/shape.h"

#include <algorithm>

namespace rf {

std::optional<std::int64_t> elementCount(std::span<const std::int64_t> shape) {
    std::int64_t count = 1;
    for (const std::int64_t dimension : shape)
        if (dimension < 0 || __builtin_mul_overflow(count, dimension, &count)) return std::nullopt;
    return count;
}

bool isStatic(std::span<const std::int64_t> shape) {
    return std::all_of(shape.begin(), shape.end(), [](std::int64_t d) { return d >= 0; });
}

Shape rowMajorStrides(std::span<const std::int64_t> shape) {
    Shape strides(shape.size(), 1);
    for (std::size_t i = shape.size(); i-- > 1;) strides[i - 1] = strides[i] * shape[i];
    return strides;
}

std::optional<Shape> broadcast(std::span<const std::int64_t> a, std::span<const std::int64_t> b) {
    Shape result(std::max(a.size(), b.size()), 1);
    for (std::size_t i = 0; i < result.size(); ++i) {  // i counts from the last axis
        const std::int64_t x = i < a.size() ? a[a.size() - 1 - i] : 1;
        const std::int64_t y = i < b.size() ? b[b.size() - 1 - i] : 1;
        if (x != y && x != 1 && y != 1) return std::nullopt;
        result[result.size() - 1 - i] = x == 1 ? y : x;
    }
    return result;
}

std::string text(std::span<const std::int64_t> shape) {
    if (shape.empty()) return "scalar";
    std::string result;
    for (const std::int64_t dimension : shape) {
        if (!result.empty()) result += 'x';
        result += dimension < 0 ? "?" : std::to_string(dimension);
    }
    return result;
}

}  // namespace rf
