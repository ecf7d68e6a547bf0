// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/tensor/tensor.h"

namespace rf {

float halfToFloat(std::uint16_t bits);   ///< IEEE binary16
std::uint16_t floatToHalf(float value);  ///< round to nearest even
float bfloatToFloat(std::uint16_t bits);
std::uint16_t floatToBfloat(float value);  ///< round to nearest even

/// The elements as float; any numeric type, packed 4-bit and 1-bit included. Empty for Dynamic and Other.
std::vector<float> toFloats(const TensorView& view);
/// The elements as 64-bit integers, floats truncated. Empty for Dynamic and Other.
std::vector<std::int64_t> toInts(const TensorView& view);
/// Values stored as `type`: floats rounded to nearest even, integers rounded and saturated, I4/U4 packed low nibble first.
Tensor fromFloats(ElementType type, Shape shape, std::span<const float> values);

}  // namespace rf
