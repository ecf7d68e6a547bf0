// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/engine/reference/matrix.h"
#include "core/engine/reference/strided_loop.h"
#include "core/engine/reference/values.h"

namespace rf::engine::reference {

namespace {

/// One operand: its matrices and the axes before them.
struct Operand {
    Shape batch;
    std::int64_t rows = 1, columns = 1;  ///< as stored
    bool transposed = false;

    std::int64_t usedRows() const { return transposed ? columns : rows; }
    std::int64_t usedColumns() const { return transposed ? rows : columns; }
};

// A vector is a row on the left side and a column on the right; transposing does not apply to it.
Operand operandOf(const Shape& shape, bool transposed, bool isLeft) {
    if (shape.size() == 1) return isLeft ? Operand{{}, 1, shape[0], false} : Operand{{}, shape[0], 1, false};
    return {Shape(shape.begin(), shape.end() - 2), shape[shape.size() - 2], shape.back(), transposed};
}

}  // namespace

Outputs matMul(const Node& node, Inputs inputs) {
    const Shape& leftShape = inputs[0].shape();
    const Shape& rightShape = inputs[1].shape();
    if (leftShape.empty() || rightShape.empty()) return misfit(node, inputs);
    const Operand a = operandOf(leftShape, node.attributes.flag("transpose_a").value_or(false), true);
    const Operand b = operandOf(rightShape, node.attributes.flag("transpose_b").value_or(false), false);
    const auto batch = broadcast(a.batch, b.batch);
    if (!batch || a.usedColumns() != b.usedRows()) return misfit(node, inputs);

    Shape shape = *batch;
    if (leftShape.size() > 1) shape.push_back(a.usedRows());
    if (rightShape.size() > 1) shape.push_back(b.usedColumns());
    const Floats left(inputs[0]);
    const Floats right(inputs[1]);
    const std::int64_t size = a.usedRows() * b.usedColumns();
    return one(floatTensor(std::move(shape), [&](std::span<float> out) {
        if (a.usedColumns() == 0) return std::fill(out.begin(), out.end(), 0.0f);
        const StridedLoop<3> loop(*batch, {rowMajorStrides(*batch), broadcastStrides(a.batch, *batch), broadcastStrides(b.batch, *batch)});
        loop.forEachRow([&](const auto& offsets, std::int64_t length, const auto& steps) {
            for (std::int64_t i = 0; i < length; ++i)
                multiply({left.data() + (offsets[1] + i * steps[1]) * a.rows * a.columns, a.rows, a.columns, a.columns, a.transposed},
                         {right.data() + (offsets[2] + i * steps[2]) * b.rows * b.columns, b.rows, b.columns, b.columns, b.transposed},
                         out.data() + (offsets[0] + i * steps[0]) * size, b.usedColumns());
        });
    }));
}

}  // namespace rf::engine::reference
