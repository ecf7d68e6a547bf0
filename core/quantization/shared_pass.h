// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>

#include "core/quantization/algorithm.h"

/// One pass over the data for channel alignment and the step behind it. Alignment changes nothing but the tensors between the two
/// layers of a pair, each channel by a shift and a positive factor, and these commute with extremes, means and quantiles of a
/// channel: what was measured before it is carried over (docs/algorithms/channel_alignment.md says what is and what is not).
namespace rf::quantization {

/// What `step`, which only aligns channels, and the step behind it ask for, as one pass over the network before either. Nothing
/// where they can't share one: alignment finds no pairs, samples differ, or stored half precision makes them measure different
/// networks.
Result<std::optional<StepNeeds>> sharedNeeds(const Step& step, const Step& next, const State& state, std::int64_t available);

/// The tensors of the float model that alignment by `measured` changes. `state` may be that before or after it.
Result<std::set<calibration::TensorName>> alignedTensors(const Step& step, const State& state, const calibration::Statistics& measured);

/// Answers for the network that `step` has aligned, computed from those `measured` before it: to each of `requests` for which that
/// is exact but for rounding.
Result<calibration::Statistics> carriedOver(const Step& step, const State& state, const calibration::Statistics& measured,
                                            std::span<const calibration::StatisticRequest> requests);

}  // namespace rf::quantization
