// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "core/base/result.h"
#include "core/tensor/tensor.h"

namespace rf::metrics {

/// How far one tensor is from its reference, accumulated over samples. Accumulates in double, in call order.
struct Distance {
    double signal = 0;       ///< Σ reference²
    double noise = 0;        ///< Σ (value − reference)²
    double dot = 0;          ///< Σ value · reference
    double valueEnergy = 0;  ///< Σ value²
    double shift = 0;        ///< Σ (value − reference)
    double maxAbs = 0;       ///< max |value − reference|
    std::int64_t count = 0;

    /// Adds one pair of tensors of equal shape; InvalidArgument otherwise.
    Result<void> add(const TensorView& value, const TensorView& reference);
    void merge(const Distance& other);

    double mse() const;        ///< noise / count
    double nmse() const;       ///< noise / signal; 0 when both are 0
    double sqnr() const;       ///< 10 log10(signal / noise) in dB; +inf without noise
    double cosine() const;     ///< 1 when both are zero
    double meanShift() const;  ///< mean of (value − reference)
};

}  // namespace rf::metrics
