// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"
#include "tests/core/quantization/golden_corpus.h"

/// Running the golden corpus: its calibration data, and the algorithms from a model to a quantized network.
namespace rf::test {

/// The .npy files beside a model of the corpus, one per input, named after it; for real models the pictures beside the
/// result, or the public data set that the result was made with.
Result<std::shared_ptr<const data::SampleSource>> goldenData(const GoldenCase& golden, const graph::Graph& model);

/// goldenSettings() with the parameters that only ranges and biases depend on.
quantization::Settings fullGoldenSettings(const nlohmann::json& golden);

struct GoldenRun {
    quantization::Settings settings;
    graph::Graph model;  ///< quantized, not compressed
    quantization::Placement placement;
    /// Means of the largest magnitudes, by quantizer: of the tensors that operators of one input compute from the one it
    /// quantizes, nearest first. Only for devices whose quantizers stand before such operators.
    std::map<std::string, std::vector<double>> largestBehind;
};
/// The settings of a result, with the given compatibility.
Result<GoldenRun> runLikeGolden(const GoldenCase& golden, const nlohmann::json& json,
                                quantization::Compatibility compatibility = quantization::Compatibility::Pot);

}  // namespace rf::test
