// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "core/analysis/clipped_sums.h"
#include "core/metrics/tensor_distance.h"

/// What processors do to a quantized network that its FakeQuantize don't say.
namespace rf::results {

struct LayerClipping {
    std::string layer, type;
    analysis::Clipping clipping;
};

/// Layers whose int8 sums are cut off on processors without VNNI.
struct SaturationCheck {
    std::vector<LayerClipping> clipped;  ///< layers of which some result is wrong, the largest share first
    std::int64_t checked = 0;            ///< layers that multiply u8 by s8
    std::int64_t samples = 0;
};

/// An output that has this much more noise deployed than in exact arithmetic is clearly worse: 3 dB are twice the noise.
constexpr double kClearlyWorse = 3;
/// Noise below this is float rounding, whatever its share.
constexpr double kRoundingNoise = 60;

struct DeployedOutput {
    std::string name;
    metrics::Distance exact;     ///< of the quantized network in exact arithmetic, from the float network
    metrics::Distance deployed;  ///< of the quantized network as the device runs it, from the float network
    bool isClearlyWorse() const { return deployed.sqnr() < kRoundingNoise && deployed.sqnr() < exact.sqnr() - kClearlyWorse; }
};

/// A layer that the device computes in another way, found by taking its quantizer out.
struct DeployedCause {
    std::string layer, type;
    double with = 0;     ///< dB between deployed and exact outputs with all quantizers but those of causes before
    double without = 0;  ///< and with this one taken out too
};

/// Whether the device of this machine computes what the FakeQuantize say.
struct DeployedCheck {
    std::vector<DeployedOutput> outputs;
    std::vector<DeployedCause> causes;  ///< in the order found; empty where no output is clearly worse or no single layer is to blame
    bool isClearlyWorse() const {
        return std::any_of(outputs.begin(), outputs.end(), [](const DeployedOutput& output) { return output.isClearlyWorse(); });
    }
};

}  // namespace rf::results
