// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/tensor/shape.h"

namespace rf::engine::reference {

/// Strides (in elements) with which a tensor of `shape` is read as if it were broadcast to `target`.
Shape broadcastStrides(const Shape& shape, const Shape& target);

/// Walks a shape row by row for N operands, each addressed by its own strides. Axes that every operand walks through
/// evenly are merged, so that [1,64,1,1] against [1,64,56,56] has 64 rows of 3136 elements.
template <std::size_t N>
class StridedLoop {
public:
    using Offsets = std::array<std::int64_t, N>;

    StridedLoop(const Shape& shape, const std::array<Shape, N>& strides);

    /// body(offsets, length, steps): one row begins at `offsets` and advances by `steps`.
    template <class Body>
    void forEachRow(Body&& body) const;

private:
    struct Axis {
        std::int64_t length = 1;
        Offsets steps{};
    };
    std::vector<Axis> m_outer;  ///< outermost first
    Axis m_inner;
    bool m_empty = false;
};

template <std::size_t N>
StridedLoop<N>::StridedLoop(const Shape& shape, const std::array<Shape, N>& strides) {
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        if (shape[axis] == 0) m_empty = true;
        if (shape[axis] == 1) continue;
        Axis next{shape[axis], {}};
        bool merges = !m_outer.empty();
        for (std::size_t n = 0; n < N; ++n) {
            next.steps[n] = strides[n][axis];
            merges = merges && m_outer.back().steps[n] == next.steps[n] * next.length;
        }
        if (merges) {
            m_outer.back().length *= next.length;
            m_outer.back().steps = next.steps;
        } else {
            m_outer.push_back(next);
        }
    }
    if (m_outer.empty()) return;
    m_inner = m_outer.back();
    m_outer.pop_back();
}

template <std::size_t N>
template <class Body>
void StridedLoop<N>::forEachRow(Body&& body) const {
    if (m_empty) return;
    Offsets offsets{};
    std::vector<std::int64_t> index(m_outer.size(), 0);
    while (true) {
        body(offsets, m_inner.length, m_inner.steps);
        std::size_t axis = m_outer.size();
        for (; axis > 0; --axis) {
            const Axis& outer = m_outer[axis - 1];
            for (std::size_t n = 0; n < N; ++n) offsets[n] += outer.steps[n];
            if (++index[axis - 1] < outer.length) break;
            for (std::size_t n = 0; n < N; ++n) offsets[n] -= outer.steps[n] * outer.length;
            index[axis - 1] = 0;
        }
        if (axis == 0) return;
    }
}

}  // namespace rf::engine::reference
