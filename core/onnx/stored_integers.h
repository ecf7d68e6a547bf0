// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/onnx/node_writer.h"

namespace rf::onnx {

/// Constants that are stored as integers: value = (integer - zeroPoint) · scale, for the whole tensor or each channel of one axis.
struct StoredIntegers {
    Tensor integers;  ///< I8 or U8
    std::vector<float> scale;
    std::vector<std::int64_t> zeroPoint;  ///< as many as scales
    int axis = 0;                         ///< of several scales
};

/// The axis that numbers of `shape` differ along when they are broadcast to `rank` axes; 0 for a single number, nothing for several
/// axes.
std::optional<int> channelAxis(const Shape& shape, std::size_t rank);

/// The integers behind Const → Convert → [Subtract] → Multiply; nothing for other tensors, and where DequantizeLinear can't say it.
std::optional<StoredIntegers> storedIntegers(const graph::Graph& graph, graph::Output output);
/// A matrix with its axes exchanged.
StoredIntegers transposed(const StoredIntegers& matrix);
Tensor transposed(const Tensor& matrix);

/// Scales and zero points as the inputs of QuantizeLinear and DequantizeLinear behind `tensor`.
struct LinearInputs {
    std::vector<std::string> inputs;
    NodeAttributes attributes;
};
LinearInputs linearInputs(NodeWriter& node, const std::string& tensor, const std::vector<float>& scale,
                          const std::vector<std::int64_t>& zeroPoint, ElementType type, int axis);
LinearInputs linearInputs(NodeWriter& node, const StoredIntegers& stored);

}  // namespace rf::onnx
