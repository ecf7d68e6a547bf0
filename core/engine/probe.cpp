// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/probe.h"

#include <algorithm>
#include <vector>

namespace rf::engine {

namespace {

/// [N][P][C] → [N][C][P]. Small tiles, so that the lines of both sides stay in the first cache.
template <class Element>
void turn(const Element* from, Element* to, std::size_t batch, std::size_t positions, std::size_t channels) {
    constexpr std::size_t kTile = 16;
    for (std::size_t n = 0; n < batch; ++n, from += positions * channels, to += positions * channels)
        for (std::size_t p0 = 0; p0 < positions; p0 += kTile)
            for (std::size_t c0 = 0; c0 < channels; c0 += kTile)
                for (std::size_t c = c0; c < std::min(c0 + kTile, channels); ++c)
                    for (std::size_t p = p0; p < std::min(p0 + kTile, positions); ++p) to[c * positions + p] = from[p * channels + c];
}

}  // namespace

void Observer::observeChannelsLast(std::int64_t sample, TensorView tensor) {
    const std::size_t rank = tensor.shape.size();
    Shape shape(tensor.shape.begin(), tensor.shape.end());
    shape.insert(shape.begin() + 1, shape.back());
    shape.pop_back();
    const auto batch = static_cast<std::size_t>(shape[0]), channels = static_cast<std::size_t>(shape[1]);
    const auto positions = static_cast<std::size_t>(elementCount(tensor.shape.subspan(1, rank - 2)).value_or(0));
    const Tensor turned = Tensor::build(tensor.type, std::move(shape), [&](std::span<std::byte> out) {
        const auto as = [&]<class Element>(Element) {
            turn(reinterpret_cast<const Element*>(tensor.data), reinterpret_cast<Element*>(out.data()), batch, positions, channels);
        };
        switch (bitWidth(tensor.type)) {
            case 64: return as(std::uint64_t{});
            case 32: return as(std::uint32_t{});
            case 16: return as(std::uint16_t{});
            default: RF_ASSERT(bitWidth(tensor.type) == 8); return as(std::uint8_t{});
        }
    });
    observe(sample, turned.view());
}

}  // namespace rf::engine
