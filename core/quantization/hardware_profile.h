// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/quantization/settings.h"

namespace rf::quantization {

/// How a tensor may be quantized. Levels as in spec 01, section 2.4 step 8.
struct Scheme {
    int bits = 8;
    Mode mode = Mode::Symmetric;
    calibration::Granularity granularity = calibration::Granularity::PerTensor;
    std::optional<std::int64_t> levelLow, levelHigh;
    bool unifiedZeroPoint = false;
    bool operator==(const Scheme&) const = default;
};

/// One operator's row of a hardware table: candidates per use, fastest first. Empty: that use is not quantized.
struct OperatorRules {
    std::vector<Scheme> activations, weights, outputs;
    bool unifyAllInputs = false;                 ///< unified_scales: all
    std::vector<std::vector<int>> unifiedPorts;  ///< unified_scales by groups of ports
    bool priority = false;                       ///< input_priority_types
};

/// The table's row for depthwise convolutions, which have no operator type of their own.
inline constexpr const char* kDepthwiseRow = "DepthWiseConvolution";

/// What a device can do: data, read from resources/hardware/*.json. Code asks the profile, never the device's name.
struct HardwareProfile {
    std::string device;                                           ///< as the user named it
    std::map<std::string, OperatorRules, std::less<>> operators;  ///< by type; kDepthwiseRow is one of its own
    int primaryBits = 8;
    bool saturates = false;  ///< needs the saturation fix (CPU without wide accumulation)
    bool quantizesOutputs = false;
    bool narrowAccumulators = false;              ///< sums of 16-bit products can overflow (spec 02, section 6.1)
    std::vector<std::string> patterns;            ///< names of the device-specific ignored patterns
    bool residualRule = false;                    ///< spec 01, section 3.9
    bool symmetricAttention = false;              ///< transformers: products of two activations are symmetric (section 1.5)
    std::vector<std::string> transformerIgnored;  ///< types left in float in transformers (section 1.5)

    /// Null when the device has no row for the type.
    const OperatorRules* rules(std::string_view type) const;
    bool isAgnostic(std::string_view type) const;  ///< the tensor passes through unchanged in int8 (spec 01, section 2.3)
    bool isQuantizable(std::string_view type) const;
};

/// The profile of a device; InvalidArgument lists the devices there are.
Result<HardwareProfile> hardwareProfile(const std::string& device);
std::vector<std::string> hardwareDevices();

}  // namespace rf::quantization
