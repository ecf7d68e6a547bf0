// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/data/dataset.h"
#include "core/engine/engine.h"
#include "core/metrics/tensor_distance.h"

/// Whether a quantized network computes on this machine what its FakeQuantize say, and which operator is to blame where it does not.
namespace rf::pipeline {

/// An output that has this much more noise deployed than in exact arithmetic is clearly worse: 3 dB are twice the noise.
constexpr double kClearlyWorse = 3;
/// Noise below this is float rounding, whatever its share.
constexpr double kRoundingNoise = 60;

struct DeployedOutput {
    std::string name;
    metrics::Distance exact;     ///< of the quantized network in exact arithmetic, from the float network
    metrics::Distance deployed;  ///< of the quantized network as the device runs it, from the float network
    bool isClearlyWorse() const;
};

/// A layer that the device computes in another way, found by taking its quantizer out.
struct DeployedCause {
    std::string layer, type;
    double with = 0;     ///< dB between deployed and exact outputs with all quantizers but those of causes before
    double without = 0;  ///< and with this one taken out too
};

struct DeployedCheck {
    std::vector<DeployedOutput> outputs;
    std::vector<DeployedCause> causes;  ///< the worst first; empty where no output is clearly worse or no single layer is to blame
    bool isClearlyWorse() const;
};

/// Runs both networks on the samples. Where an output is clearly worse, looks for the layers by bisection over the quantizers of
/// data: at most `kMostCauses`, each in as many steps as the number of quantizers has binary digits. Outputs are paired in order.
constexpr int kMostCauses = 3;
Result<DeployedCheck> checkDeployed(const graph::Graph& floatModel, const graph::Graph& quantized, const data::SampleSource& source,
                                    std::span<const std::int64_t> samples, const engine::Engine& engine, int threads,
                                    const Progress& progress);

}  // namespace rf::pipeline
