// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "core/engine/reference/strided_loop.h"
#include "core/engine/reference/values.h"

namespace rf::engine::reference {

namespace {

// Rounds half to even. In [2^23, 2^24) floats are exactly the integers, so adding 1.5·2^23 makes the processor round;
// valid for |x| < 2^22, which covers every number of levels that float can tell apart after the division.
float roundHalfEven(float x) {
    constexpr float kMagic = 12582912.0f;
    return (x + kMagic) - kMagic;
}

struct Ranges {
    float inLow, inHigh, outLow, outHigh;
};

// Specification 01, section 5.8, in the order of operations written there, in f32.
float quantized(float x, const Ranges& r, float steps) {
    if (x <= std::min(r.inLow, r.inHigh)) return r.outLow;
    if (x > std::max(r.inLow, r.inHigh)) return r.outHigh;
    return roundHalfEven((x - r.inLow) / (r.inHigh - r.inLow) * steps) / steps * (r.outHigh - r.outLow) + r.outLow;
}

}  // namespace

Outputs fakeQuantize(const Node& node, Inputs inputs) {
    constexpr std::int64_t kMostLevels = 1 << 22;
    const std::int64_t levels = node.attributes.integer("levels").value_or(0);
    if (levels < 2 || levels > kMostLevels) return badAttribute(node, "levels");
    const Shape& shape = inputs[0].shape();
    std::array<Shape, 6> strides{rowMajorStrides(shape), rowMajorStrides(shape)};
    for (std::size_t i = 1; i < 5; ++i) {
        if (broadcast(shape, inputs[i].shape()) != shape) return misfit(node, inputs);
        strides[i + 1] = broadcastStrides(inputs[i].shape(), shape);
    }
    const Floats data(inputs[0]), inLow(inputs[1]), inHigh(inputs[2]), outLow(inputs[3]), outHigh(inputs[4]);
    const auto steps = static_cast<float>(levels - 1);
    return one(floatTensor(shape, [&](std::span<float> out) {
        StridedLoop<6>(shape, strides).forEachRow([&](const auto& at, std::int64_t length, const auto& by) {
            const auto rangesAt = [&](std::int64_t i) {
                return Ranges{inLow[at[2] + i * by[2]], inHigh[at[3] + i * by[3]], outLow[at[4] + i * by[4]], outHigh[at[5] + i * by[5]]};
            };
            const float* const in = data.data() + at[1];
            float* const result = out.data() + at[0];
            if (by[2] == 0 && by[3] == 0 && by[4] == 0 && by[5] == 0) {
                const Ranges ranges = rangesAt(0);
                for (std::int64_t i = 0; i < length; ++i) result[i] = quantized(in[i], ranges, steps);
            } else {
                for (std::int64_t i = 0; i < length; ++i) result[i] = quantized(in[i], rangesAt(i), steps);
            }
        });
    }));
}

}  // namespace rf::engine::reference
