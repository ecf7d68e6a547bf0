// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quantization/algorithm.h"

namespace rf::quantization {

constexpr double kDefaultExactThreshold = 1000.0;  ///< spec 02, section 3.2

/// Corrects the mean error at each layer's output, layer by layer. Every layer is run on real samples through the quantized
/// weights and corrected biases of all layers before it, so it also corrects the error that they leave (spec 02, section 3.2).
/// Activations stay float. Slower than FastBiasCorrection: about one run of the network over a fifth of the samples, whose
/// activations are kept between layers.
class BiasCorrection final : public Algorithm {
public:
    using Algorithm::Algorithm;
    AlgorithmName name() const override { return AlgorithmName::BiasCorrection; }
    /// A fifth of the usual samples, at least one.
    std::vector<std::int64_t> samples(std::int64_t available) const override;
    Result<std::vector<calibration::StatisticRequest>> requests(const State& state) const override;
    Result<std::optional<calibration::TensorRequest>> tensors(const State& state, const calibration::Statistics& statistics,
                                                              const Progress& progress) const override;
    Result<State> apply(State state, const Answers& answers, const Progress& progress) const override;
};

}  // namespace rf::quantization
