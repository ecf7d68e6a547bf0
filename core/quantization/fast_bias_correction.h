// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quantization/algorithm.h"

namespace rf::quantization {

constexpr double kDefaultFastThreshold = 2.0;  ///< spec 02, section 3.1

/// Corrects the mean error at each layer's output that rounding the weights causes. It uses only the channel means of the
/// layer's float input, without a second pass over the data (spec 02, section 3.1). Nothing is run (mean_response.h), except in
/// compatibility mode: one small network for all layers.
class FastBiasCorrection final : public Algorithm {
public:
    using Algorithm::Algorithm;
    AlgorithmName name() const override { return AlgorithmName::FastBiasCorrection; }
    Result<std::vector<calibration::StatisticRequest>> requests(const State& state) const override;
    Result<std::optional<calibration::TensorRequest>> tensors(const State& state, const calibration::Statistics& statistics,
                                                              const Progress& progress) const override;
    Result<State> apply(State state, const Answers& answers, const Progress& progress) const override;
};

}  // namespace rf::quantization
