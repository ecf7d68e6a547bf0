// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/elements.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/tensor/convert.h"

namespace rf::data {

namespace {

template <class To, class From>
To converted(From value) {
    if constexpr (std::is_floating_point_v<To>) {
        return static_cast<To>(value);
    } else if constexpr (std::is_floating_point_v<From>) {
        if (std::isnan(value)) return 0;
        const double rounded = std::nearbyint(value);
        if (rounded <= static_cast<double>(std::numeric_limits<To>::min())) return std::numeric_limits<To>::min();
        if (rounded >= static_cast<double>(std::numeric_limits<To>::max())) return std::numeric_limits<To>::max();
        return static_cast<To>(rounded);
    } else {
        if (std::cmp_less(value, std::numeric_limits<To>::min())) return std::numeric_limits<To>::min();
        if (std::cmp_greater(value, std::numeric_limits<To>::max())) return std::numeric_limits<To>::max();
        return static_cast<To>(value);
    }
}

template <class To, class From>
Tensor rebuilt(ElementType type, const Shape& shape, std::span<const From> values) {
    return Tensor::build(type, shape, [&](std::span<std::byte> out) {
        auto* to = reinterpret_cast<To*>(out.data());
        for (std::size_t i = 0; i < values.size(); ++i) to[i] = converted<To>(values[i]);
    });
}

/// From the widest type that holds the source exactly; nothing where going through float is as good.
template <class From>
std::optional<Tensor> widened(const Tensor& tensor, ElementType type, std::span<const From> values) {
    switch (type) {
        case ElementType::F64: return rebuilt<double>(type, tensor.shape(), values);
        case ElementType::F32: return rebuilt<float>(type, tensor.shape(), values);
        case ElementType::I64: return rebuilt<std::int64_t>(type, tensor.shape(), values);
        case ElementType::I32: return rebuilt<std::int32_t>(type, tensor.shape(), values);
        case ElementType::U64: return rebuilt<std::uint64_t>(type, tensor.shape(), values);
        case ElementType::U32: return rebuilt<std::uint32_t>(type, tensor.shape(), values);
        default: return std::nullopt;
    }
}

}  // namespace

Tensor takeFloats(Shape shape, std::vector<float> values) {
    const auto owner = std::make_shared<const std::vector<float>>(std::move(values));
    return Tensor::shared(ElementType::F32, std::move(shape), owner, std::as_bytes(std::span(*owner)));
}

Tensor withType(const Tensor& tensor, ElementType type) {
    if (type == ElementType::Dynamic || type == tensor.type()) return tensor;
    if (type == ElementType::Boolean) {
        std::vector<float> bits = toFloats(tensor.view());
        for (float& bit : bits) bit = bit != 0.0f ? 1.0f : 0.0f;
        return fromFloats(type, tensor.shape(), bits);
    }
    std::optional<Tensor> exact;
    switch (tensor.type()) {
        case ElementType::F64: exact = widened(tensor, type, tensor.as<double>()); break;
        case ElementType::U64: exact = widened(tensor, type, tensor.as<std::uint64_t>()); break;
        case ElementType::I64: exact = widened(tensor, type, tensor.as<std::int64_t>()); break;
        case ElementType::U32: exact = widened(tensor, type, tensor.as<std::uint32_t>()); break;
        case ElementType::I32: exact = widened(tensor, type, tensor.as<std::int32_t>()); break;
        default: break;  // floats hold every value of the other types
    }
    if (exact) return *exact;
    if (type == ElementType::F32) return takeFloats(tensor.shape(), toFloats(tensor.view()));
    return fromFloats(type, tensor.shape(), toFloats(tensor.view()));
}

Tensor stacked(const std::vector<Tensor>& parts) {
    Shape shape = parts.front().shape();
    shape[0] = static_cast<std::int64_t>(parts.size());
    return Tensor::build(parts.front().type(), shape, [&](std::span<std::byte> out) {
        auto to = out.begin();
        for (const Tensor& part : parts) to = std::copy(part.bytes().begin(), part.bytes().end(), to);
    });
}

Tensor normalized(const Tensor& tensor, std::size_t channels, std::size_t inner, std::span<const double> mean,
                  std::span<const double> scale) {
    const auto at = [](std::span<const double> values, std::size_t channel, double none) {
        return values.empty() ? none : values[values.size() == 1 ? 0 : channel];
    };
    const auto formula = [&](double value, std::size_t channel) {
        return static_cast<float>((value - at(mean, channel, 0.0)) / at(scale, channel, 1.0));
    };
    const auto count = static_cast<std::size_t>(tensor.count());
    std::vector<float> values(count);
    if (tensor.type() == ElementType::U8) {
        // 256 values a channel, computed once: the same numbers as element by element.
        std::vector<std::array<float, 256>> table(channels);
        for (std::size_t c = 0; c < channels; ++c)
            for (std::size_t v = 0; v < 256; ++v) table[c][v] = formula(static_cast<double>(v), c);
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(tensor.bytes().data());
        for (std::size_t i = 0, block = 0; i < count; ++block) {
            const auto& row = table[block % channels];
            for (const std::size_t end = std::min(i + inner, count); i < end; ++i) values[i] = row[bytes[i]];
        }
    } else {
        values = toFloats(tensor.view());
        for (std::size_t i = 0, block = 0; i < count; ++block) {
            const std::size_t channel = block % channels;
            const double offset = at(mean, channel, 0.0), divisor = at(scale, channel, 1.0);
            for (const std::size_t end = std::min(i + inner, count); i < end; ++i)
                values[i] = static_cast<float>((static_cast<double>(values[i]) - offset) / divisor);
        }
    }
    return takeFloats(tensor.shape(), std::move(values));
}

}  // namespace rf::data
