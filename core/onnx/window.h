// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/onnx/node_writer.h"

namespace rf::onnx {

/// How a kernel moves over the spatial axes; one element an axis.
struct Window {
    std::vector<std::int64_t> kernel, strides, dilations, begin, end;
    std::string autoPad;  ///< ONNX's word where the padding depends on sizes that are not known yet; else empty
    /// kernel_shape is left out where the operator reads it from its weights.
    NodeAttributes attributes(bool withKernel) const;
};

/// The window of a convolution or pooling. The padding is written out where the sizes are known.
Result<Window> windowOf(const NodeWriter& node, const std::vector<std::int64_t>& kernel);

}  // namespace rf::onnx
