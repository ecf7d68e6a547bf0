// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/quantization/algorithm.h"

/// Tensors whose values have no range, or none worth having (calibration/odd_tensor.h), stay in float, and so do the layers that
/// would read them in int8 and all that must share their precision.
namespace rf::quantization {

/// Ends of all float inputs and outputs of a network: whether they are finite, and whether the data says anything.
std::vector<calibration::StatisticRequest> endRequests(const graph::Graph& floatModel);

/// InvalidFile where weights or a constant that is computed with hold NaN, with the layer that reads them: infinities have uses (masks),
/// NaN is what a damaged file or a training that diverged leaves. It may not reach any output: a ReLU makes it 0.
Result<void> checkConstants(const graph::Graph& floatModel, const Progress& progress);

/// InvalidFile where a network gives an output that is not finite, with the layer and the sample.
Result<void> checkOutputs(const graph::Graph& floatModel, const calibration::Statistics& statistics);

/// Whether every float input that was measured is the same number everywhere in all samples; false if none was.
bool isDataConstant(const graph::Graph& floatModel, const calibration::Statistics& statistics);

/// The plan without the quantizers of such tensors and of such constants; Placement::leftInFloat names them. Tensors that are
/// constant because the data is keep theirs, and so do all constant tensors under POT's habits.
std::shared_ptr<const Expected> withoutOddTensors(std::shared_ptr<const Expected> expected, const graph::Graph& floatModel,
                                                  const calibration::Statistics& statistics, const Habits& habits);

}  // namespace rf::quantization
