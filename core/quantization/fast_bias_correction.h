// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quantization/algorithm.h"

namespace rf::quantization {

constexpr double kDefaultFastThreshold = 2.0;  ///< spec 02, section 3.1

/// Makes up for the mean error that rounding the weights causes at each layer's output, using the channel means of its
/// float input only: one small run for all layers, no second pass over the data (spec 02, section 3.1).
class FastBiasCorrection final : public Algorithm {
public:
    using Algorithm::Algorithm;
    AlgorithmName name() const override { return AlgorithmName::FastBiasCorrection; }
    Result<std::vector<calibration::StatisticRequest>> requests(const State& state) const override;
    Result<std::optional<calibration::TensorRequest>> tensors(const State& state, const calibration::Statistics& statistics) const override;
    Result<State> apply(State state, const Answers& answers, const Progress& progress) const override;
};

}  // namespace rf::quantization
