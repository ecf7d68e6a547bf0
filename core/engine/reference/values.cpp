// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/reference/values.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>

namespace rf::engine::reference {

Floats::Floats(const Tensor& tensor) : m_tensor(tensor) {
    if (tensor.type() != ElementType::F32) m_converted = toFloats(tensor.view());
    m_values = tensor.type() == ElementType::F32 ? m_tensor.as<float>() : std::span<const float>(m_converted);
}

namespace {

template <class T>
Tensor stored(ElementType type, Shape shape, std::span<const std::int64_t> values) {
    return Tensor::build(type, std::move(shape), [&](std::span<std::byte> bytes) {
        std::transform(values.begin(), values.end(), reinterpret_cast<T*>(bytes.data()), [](std::int64_t v) { return static_cast<T>(v); });
    });
}

std::int64_t truncated(float value) {
    // The conversion of what does not fit is undefined in C++.
    constexpr float kLimit = 9.2233715e18f;
    if (std::isnan(value)) return 0;
    return static_cast<std::int64_t>(std::clamp(value, -kLimit, kLimit));
}

}  // namespace

Tensor intTensor(ElementType type, Shape shape, std::span<const std::int64_t> values) {
    switch (type) {
        case ElementType::F64: return stored<double>(type, std::move(shape), values);
        case ElementType::F32: return stored<float>(type, std::move(shape), values);
        case ElementType::I64:
        case ElementType::U64: return stored<std::int64_t>(type, std::move(shape), values);
        case ElementType::I32:
        case ElementType::U32: return stored<std::int32_t>(type, std::move(shape), values);
        case ElementType::I16:
        case ElementType::U16: return stored<std::int16_t>(type, std::move(shape), values);
        case ElementType::I8:
        case ElementType::U8: return stored<std::int8_t>(type, std::move(shape), values);
        case ElementType::Boolean: return stored<bool>(type, std::move(shape), values);
        default: break;
    }
    // What is left is exact in float: half floats hold few integers anyway, packed types have at most 4 bits.
    const std::vector<float> floats(values.begin(), values.end());
    return fromFloats(type, std::move(shape), floats);
}

Tensor converted(const Tensor& tensor, ElementType type) {
    if (tensor.type() == type) return tensor;
    if (!isFloat(tensor.type())) return intTensor(type, tensor.shape(), ints(tensor));
    if (isFloat(type)) {
        const Floats values(tensor);
        return fromFloats(type, tensor.shape(), {values.data(), values.size()});
    }
    const Floats values(tensor);
    std::vector<std::int64_t> integers(values.size());
    const bool truth = type == ElementType::Boolean;
    std::transform(values.data(), values.data() + values.size(), integers.begin(),
                   [&](float v) { return truth ? static_cast<std::int64_t>(v != 0.0f) : truncated(v); });
    return intTensor(type, tensor.shape(), integers);
}

Result<int> checkedAxis(const Node& node, std::int64_t axis, std::size_t rank) {
    const auto limit = static_cast<std::int64_t>(rank);
    if (axis < -limit || axis >= limit)
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "layer '%1': axis %2 does not exist in a tensor of %3 dimensions"),
                    node.name, axis, rank);
    return normalizedAxis(static_cast<int>(axis), rank);
}

Result<std::vector<int>> checkedAxes(const Node& node, std::span<const std::int64_t> axes, std::size_t rank) {
    std::vector<int> checked;
    for (const std::int64_t axis : axes) {
        RF_TRY(const int index, checkedAxis(node, axis, rank));
        checked.push_back(index);
    }
    return checked;
}

std::string option(const Node& node, std::string_view attribute, std::string_view fallback) {
    std::string value = node.attributes.text(attribute, fallback);
    std::transform(value.begin(), value.end(), value.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return value;
}

Error misfit(const Node& node, Inputs inputs) {
    std::string shapes;
    for (const Tensor& input : inputs) shapes += (shapes.empty() ? "" : ", ") + text(input.shape());
    return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "layer '%1': inputs of shape %2 do not fit operator %3"), node.name, shapes,
                node.type);
}

Error badAttribute(const Node& node, std::string_view attribute) {
    return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "layer '%1': attribute '%2' is missing or does not fit the input"), node.name,
                std::string(attribute));
}

}  // namespace rf::engine::reference
