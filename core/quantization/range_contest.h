// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <span>

#include "core/calibration/statistics.h"
#include "core/quantization/placement.h"

/// Which way to estimate ranges is tried, and which one wins. Pure; the networks are run elsewhere.
namespace rf::quantization {

/// The estimator of each quantizer that the program chooses for, by name.
using EstimatorsByName = std::map<std::string, EstimatorPreset>;

/// What is tried for all quantizers alike, in this order; the first of equals wins.
inline constexpr EstimatorPreset kTriedPresets[] = {EstimatorPreset::Max, EstimatorPreset::Default, EstimatorPreset::LeastSquares,
                                                    EstimatorPreset::Quantile};

/// Another estimator pays for a tensor where its own quantization error falls to this part.
constexpr double kPays = 0.5;

/// Samples of a calibration set, split into those to measure on and those to compare outputs on.
struct Split {
    std::vector<std::int64_t> measured, apart;
};
/// Keeps every so many samples apart, at most `most` and a half. A single sample serves for both.
Split keepApart(std::span<const std::int64_t> samples, std::int64_t most);

/// The squared errors of the tensors that one quantizer, or the members of one unified group, quantize; by preset as tried.
struct OwnErrors {
    std::vector<std::string> quantizers;
    std::vector<double> byPreset;  ///< parallel to kTriedPresets
};

/// The choice tensor by tensor: `best` (an index of kTriedPresets), except where another estimator pays. Nothing if none does.
std::optional<EstimatorsByName> mixed(std::span<const OwnErrors> errors, std::size_t best);

}  // namespace rf::quantization
