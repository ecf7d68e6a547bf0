// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "core/engine/reference/operators.h"

namespace rf::engine::reference {

/// How a kernel slides over one axis: position p of the result reads p·stride − padBegin + k·dilation, k < kernel.
struct SlidingAxis {
    std::int64_t in = 1;
    std::int64_t out = 1;
    std::int64_t kernel = 1;
    std::int64_t stride = 1;
    std::int64_t dilation = 1;
    std::int64_t padBegin = 0;
    std::int64_t padEnd = 0;

    std::int64_t extent() const { return (kernel - 1) * dilation + 1; }
    /// Positions [first, last) of the result whose tap k lies inside the input.
    struct Positions {
        std::int64_t first, last;
    };
    Positions inside(std::int64_t k) const;
    /// Where tap k of position 0 reads.
    std::int64_t origin(std::int64_t k) const { return k * dilation - padBegin; }
};

/// Depth, height, width; inputs of fewer spatial axes get leading axes of one element, so that there is one code path.
struct Window {
    std::array<SlidingAxis, 3> axes;

    const SlidingAxis& depth() const { return axes[0]; }
    const SlidingAxis& height() const { return axes[1]; }
    const SlidingAxis& width() const { return axes[2]; }
    std::int64_t inCount() const { return axes[0].in * axes[1].in * axes[2].in; }
    std::int64_t outCount() const { return axes[0].out * axes[1].out * axes[2].out; }
    std::int64_t kernelCount() const { return axes[0].kernel * axes[1].kernel * axes[2].kernel; }
    /// One tap, no padding, no stride: position p reads p.
    bool isIdentity() const;
    /// Offset of the input row that tap (kd, kh) of result row `row` (depth and height in one number) reads; nothing in
    /// the padding.
    std::optional<std::int64_t> inputRow(std::int64_t row, std::int64_t kd, std::int64_t kh) const;
    /// Calls body(kd, kh, kw) for every tap, the last axis fastest, as weights are stored.
    template <class Body>
    void forEachTap(Body&& body) const;
};

/// Channels of one group of a convolution.
struct Grouping {
    std::int64_t groups = 1;
    std::int64_t in = 1;
    std::int64_t out = 1;
};

/// Scratch for unrolled patches in elements: large enough for an efficient matrix product, small against activations.
constexpr std::int64_t kPatchBudget = 1 << 19;

enum class PoolRounding { Floor, Ceil, CeilTorch };

/// Strides, dilations and padding (auto_pad included) of a convolution or pooling over `data` [N, C, spatial…].
Result<Window> forwardWindow(const Node& node, const Shape& data, std::span<const std::int64_t> kernel, PoolRounding rounding);
/// The window of the convolution that a transposed one is the gradient of: `in` is the result of the transposed
/// convolution, `out` its data. `outputShape` is empty or gives the spatial size of the result.
Result<Window> backwardWindow(const Node& node, const Shape& data, std::span<const std::int64_t> kernel,
                              std::span<const std::int64_t> outputShape);

/// [N, channels, spatial sizes…] with as many spatial axes as `data` has.
Shape windowedShape(const Shape& data, std::int64_t channels, const Window& window, std::int64_t SlidingAxis::*size);

template <class Body>
void Window::forEachTap(Body&& body) const {
    for (std::int64_t kd = 0; kd < depth().kernel; ++kd)
        for (std::int64_t kh = 0; kh < height().kernel; ++kh)
            for (std::int64_t kw = 0; kw < width().kernel; ++kw) body(kd, kh, kw);
}

}  // namespace rf::engine::reference
