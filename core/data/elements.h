// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/tensor.h"

namespace rf::data {

/// The same values as `type`: integers stay exact as far as the type holds them and saturate beyond, fractions are rounded
/// to nearest even where the type has none. Dynamic leaves the tensor as it is.
Tensor withType(const Tensor& tensor, ElementType type);

/// (value - mean) / scale per channel as F32, computed in double. `channels` is the length of the channel axis and `inner`
/// the number of elements behind it; mean and scale have no, one or `channels` values.
Tensor normalized(const Tensor& tensor, std::size_t channels, std::size_t inner, std::span<const double> mean,
                  std::span<const double> scale);

/// Tensors of one shape [1, …] and type as one of shape [n, …].
Tensor stacked(const std::vector<Tensor>& parts);

/// Values that the caller gives up, as an F32 tensor, without a copy.
Tensor takeFloats(Shape shape, std::vector<float> values);

}  // namespace rf::data
