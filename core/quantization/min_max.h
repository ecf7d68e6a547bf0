// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quantization/algorithm.h"

namespace rf::quantization {

/// Inserts the planned quantizers and sets their ranges: weights from their constants, activations from statistics of the float
/// model (spec 01, sections 4 and 5).
class MinMax final : public Algorithm {
public:
    using Algorithm::Algorithm;
    AlgorithmName name() const override { return AlgorithmName::MinMaxQuantization; }
    Result<std::vector<calibration::StatisticRequest>> requests(const State& state) const override;
    Result<graph::Graph> measured(const State& state) const override;
    /// InvalidFile names a layer whose weights are not finite; InvalidArgument a quantizer without statistics.
    Result<State> apply(State state, const Answers& answers, const Progress& progress) const override;
};

}  // namespace rf::quantization
