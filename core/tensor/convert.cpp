// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/convert.h"

#include <Eigen/Core>

#include <bit>
#include <cmath>
#include <limits>
#include <type_traits>

namespace rf {

float halfToFloat(std::uint16_t bits) { return Eigen::half_impl::half_to_float(Eigen::half_impl::raw_uint16_to_half(bits)); }
std::uint16_t floatToHalf(float value) { return Eigen::half_impl::float_to_half_rtne(value).x; }
float bfloatToFloat(std::uint16_t bits) { return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16); }
std::uint16_t floatToBfloat(float value) { return Eigen::bfloat16_impl::float_to_bfloat16_rtne<false>(value).value; }

namespace {

template <class Out, class T>
std::vector<Out> widen(const TensorView& view) {
    std::vector<Out> out(static_cast<std::size_t>(view.count()));
    const auto in = view.as<T>();
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<Out>(in[i]);
    return out;
}

template <class Out>
std::vector<Out> widenHalves(const TensorView& view, float (*decode)(std::uint16_t)) {
    std::vector<Out> out(static_cast<std::size_t>(view.count()));
    const auto in = view.as<std::uint16_t>();
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<Out>(decode(in[i]));
    return out;
}

// Packed types, lowest bits first.
template <class Out>
std::vector<Out> unpack(const TensorView& view, int bits, bool isSigned) {
    std::vector<Out> out(static_cast<std::size_t>(view.count()));
    const auto perByte = static_cast<std::size_t>(8 / bits);
    const unsigned mask = (1u << bits) - 1u;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const unsigned raw = (std::to_integer<unsigned>(view.data[i / perByte]) >> (static_cast<unsigned>(bits) * (i % perByte))) & mask;
        const bool negative = isSigned && (raw >> (bits - 1)) != 0;
        out[i] = static_cast<Out>(static_cast<int>(raw) - (negative ? 1 << bits : 0));
    }
    return out;
}

template <class Out>
std::vector<Out> decode(const TensorView& view) {
    switch (view.type) {
        case ElementType::F64: return widen<Out, double>(view);
        case ElementType::F32: return widen<Out, float>(view);
        case ElementType::F16: return widenHalves<Out>(view, halfToFloat);
        case ElementType::BF16: return widenHalves<Out>(view, bfloatToFloat);
        case ElementType::I64: return widen<Out, std::int64_t>(view);
        case ElementType::I32: return widen<Out, std::int32_t>(view);
        case ElementType::I16: return widen<Out, std::int16_t>(view);
        case ElementType::I8: return widen<Out, std::int8_t>(view);
        case ElementType::U64: return widen<Out, std::uint64_t>(view);
        case ElementType::U32: return widen<Out, std::uint32_t>(view);
        case ElementType::U16: return widen<Out, std::uint16_t>(view);
        case ElementType::U8:
        case ElementType::Boolean: return widen<Out, std::uint8_t>(view);
        case ElementType::I4: return unpack<Out>(view, 4, true);
        case ElementType::U4: return unpack<Out>(view, 4, false);
        case ElementType::U1: return unpack<Out>(view, 1, false);
        case ElementType::Dynamic:
        case ElementType::Other: return {};
    }
    return {};
}

template <class T>
T narrow(float value) {
    if constexpr (std::is_floating_point_v<T>) {
        return static_cast<T>(value);
    } else {
        if (std::isnan(value)) return 0;
        const double rounded = std::nearbyint(static_cast<double>(value));
        if (rounded <= static_cast<double>(std::numeric_limits<T>::min())) return std::numeric_limits<T>::min();
        if (rounded >= static_cast<double>(std::numeric_limits<T>::max())) return std::numeric_limits<T>::max();
        return static_cast<T>(rounded);
    }
}

template <class T>
void store(std::span<const float> values, std::span<std::byte> out) {
    auto* typed = reinterpret_cast<T*>(out.data());
    for (std::size_t i = 0; i < values.size(); ++i) typed[i] = narrow<T>(values[i]);
}

void storeHalves(std::span<const float> values, std::span<std::byte> out, std::uint16_t (*encode)(float)) {
    auto* typed = reinterpret_cast<std::uint16_t*>(out.data());
    for (std::size_t i = 0; i < values.size(); ++i) typed[i] = encode(values[i]);
}

void pack(std::span<const float> values, std::span<std::byte> out, int bits, int low, int high) {
    std::fill(out.begin(), out.end(), std::byte{0});
    const auto perByte = static_cast<std::size_t>(8 / bits);
    const unsigned mask = (1u << bits) - 1u;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const int value = std::clamp(narrow<int>(values[i]), low, high);
        out[i / perByte] |= std::byte((static_cast<unsigned>(value) & mask) << (static_cast<unsigned>(bits) * (i % perByte)));
    }
}

void encode(ElementType type, std::span<const float> values, std::span<std::byte> out) {
    switch (type) {
        case ElementType::F64: return store<double>(values, out);
        case ElementType::F32: return store<float>(values, out);
        case ElementType::F16: return storeHalves(values, out, floatToHalf);
        case ElementType::BF16: return storeHalves(values, out, floatToBfloat);
        case ElementType::I64: return store<std::int64_t>(values, out);
        case ElementType::I32: return store<std::int32_t>(values, out);
        case ElementType::I16: return store<std::int16_t>(values, out);
        case ElementType::I8: return store<std::int8_t>(values, out);
        case ElementType::U64: return store<std::uint64_t>(values, out);
        case ElementType::U32: return store<std::uint32_t>(values, out);
        case ElementType::U16: return store<std::uint16_t>(values, out);
        case ElementType::U8:
        case ElementType::Boolean: return store<std::uint8_t>(values, out);
        case ElementType::I4: return pack(values, out, 4, -8, 7);
        case ElementType::U4: return pack(values, out, 4, 0, 15);
        case ElementType::U1: return pack(values, out, 1, 0, 1);
        case ElementType::Dynamic:
        case ElementType::Other: break;
    }
    RF_ASSERT(!"a tensor of this type can't be made from numbers");
}

}  // namespace

std::vector<float> toFloats(const TensorView& view) { return decode<float>(view); }
std::vector<std::int64_t> toInts(const TensorView& view) { return decode<std::int64_t>(view); }

Tensor fromFloats(ElementType type, Shape shape, std::span<const float> values) {
    RF_ASSERT(elementCount(shape) == static_cast<std::int64_t>(values.size()));
    return Tensor::build(type, std::move(shape), [&](std::span<std::byte> out) { encode(type, values, out); });
}

}  // namespace rf
