// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>

#include "core/base/assert.h"
#include "core/base/mapped_file.h"
#include "core/tensor/element_type.h"
#include "core/tensor/shape.h"

namespace rf {

/// A tensor that its owner keeps alive; valid only during the call that passes it. Row-major, dense.
struct TensorView {
    ElementType type = ElementType::Dynamic;
    std::span<const std::int64_t> shape;
    const std::byte* data = nullptr;

    std::int64_t count() const { return elementCount(shape).value_or(0); }
    template <class T>
    std::span<const T> as() const {
        return {reinterpret_cast<const T*>(data), static_cast<std::size_t>(count())};
    }
};

/// An immutable tensor: type, shape and shared bytes, owned or mapped from a file. Copying shares the bytes.
class Tensor {
public:
    Tensor() = default;

    /// Owned copies of values; the element count must be the shape's.
    template <class T>
    static Tensor from(Shape shape, std::span<const T> values);
    template <class T>
    static Tensor scalar(T value) {
        return from<T>({}, std::span<const T>(&value, 1));
    }
    /// Part of a mapped file, which is kept alive. The caller has checked that the range is inside the file.
    static Tensor mapped(ElementType type, Shape shape, std::shared_ptr<const MappedFile> file, std::size_t offset, std::size_t size);
    /// Uninitialised storage that `fill` writes before the tensor is shared.
    static Tensor build(ElementType type, Shape shape, const std::function<void(std::span<std::byte>)>& fill);
    /// Bytes that `owner` keeps alive.
    static Tensor shared(ElementType type, Shape shape, std::shared_ptr<const void> owner, std::span<const std::byte> bytes);
    static Tensor copyOf(const TensorView& view);

    bool isEmpty() const { return m_type == ElementType::Dynamic; }  ///< no tensor at all (not: a tensor of no elements)
    ElementType type() const { return m_type; }
    const Shape& shape() const { return m_shape; }
    std::int64_t count() const { return elementCount(m_shape).value_or(0); }
    std::span<const std::byte> bytes() const { return m_bytes; }
    /// The elements; T must be the C++ type of type() (F16 and BF16: std::uint16_t bits).
    template <class T>
    std::span<const T> as() const;
    TensorView view() const { return {m_type, m_shape, m_bytes.data()}; }
    /// The same bytes under another shape of the same element count.
    Tensor reshaped(Shape shape) const;

    /// Where the bytes come from when they are part of a mapped file, for writers that keep files as they were.
    const std::shared_ptr<const MappedFile>& file() const { return m_file; }
    std::size_t fileOffset() const { return m_file ? static_cast<std::size_t>(m_bytes.data() - m_file->bytes().data()) : 0; }

    /// Same type, shape and bytes.
    bool operator==(const Tensor& other) const;

private:
    ElementType m_type = ElementType::Dynamic;
    Shape m_shape;
    std::span<const std::byte> m_bytes;
    std::shared_ptr<const void> m_owner;
    std::shared_ptr<const MappedFile> m_file;
};

/// The ElementType of a C++ type.
template <class T>
constexpr ElementType elementTypeOf();
template <>
constexpr ElementType elementTypeOf<double>() {
    return ElementType::F64;
}
template <>
constexpr ElementType elementTypeOf<float>() {
    return ElementType::F32;
}
template <>
constexpr ElementType elementTypeOf<std::int64_t>() {
    return ElementType::I64;
}
template <>
constexpr ElementType elementTypeOf<std::int32_t>() {
    return ElementType::I32;
}
template <>
constexpr ElementType elementTypeOf<std::int16_t>() {
    return ElementType::I16;
}
template <>
constexpr ElementType elementTypeOf<std::int8_t>() {
    return ElementType::I8;
}
template <>
constexpr ElementType elementTypeOf<std::uint64_t>() {
    return ElementType::U64;
}
template <>
constexpr ElementType elementTypeOf<std::uint32_t>() {
    return ElementType::U32;
}
template <>
constexpr ElementType elementTypeOf<std::uint16_t>() {
    return ElementType::U16;
}
template <>
constexpr ElementType elementTypeOf<std::uint8_t>() {
    return ElementType::U8;
}

template <class T>
Tensor Tensor::from(Shape shape, std::span<const T> values) {
    RF_ASSERT(elementCount(shape) == static_cast<std::int64_t>(values.size()));
    return build(elementTypeOf<T>(), std::move(shape), [&](std::span<std::byte> out) {
        const auto in = std::as_bytes(values);
        std::copy(in.begin(), in.end(), out.begin());
    });
}

template <class T>
std::span<const T> Tensor::as() const {
    return {reinterpret_cast<const T*>(m_bytes.data()), m_bytes.size() / sizeof(T)};
}

}  // namespace rf
