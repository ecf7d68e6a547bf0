// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "core/calibration/statistics.h"
#include "core/quantization/fake_quantize.h"
#include "core/quantization/habits.h"
#include "core/quantization/placement.h"

namespace rf::quantization {

/// The limits of one quantizer, as stored in the model.
struct QuantizerLimits {
    Range range;
    Shape shape;
    bool halved = false;  ///< saturation fix: the output range is twice the input range
};

/// The limits of a weights quantizer, from the constant it reads in `quantized`.
Result<QuantizerLimits> weightLimits(const graph::Graph& quantized, const Quantizer& quantizer, const Settings& settings);
/// The tensor whose statistics set the limits of an activation or output quantizer; usually the quantized tensor itself.
struct MeasuredTensor {
    calibration::TensorName name;
    int channelAxis = 1;  ///< per channel only
};

/// The limits of an activation or output quantizer from its statistics. `source` is the shape of the quantized tensor.
Result<QuantizerLimits> activationLimits(const Quantizer& quantizer, const Shape& source, const MeasuredTensor& tensor,
                                         const calibration::Statistics& statistics, const Settings& settings);

/// Gives every quantizer of a group the same range (spec 01, section 3.6). `limits` runs parallel to `quantizers`.
void unifyScales(std::span<const Quantizer> quantizers, std::span<QuantizerLimits> limits, const Habits& habits);

/// Writes limits into the four constants of a FakeQuantize, in the element type of the tensor it quantizes.
void writeLimits(graph::Graph& quantized, const Quantizer& quantizer, const QuantizerLimits& limits);

}  // namespace rf::quantization
