// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quantization/algorithm.h"

namespace rf::quantization {

/// The factor that shrinks weights so that the largest sum of a layer fits into 32 bits; 1 if it already fits.
/// `outputMagnitude` is the largest output of the float layer, the scales are steps of the layer's input and weights (spec 02,
/// section 6.1).
double overflowFactor(double outputMagnitude, double inputScale, double weightScale);

/// Keeps layers with 16-bit weights from overflowing 32-bit accumulators: smaller stored weights, larger output range of
/// their FakeQuantize (spec 02, section 6.1).
class OverflowCorrection final : public Algorithm {
public:
    using Algorithm::Algorithm;
    AlgorithmName name() const override { return AlgorithmName::OverflowCorrection; }
    Result<std::vector<calibration::StatisticRequest>> requests(const State& state) const override;
    Result<State> apply(State state, const Answers& answers, const Progress& progress) const override;
};

}  // namespace rf::quantization
