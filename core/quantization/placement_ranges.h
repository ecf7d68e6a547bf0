// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>

#include "core/quantization/algorithm.h"

/// The ranges of all quantizers of a placement and of its bodies.
namespace rf::quantization {

/// The statistics that the ranges are made from, each once.
std::vector<calibration::StatisticRequest> rangeRequests(const Placement& placement, const MeasurableBodies& measurable,
                                                         const Settings& settings);

/// The tensors that are measured for the quantizers of activations, by the quantizer's name.
std::map<std::string, calibration::TensorName> measuredTensors(const Placement& placement, const MeasurableBodies& measurable);

/// Sets the ranges: weights from their constants, activations from statistics of `measurable`, and one for each unified group.
/// `halved` are weight quantizers with the saturation fix. Errors as of MinMax::apply.
Result<void> setRanges(Placement& placement, const MeasurableBodies& measurable, const std::set<graph::NodeId>& halved,
                       const calibration::Statistics& statistics, const Settings& settings, const Progress& progress);

/// The graph of a placement without ranges, with the placed graphs of its bodies in it, which place() leaves beside it.
graph::Graph placedGraph(const Placement& placement);

}  // namespace rf::quantization
