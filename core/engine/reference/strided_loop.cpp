// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/reference/strided_loop.h"

namespace rf::engine::reference {

Shape broadcastStrides(const Shape& shape, const Shape& target) {
    const Shape own = rowMajorStrides(shape);
    Shape strides(target.size(), 0);
    const std::size_t missing = target.size() - shape.size();
    for (std::size_t axis = 0; axis < shape.size(); ++axis)
        if (shape[axis] != 1) strides[missing + axis] = own[axis];
    return strides;
}

}  // namespace rf::engine::reference
