// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/reference/window.h"

#include <algorithm>

#include "core/engine/reference/values.h"

namespace rf::engine::reference {

namespace {

std::int64_t ceilDiv(std::int64_t a, std::int64_t b) { return a >= 0 ? (a + b - 1) / b : -(-a / b); }

// Lists of one number per spatial axis, `fallback` where the attribute is absent.
Result<std::vector<std::int64_t>> perAxis(const Node& node, std::string_view attribute, std::size_t rank, std::int64_t fallback,
                                          std::int64_t least) {
    auto values = node.attributes.integers(attribute).value_or(std::vector<std::int64_t>{});
    if (values.empty()) values.assign(rank, fallback);
    if (values.size() != rank || *std::min_element(values.begin(), values.end()) < least) return badAttribute(node, attribute);
    return values;
}

void splitPadding(SlidingAxis& axis, std::int64_t total, bool moreAtEnd) {
    axis.padBegin = moreAtEnd ? total / 2 : total - total / 2;
    axis.padEnd = total - axis.padBegin;
}

std::int64_t pooledSize(const SlidingAxis& axis, PoolRounding rounding) {
    const std::int64_t room = axis.in + axis.padBegin + axis.padEnd - axis.extent();
    if (rounding == PoolRounding::Floor) return room / axis.stride + 1;
    std::int64_t out = ceilDiv(room, axis.stride) + 1;
    // PyTorch drops a last window that would begin in the padding behind the data.
    if (rounding == PoolRounding::CeilTorch && (out - 1) * axis.stride >= axis.in + axis.padBegin) --out;
    return out;
}

// Kernel, strides, dilations and explicit pads; sizes of data and result are still missing.
Result<Window> strideWindow(const Node& node, const Shape& data, std::span<const std::int64_t> kernel) {
    const std::size_t rank = kernel.size();
    if (rank < 1 || rank > 3 || data.size() != rank + 2 || *std::min_element(kernel.begin(), kernel.end()) < 1)
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "layer '%1': a kernel of %2 spatial axes does not fit an input of shape %3"), node.name, rank,
                    text(data));
    RF_TRY(const auto strides, perAxis(node, "strides", rank, 1, 1));
    RF_TRY(const auto dilations, perAxis(node, "dilations", rank, 1, 1));
    RF_TRY(const auto begins, perAxis(node, "pads_begin", rank, 0, -(std::int64_t{1} << 40)));
    RF_TRY(const auto ends, perAxis(node, "pads_end", rank, 0, -(std::int64_t{1} << 40)));
    Window window;
    for (std::size_t i = 0; i < rank; ++i) window.axes[3 - rank + i] = {1, 1, kernel[i], strides[i], dilations[i], begins[i], ends[i]};
    return window;
}

}  // namespace

SlidingAxis::Positions SlidingAxis::inside(std::int64_t k) const {
    const std::int64_t first = std::clamp(ceilDiv(-origin(k), stride), std::int64_t{0}, out);
    const std::int64_t last = std::clamp(ceilDiv(in - origin(k), stride), first, out);
    return {first, last};
}

bool Window::isIdentity() const {
    return std::all_of(axes.begin(), axes.end(),
                       [](const SlidingAxis& a) { return a.kernel == 1 && a.stride == 1 && a.padBegin == 0 && a.padEnd == 0; });
}

std::optional<std::int64_t> Window::inputRow(std::int64_t row, std::int64_t kd, std::int64_t kh) const {
    const std::int64_t d = depth().origin(kd) + row / height().out * depth().stride;
    const std::int64_t h = height().origin(kh) + row % height().out * height().stride;
    if (d < 0 || d >= depth().in || h < 0 || h >= height().in) return std::nullopt;
    return (d * height().in + h) * width().in;
}

Result<Window> forwardWindow(const Node& node, const Shape& data, std::span<const std::int64_t> kernel, PoolRounding rounding) {
    RF_TRY(Window window, strideWindow(node, data, kernel));
    const std::string autoPad = option(node, "auto_pad", "explicit");
    for (std::size_t i = 0; i < kernel.size(); ++i) {
        SlidingAxis& axis = window.axes[3 - kernel.size() + i];
        axis.in = data[2 + i];
        if (autoPad == "valid") axis.padBegin = axis.padEnd = 0;
        if (autoPad == "same_upper" || autoPad == "same_lower") {
            axis.out = ceilDiv(axis.in, axis.stride);
            splitPadding(axis, std::max<std::int64_t>(0, (axis.out - 1) * axis.stride + axis.extent() - axis.in), autoPad == "same_upper");
            continue;
        }
        if (axis.in + axis.padBegin + axis.padEnd < axis.extent())
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "layer '%1': the kernel is larger than the padded input of shape %2"),
                        node.name, text(data));
        axis.out = pooledSize(axis, rounding);
    }
    return window;
}

Result<Window> backwardWindow(const Node& node, const Shape& data, std::span<const std::int64_t> kernel,
                              std::span<const std::int64_t> outputShape) {
    RF_TRY(Window window, strideWindow(node, data, kernel));
    RF_TRY(const auto outputPadding, perAxis(node, "output_padding", kernel.size(), 0, 0));
    if (!outputShape.empty() && outputShape.size() != kernel.size()) return badAttribute(node, "output_shape");
    const std::string autoPad = option(node, "auto_pad", "explicit");
    const bool same = autoPad == "same_upper" || autoPad == "same_lower";
    for (std::size_t i = 0; i < kernel.size(); ++i) {
        SlidingAxis& axis = window.axes[3 - kernel.size() + i];
        axis.out = data[2 + i];
        if (autoPad == "valid" || (same && outputShape.empty())) axis.padBegin = axis.padEnd = 0;
        const std::int64_t full = axis.stride * (axis.out - 1) + axis.extent() + outputPadding[i];
        axis.in = outputShape.empty() ? full - axis.padBegin - axis.padEnd : outputShape[i];
        // The other way round than going forward: the padding is cut off the result, and same_upper cuts more in front.
        if (same && !outputShape.empty()) splitPadding(axis, std::max<std::int64_t>(0, full - axis.in), autoPad == "same_lower");
        if (axis.in < 1) return badAttribute(node, "pads_begin");
    }
    return window;
}

Shape windowedShape(const Shape& data, std::int64_t channels, const Window& window, std::int64_t SlidingAxis::*size) {
    Shape shape{data[0], channels};
    const std::size_t rank = data.size() - 2;
    for (std::size_t i = 0; i < rank; ++i) shape.push_back(window.axes[3 - rank + i].*size);
    return shape;
}

}  // namespace rf::engine::reference
