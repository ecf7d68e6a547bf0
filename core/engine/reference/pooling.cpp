// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <limits>

#include "core/engine/reference/values.h"
#include "core/engine/reference/window.h"

namespace rf::engine::reference {

namespace {

Result<Window> poolWindow(const Node& node, const Shape& data) {
    const std::string rounding = option(node, "rounding_type", "floor");
    const PoolRounding mode = rounding == "ceil_torch" ? PoolRounding::CeilTorch
                              : rounding == "ceil"     ? PoolRounding::Ceil
                                                       : PoolRounding::Floor;
    const auto kernel = node.attributes.integers("kernel");
    if (!kernel) return badAttribute(node, "kernel");
    return forwardWindow(node, data, *kernel, mode);
}

/// The taps [first, last) of one axis that lie inside the input at a position of the result.
struct TapRange {
    std::int64_t first, last;
};

TapRange tapsInside(const SlidingAxis& axis, std::int64_t position) {
    const std::int64_t start = position * axis.stride - axis.padBegin;
    TapRange taps{0, axis.kernel};
    while (taps.first < taps.last && start + taps.first * axis.dilation < 0) ++taps.first;
    while (taps.last > taps.first && start + (taps.last - 1) * axis.dilation >= axis.in) --taps.last;
    return taps;
}

// Calls body(index, position on the three axes) for every element of one channel of the result.
template <class Body>
void forEachPosition(const Window& w, Body&& body) {
    std::int64_t out = 0;
    for (std::int64_t d = 0; d < w.depth().out; ++d)
        for (std::int64_t h = 0; h < w.height().out; ++h)
            for (std::int64_t x = 0; x < w.width().out; ++x) body(out++, std::array{d, h, x});
}

// Calls body(offset in the channel) for every element that the window reads at `position`, in storage order.
template <class Body>
void forEachElement(const Window& w, const std::array<std::int64_t, 3>& position, Body&& body) {
    std::array<TapRange, 3> taps{};
    std::array<std::int64_t, 3> start{};
    for (std::size_t i = 0; i < 3; ++i) {
        taps[i] = tapsInside(w.axes[i], position[i]);
        start[i] = position[i] * w.axes[i].stride - w.axes[i].padBegin;
    }
    for (std::int64_t kd = taps[0].first; kd < taps[0].last; ++kd)
        for (std::int64_t kh = taps[1].first; kh < taps[1].last; ++kh) {
            const std::int64_t row =
                ((start[0] + kd * w.depth().dilation) * w.height().in + start[1] + kh * w.height().dilation) * w.width().in;
            for (std::int64_t kw = taps[2].first; kw < taps[2].last; ++kw) body(row + start[2] + kw * w.width().dilation);
        }
}

}  // namespace

Outputs maxPool(const Node& node, Inputs inputs) {
    const Shape& shape = inputs[0].shape();
    RF_TRY(const Window window, poolWindow(node, shape));
    const std::int64_t axis = node.attributes.integer("axis").value_or(0);
    RF_TRY(const int firstAxis, checkedAxis(node, axis, shape.size()));
    const Floats data(inputs[0]);
    const Shape outShape = windowedShape(shape, shape[1], window, &SlidingAxis::out);
    // Indices count within the axes from `axis` on (opset8).
    const std::int64_t indexed = countOf(std::span(shape).subspan(static_cast<std::size_t>(firstAxis)));
    std::vector<std::int64_t> indices(static_cast<std::size_t>(countOf(outShape)));
    Tensor values = floatTensor(outShape, [&](std::span<float> out) {
        for (std::int64_t c = 0; c < shape[0] * shape[1]; ++c) {
            const std::int64_t base = c * window.inCount();
            forEachPosition(window, [&](std::int64_t p, const std::array<std::int64_t, 3>& position) {
                float best = std::numeric_limits<float>::lowest();
                std::int64_t where = 0;
                forEachElement(window, position, [&](std::int64_t i) {
                    if (data[base + i] > best) {
                        best = data[base + i];
                        where = base + i;
                    }
                });
                const auto slot = static_cast<std::size_t>(c * window.outCount() + p);
                out[slot] = best;
                indices[slot] = where % indexed;
            });
        }
    });
    std::vector<Tensor> outputs{std::move(values)};
    if (node.outputs.size() > 1) {
        const auto type = elementTypeFromName(option(node, "index_element_type", "i64")).value_or(ElementType::I64);
        outputs.push_back(intTensor(type, outShape, indices));
    }
    return outputs;
}

Outputs avgPool(const Node& node, Inputs inputs) {
    const Shape& shape = inputs[0].shape();
    RF_TRY(const Window window, poolWindow(node, shape));
    const bool excludePad = node.attributes.flag("exclude-pad").value_or(false);
    const Floats data(inputs[0]);
    return one(floatTensor(windowedShape(shape, shape[1], window, &SlidingAxis::out), [&](std::span<float> out) {
        for (std::int64_t c = 0; c < shape[0] * shape[1]; ++c) {
            const float* channel = data.data() + c * window.inCount();
            forEachPosition(window, [&](std::int64_t p, const std::array<std::int64_t, 3>& position) {
                double sum = 0.0;
                std::int64_t count = 0;
                forEachElement(window, position, [&](std::int64_t i) {
                    sum += static_cast<double>(channel[i]);
                    ++count;
                });
                // All of the kernel, as OpenVINO does, even where rounding up made it hang over the padding.
                if (!excludePad) count = window.kernelCount();
                out[static_cast<std::size_t>(c * window.outCount() + p)] =
                    count == 0 ? 0.0f : static_cast<float>(sum / static_cast<double>(count));
            });
        }
    }));
}

}  // namespace rf::engine::reference
