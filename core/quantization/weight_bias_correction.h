// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quantization/algorithm.h"

namespace rf::quantization {

/// The correction that restores the mean and spread of a channel's float weights in its quantized weights: w -> w * variance +
/// mean (spec 02, section 3.3).
struct WeightShift {
    double variance = 1.0;
    double mean = 0.0;
};
WeightShift weightShift(std::span<const float> exact, std::span<const float> quantized, double epsilon);

/// Undoes the change of mean and standard deviation that rounding causes in a layer's weights, per output channel, in the
/// weights and in the range of their FakeQuantize (spec 02, section 3.3). Needs no data.
class WeightBiasCorrection final : public Algorithm {
public:
    using Algorithm::Algorithm;
    AlgorithmName name() const override { return AlgorithmName::WeightBiasCorrection; }
    Result<std::vector<calibration::StatisticRequest>> requests(const State& state) const override;
    Result<State> apply(State state, const Answers& answers, const Progress& progress) const override;
};

}  // namespace rf::quantization
