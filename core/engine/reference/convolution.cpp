// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <vector>

#include "core/engine/reference/matrix.h"
#include "core/engine/reference/values.h"
#include "core/engine/reference/window.h"

namespace rf::engine::reference {

namespace {

// One row of the result for one tap: dst[p] = src[origin + p·stride], zero outside the input.
void unrollRow(const SlidingAxis& axis, std::int64_t k, const float* src, float* dst) {
    const auto [first, last] = axis.inside(k);
    std::fill(dst, dst + first, 0.0f);
    const float* from = src + axis.origin(k);
    if (axis.stride == 1)
        std::copy(from + first, from + last, dst + first);
    else
        for (std::int64_t p = first; p < last; ++p) dst[p] = from[p * axis.stride];
    std::fill(dst + last, dst + axis.out, 0.0f);
}

// Patches of result rows [begin, end) as a matrix [channels · taps, positions] ("im2col").
void unrollPatches(const Window& w, const float* in, std::int64_t channels, std::int64_t begin, std::int64_t end,
                   std::vector<float>& patches) {
    const std::int64_t width = w.width().out;
    float* dst = patches.data();
    for (std::int64_t c = 0; c < channels; ++c) {
        const float* channel = in + c * w.inCount();
        w.forEachTap([&](std::int64_t kd, std::int64_t kh, std::int64_t kw) {
            for (std::int64_t row = begin; row < end; ++row, dst += width) {
                if (const auto source = w.inputRow(row, kd, kh))
                    unrollRow(w.width(), kw, channel + *source, dst);
                else
                    std::fill(dst, dst + width, 0.0f);
            }
        });
    }
}

void convolveDense(const Window& w, const Grouping& g, const float* in, const float* weights, float* out) {
    const std::int64_t depth = g.in * w.kernelCount();
    const MatrixView filter{weights, g.out, depth, depth};
    if (w.isIdentity()) return multiply(filter, {in, g.in, w.inCount(), w.inCount()}, out, w.outCount());
    const std::int64_t rows = w.depth().out * w.height().out;
    const std::int64_t width = w.width().out;
    const std::int64_t step = std::clamp<std::int64_t>(kPatchBudget / (depth * width), 1, rows);
    std::vector<float> patches(static_cast<std::size_t>(depth * step * width));
    for (std::int64_t begin = 0; begin < rows; begin += step) {
        const std::int64_t end = std::min(rows, begin + step);
        const std::int64_t positions = (end - begin) * width;
        unrollPatches(w, in, g.in, begin, end, patches);
        multiply(filter, {patches.data(), depth, positions, positions}, out + begin * width, w.outCount());
    }
}

// One input channel per group: a product of matrices would have an inner dimension of a few taps only.
void convolveDepthwise(const Window& w, const Grouping& g, const float* in, const float* weights, float* out) {
    std::fill(out, out + g.out * w.outCount(), 0.0f);
    const std::int64_t rows = w.depth().out * w.height().out;
    const std::int64_t width = w.width().out;
    for (std::int64_t o = 0; o < g.out; ++o) {
        w.forEachTap([&](std::int64_t kd, std::int64_t kh, std::int64_t kw) {
            const float weight = *weights++;
            const auto [first, last] = w.width().inside(kw);
            for (std::int64_t row = 0; row < rows; ++row) {
                const auto source = w.inputRow(row, kd, kh);
                if (!source) continue;
                const float* src = in + *source + w.width().origin(kw);
                float* dst = out + o * w.outCount() + row * width;
                for (std::int64_t p = first; p < last; ++p) dst[p] += weight * src[p * w.width().stride];
            }
        });
    }
}

Outputs convolve(const Node& node, Inputs inputs, const Grouping& g, std::span<const std::int64_t> kernel) {
    const Shape& shape = inputs[0].shape();
    RF_TRY(const Window window, forwardWindow(node, shape, kernel, PoolRounding::Floor));
    if (shape[1] != g.groups * g.in) return misfit(node, inputs);
    const Floats data(inputs[0]);
    const Floats weights(inputs[1]);
    return one(floatTensor(windowedShape(shape, g.groups * g.out, window, &SlidingAxis::out), [&](std::span<float> out) {
        for (std::int64_t i = 0; i < shape[0] * g.groups; ++i) {
            const float* in = data.data() + i * g.in * window.inCount();
            const float* filter = weights.data() + i % g.groups * g.out * g.in * window.kernelCount();
            float* result = out.data() + i * g.out * window.outCount();
            if (g.in == 1)
                convolveDepthwise(window, g, in, filter, result);
            else
                convolveDense(window, g, in, filter, result);
        }
    }));
}

}  // namespace

Outputs convolution(const Node& node, Inputs inputs) {
    const Shape& w = inputs[1].shape();
    if (w.size() < 3 || inputs[0].shape().size() != w.size()) return misfit(node, inputs);
    return convolve(node, inputs, {1, w[1], w[0]}, std::span(w).subspan(2));
}

Outputs groupConvolution(const Node& node, Inputs inputs) {
    const Shape& w = inputs[1].shape();
    if (w.size() < 4 || inputs[0].shape().size() + 1 != w.size()) return misfit(node, inputs);
    return convolve(node, inputs, {w[0], w[2], w[1]}, std::span(w).subspan(3));
}

}  // namespace rf::engine::reference
