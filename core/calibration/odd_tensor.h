// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace rf::calibration {

/// Why the values of a tensor say little about a range for it.
enum class Oddity {
    NotFinite,  ///< an infinity or NaN, as behind a mask
    TooWide,    ///< finite, but f32 can't hold the width of a range around the values
    Empty,      ///< no elements
    Scalar,     ///< rank 0
    Uneven,     ///< another number of channels from sample to sample
    Constant,   ///< the same value everywhere in all samples
};

/// A tensor with such values.
struct OddTensor {
    Oddity oddity = Oddity::NotFinite;
    std::int64_t sample = 0;  ///< the first that shows it
    float value = 0.0F;       ///< Constant only
    bool operator==(const OddTensor&) const = default;
};

/// Whether such a tensor has no statistics at all.
constexpr bool hasNoStatistics(Oddity oddity) { return oddity != Oddity::Constant; }

/// The largest magnitude of a value that a range can be put around: its ends, doubled by the saturation fix, still have a width in
/// f32.
inline constexpr float kLargestMeasured = 3.4028235e38F / 8;

}  // namespace rf::calibration
