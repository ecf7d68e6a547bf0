// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quantization/algorithm.h"

namespace rf::quantization {

/// Chooses the estimators of ranges that the settings leave to the program: runs the network with each on samples kept apart, takes
/// the one whose outputs stay nearest to the float model's, then another one for single tensors where that pays
/// (docs/algorithms/ranges.md). Works on the network that MinMax and bias correction have made, and changes ranges of activations
/// only.
class RangeChoice final : public Algorithm {
public:
    using Algorithm::Algorithm;
    /// The second half of MinMaxQuantization, and goes by its name.
    AlgorithmName name() const override { return AlgorithmName::MinMaxQuantization; }
    Result<std::vector<calibration::StatisticRequest>> requests(const State& state) const override;
    Result<graph::Graph> measured(const State& state) const override;
    Result<std::optional<calibration::TensorRequest>> tensors(const State& state, const calibration::Statistics& statistics,
                                                              const Progress& progress) const override;
    Result<State> apply(State state, const Answers& answers, const Progress& progress) const override;
};

}  // namespace rf::quantization
