// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <vector>

#include "core/engine/reference/matrix.h"
#include "core/engine/reference/values.h"
#include "core/engine/reference/window.h"

// A transposed convolution is the gradient of a convolution with respect to its data: each input position adds its
// weighted kernel to the result. `Window` describes that convolution, so its `in` is our result and its `out` our data.
namespace rf::engine::reference {

namespace {

// Adds patches [channels · taps, positions] of data rows [begin, end) into the result ("col2im").
void addPatches(const Window& w, std::int64_t channels, std::int64_t begin, std::int64_t end, const float* patches, float* out) {
    const SlidingAxis& width = w.width();
    for (std::int64_t c = 0; c < channels; ++c) {
        float* channel = out + c * w.inCount();
        w.forEachTap([&](std::int64_t kd, std::int64_t kh, std::int64_t kw) {
            const auto [first, last] = width.inside(kw);
            for (std::int64_t row = begin; row < end; ++row, patches += width.out) {
                const auto target = w.inputRow(row, kd, kh);
                if (!target) continue;
                float* to = channel + *target + width.origin(kw);
                for (std::int64_t p = first; p < last; ++p) to[p * width.stride] += patches[p];
            }
        });
    }
}

void deconvolve(const Window& w, const Grouping& g, const float* in, const float* weights, float* out) {
    std::fill(out, out + g.out * w.inCount(), 0.0f);
    const std::int64_t depth = g.out * w.kernelCount();
    const std::int64_t rows = w.depth().out * w.height().out;
    const std::int64_t width = w.width().out;
    const std::int64_t step = std::clamp<std::int64_t>(kPatchBudget / (depth * width), 1, rows);
    std::vector<float> patches(static_cast<std::size_t>(depth * step * width));
    const MatrixView filter{weights, g.in, depth, depth, true};
    for (std::int64_t begin = 0; begin < rows; begin += step) {
        const std::int64_t end = std::min(rows, begin + step);
        const std::int64_t positions = (end - begin) * width;
        multiply(filter, {in + begin * width, g.in, positions, w.outCount()}, patches.data(), positions);
        addPatches(w, g.out, begin, end, patches.data(), out);
    }
}

Outputs run(const Node& node, Inputs inputs, const Grouping& g, std::span<const std::int64_t> kernel) {
    const Shape& shape = inputs[0].shape();
    const auto wanted = inputs.size() > 2 ? ints(inputs[2]) : std::vector<std::int64_t>{};
    RF_TRY(const Window window, backwardWindow(node, shape, kernel, wanted));
    if (shape[1] != g.groups * g.in) return misfit(node, inputs);
    const Floats data(inputs[0]);
    const Floats weights(inputs[1]);
    return one(floatTensor(windowedShape(shape, g.groups * g.out, window, &SlidingAxis::in), [&](std::span<float> out) {
        for (std::int64_t i = 0; i < shape[0] * g.groups; ++i)
            deconvolve(window, g, data.data() + i * g.in * window.outCount(),
                       weights.data() + i % g.groups * g.in * g.out * window.kernelCount(), out.data() + i * g.out * window.inCount());
    }));
}

}  // namespace

Outputs convolutionBackpropData(const Node& node, Inputs inputs) {
    const Shape& w = inputs[1].shape();
    if (w.size() < 3 || inputs[0].shape().size() != w.size()) return misfit(node, inputs);
    return run(node, inputs, {1, w[0], w[1]}, std::span(w).subspan(2));
}

Outputs groupConvolutionBackpropData(const Node& node, Inputs inputs) {
    const Shape& w = inputs[1].shape();
    if (w.size() < 4 || inputs[0].shape().size() + 1 != w.size()) return misfit(node, inputs);
    return run(node, inputs, {w[0], w[1], w[2]}, std::span(w).subspan(3));
}

}  // namespace rf::engine::reference
