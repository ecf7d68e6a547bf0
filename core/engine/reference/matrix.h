// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace rf::engine::reference {

/// A row-major matrix that its owner keeps alive; `stride` elements from one stored row to the next.
struct MatrixView {
    const float* data = nullptr;
    std::int64_t rows = 0;  ///< as stored
    std::int64_t columns = 0;
    std::int64_t stride = 0;
    bool transposed = false;  ///< used as columns × rows
};

/// out = a · b, where rows of `out` are `outStride` elements apart. Each element is summed in an order that depends on
/// the sizes of the matrices only, not on the processor's caches.
void multiply(const MatrixView& a, const MatrixView& b, float* out, std::int64_t outStride);

/// "Eigen 3.4.0", and the vector instructions it was compiled for.
std::string matrixLibrary();
std::string matrixInstructions();

}  // namespace rf::engine::reference
