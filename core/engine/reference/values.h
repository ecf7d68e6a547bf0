// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/engine/reference/operators.h"
#include "core/tensor/convert.h"

/// Helpers with which kernels read inputs and attributes and build results.
namespace rf::engine::reference {

/// The elements of a tensor as float: borrowed where they are f32, else converted.
class Floats {
public:
    explicit Floats(const Tensor& tensor);
    Floats(const Floats&) = delete;
    Floats& operator=(const Floats&) = delete;
    const float* data() const { return m_values.data(); }
    std::size_t size() const { return m_values.size(); }
    float operator[](std::int64_t i) const { return m_values[static_cast<std::size_t>(i)]; }

private:
    Tensor m_tensor;
    std::vector<float> m_converted;
    std::span<const float> m_values;
};

inline std::vector<std::int64_t> ints(const Tensor& tensor) { return toInts(tensor.view()); }

/// The number of elements of a shape that is known to be countable.
inline std::int64_t countOf(std::span<const std::int64_t> shape) { return elementCount(shape).value(); }

inline Outputs one(Tensor tensor) { return std::vector<Tensor>{std::move(tensor)}; }

/// An f32 tensor whose elements `fill` (std::span<float>) writes.
template <class Fill>
Tensor floatTensor(Shape shape, Fill&& fill) {
    return Tensor::build(ElementType::F32, std::move(shape), [&](std::span<std::byte> bytes) {
        fill(std::span<float>(reinterpret_cast<float*>(bytes.data()), bytes.size() / sizeof(float)));
    });
}

/// Integers stored as any type; excess bits are dropped, as OpenVINO does.
Tensor intTensor(ElementType type, Shape shape, std::span<const std::int64_t> values);

/// The tensor in another element type: floats become integers by truncation, anything but zero becomes true.
Tensor converted(const Tensor& tensor, ElementType type);

/// A non-negative axis of a tensor of this rank, or the error that names the layer.
Result<int> checkedAxis(const Node& node, std::int64_t axis, std::size_t rank);
Result<std::vector<int>> checkedAxes(const Node& node, std::span<const std::int64_t> axes, std::size_t rank);

/// An attribute in lower case: IRs spell the values of enumerations both ways.
std::string option(const Node& node, std::string_view attribute, std::string_view fallback);

/// "layer '…': inputs of shape … do not fit operator …".
Error misfit(const Node& node, Inputs inputs);
/// "layer '…': attribute '…' …".
Error badAttribute(const Node& node, std::string_view attribute);

}  // namespace rf::engine::reference
