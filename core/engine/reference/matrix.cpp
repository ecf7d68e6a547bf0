// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/reference/matrix.h"

#include <fmt/format.h>
#include <Eigen/Core>

namespace rf::engine::reference {

namespace {

using RowMajor = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using ConstMap = Eigen::Map<const RowMajor, 0, Eigen::OuterStride<>>;
using Map = Eigen::Map<RowMajor, 0, Eigen::OuterStride<>>;

// Eigen cuts the inner dimension into blocks that fit the caches it finds, and the cut decides the order of additions.
// Fixed sizes of a common processor make results the same everywhere.
void fixBlocking() {
    constexpr std::ptrdiff_t kLevel1 = 32 << 10;
    constexpr std::ptrdiff_t kLevel2 = 512 << 10;
    constexpr std::ptrdiff_t kLevel3 = 4 << 20;
    static const bool done = (Eigen::setCpuCacheSizes(kLevel1, kLevel2, kLevel3), true);
    static_cast<void>(done);
}

ConstMap mapped(const MatrixView& view) { return {view.data, view.rows, view.columns, Eigen::OuterStride<>(view.stride)}; }

}  // namespace

void multiply(const MatrixView& a, const MatrixView& b, float* out, std::int64_t outStride) {
    fixBlocking();
    const auto left = mapped(a);
    const auto right = mapped(b);
    Map result(out, a.transposed ? a.columns : a.rows, b.transposed ? b.rows : b.columns, Eigen::OuterStride<>(outStride));
    if (a.transposed && b.transposed)
        result.noalias() = left.transpose() * right.transpose();
    else if (a.transposed)
        result.noalias() = left.transpose() * right;
    else if (b.transposed)
        result.noalias() = left * right.transpose();
    else
        result.noalias() = left * right;
}

std::string matrixLibrary() { return fmt::format("Eigen {}.{}.{}", EIGEN_WORLD_VERSION, EIGEN_MAJOR_VERSION, EIGEN_MINOR_VERSION); }
std::string matrixInstructions() { return Eigen::SimdInstructionSetsInUse(); }

}  // namespace rf::engine::reference
