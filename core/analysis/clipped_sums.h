// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/engine/reference/window.h"

/// What processors without wide accumulation do to sums of int8 products.
namespace rf::analysis {

/// Two products of u8 and s8, added and cut off to 16 bits: the instruction (V)PMADDUBSW (Intel Software Developer's Manual,
/// volume 2, "PMADDUBSW: multiply and add packed signed and unsigned bytes"). oneDNN's kernels for processors without VNNI take the
/// products of two neighbouring input channels at a time and add the results in 32 bits.
std::int16_t saturatedPair(std::uint8_t a0, std::int8_t w0, std::uint8_t a1, std::int8_t w1);

/// A convolution in int8; a product of matrices is one whose only tap is everywhere.
struct Int8Layer {
    engine::reference::Grouping grouping;
    engine::reference::Window window;
    std::vector<std::int8_t> weights;  ///< [group, output, input, tap]
};

/// How many results of a layer have a sum of two products that was cut off.
struct Clipping {
    std::int64_t results = 0;
    std::int64_t clipped = 0;
    double share() const { return results > 0 ? static_cast<double>(clipped) / static_cast<double>(results) : 0; }
    void add(const Clipping& other) {
        results += other.results;
        clipped += other.clipped;
    }
};

/// Looks for sums that are cut off. Only pairs of weights that can reach 2¹⁵ with some input are looked at, which are few or
/// none in most layers. A last channel without neighbour is alone and fits, as do products of depthwise layers.
class ClippedSums {
public:
    explicit ClippedSums(const Int8Layer& layer);
    /// Whether any input can make a sum too large.
    bool canClip() const { return !m_pairs.empty(); }
    /// `levels` are the input as u8, [group, input, position]; what lies outside is zero.
    Clipping count(std::span<const std::uint8_t> levels) const;

private:
    struct Pair {
        std::int64_t output, input;         ///< channels; the first of the two inputs
        std::int64_t depth, height, width;  ///< the tap
        std::int8_t w0, w1;
    };
    void mark(const Pair& pair, std::span<const std::uint8_t> levels, std::vector<bool>& clipped) const;

    engine::reference::Window m_window;
    std::int64_t m_outputs = 0;
    std::vector<Pair> m_pairs;  ///< by output
};

}  // namespace rf::analysis
