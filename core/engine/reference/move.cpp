// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/reference/move.h"

#include <algorithm>
#include <cstring>

#include "core/engine/reference/strided_loop.h"
#include "core/engine/reference/values.h"

namespace rf::engine::reference {

namespace {

template <class T>
void copyStrided(const Tensor& data, const Shape& shape, const Shape& strides, std::int64_t offset, std::span<std::byte> bytes) {
    const auto* in = reinterpret_cast<const T*>(data.bytes().data()) + offset;
    auto* out = reinterpret_cast<T*>(bytes.data());
    StridedLoop<2>(shape, {rowMajorStrides(shape), strides}).forEachRow([&](const auto& at, std::int64_t length, const auto& by) {
        if (by[1] == 1) {
            std::memcpy(out + at[0], in + at[1], static_cast<std::size_t>(length) * sizeof(T));
        } else {
            for (std::int64_t i = 0; i < length; ++i) out[at[0] + i] = in[at[1] + i * by[1]];
        }
    });
}

}  // namespace

Tensor restrided(const Tensor& data, Shape shape, const Shape& strides, std::int64_t offset) {
    return Tensor::build(data.type(), shape, [&](std::span<std::byte> bytes) {
        switch (bitWidth(data.type())) {
            case 8: return copyStrided<std::uint8_t>(data, shape, strides, offset, bytes);
            case 16: return copyStrided<std::uint16_t>(data, shape, strides, offset, bytes);
            case 32: return copyStrided<std::uint32_t>(data, shape, strides, offset, bytes);
            default: return copyStrided<std::uint64_t>(data, shape, strides, offset, bytes);
        }
    });
}

Tensor permuted(const Tensor& data, std::span<const int> order) {
    const Shape own = rowMajorStrides(data.shape());
    Shape shape, strides;
    for (const int axis : order) {
        shape.push_back(data.shape()[static_cast<std::size_t>(axis)]);
        strides.push_back(own[static_cast<std::size_t>(axis)]);
    }
    return restrided(data, shape, strides);
}

Tensor taken(const Tensor& data, int axis, std::span<const std::int64_t> indices, const Tensor& fill) {
    const auto at = static_cast<std::size_t>(axis);
    Shape shape = data.shape();
    const std::int64_t length = shape[at];
    shape[at] = static_cast<std::int64_t>(indices.size());
    const auto width = static_cast<std::size_t>(bitWidth(data.type()) / 8);
    const auto outer = static_cast<std::size_t>(countOf(std::span(shape).first(at)));
    const auto slice = static_cast<std::size_t>(countOf(std::span(shape).subspan(at + 1))) * width;
    return Tensor::build(data.type(), shape, [&](std::span<std::byte> bytes) {
        std::byte* out = bytes.data();
        for (std::size_t o = 0; o < outer; ++o) {
            const std::byte* in = data.bytes().data() + o * static_cast<std::size_t>(length) * slice;
            for (const std::int64_t index : indices) {
                if (index != kFill)
                    std::copy_n(in + static_cast<std::size_t>(index) * slice, slice, out);
                else if (fill.isEmpty())
                    std::fill_n(out, slice, std::byte{0});
                else
                    for (std::size_t i = 0; i < slice; i += width) std::copy_n(fill.bytes().data(), width, out + i);
                out += slice;
            }
        }
    });
}

}  // namespace rf::engine::reference
