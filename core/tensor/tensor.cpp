// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/tensor.h"

#include <algorithm>
#include <cstring>

namespace rf {

Tensor Tensor::shared(ElementType type, Shape shape, std::shared_ptr<const void> owner, std::span<const std::byte> bytes) {
    // The size of an element of type Other is not known: its bytes are taken as they are.
    RF_ASSERT(type == ElementType::Other || byteSize(type, elementCount(shape).value_or(-1)) == static_cast<std::int64_t>(bytes.size()));
    Tensor tensor;
    tensor.m_type = type;
    tensor.m_shape = std::move(shape);
    tensor.m_bytes = bytes;
    tensor.m_owner = std::move(owner);
    return tensor;
}

Tensor Tensor::mapped(ElementType type, Shape shape, std::shared_ptr<const MappedFile> file, std::size_t offset, std::size_t size) {
    Tensor tensor = shared(type, std::move(shape), file, file->bytes().subspan(offset, size));
    tensor.m_file = std::move(file);
    return tensor;
}

Tensor Tensor::build(ElementType type, Shape shape, const std::function<void(std::span<std::byte>)>& fill) {
    const auto size = static_cast<std::size_t>(byteSize(type, elementCount(shape).value()));
    // new[] of std::byte is aligned for every fundamental type.
    const std::shared_ptr<std::byte[]> storage(new std::byte[size]);
    fill({storage.get(), size});
    return shared(type, std::move(shape), storage, {storage.get(), size});
}

Tensor Tensor::copyOf(const TensorView& view) {
    return build(view.type, Shape(view.shape.begin(), view.shape.end()), [&](std::span<std::byte> out) {
        if (!out.empty()) std::memcpy(out.data(), view.data, out.size());
    });
}

Tensor Tensor::reshaped(Shape shape) const {
    RF_ASSERT(elementCount(shape) == elementCount(m_shape));
    Tensor tensor = *this;
    tensor.m_shape = std::move(shape);
    return tensor;
}

bool Tensor::operator==(const Tensor& other) const {
    if (m_type != other.m_type || m_shape != other.m_shape || m_bytes.size() != other.m_bytes.size()) return false;
    return m_bytes.data() == other.m_bytes.data() || std::equal(m_bytes.begin(), m_bytes.end(), other.m_bytes.begin());
}

}  // namespace rf
