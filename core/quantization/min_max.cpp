// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/min_max.h"

#include "core/quantization/placement_ranges.h"
#include "core/quantization/saturation.h"

namespace rf::quantization {

Result<std::vector<calibration::StatisticRequest>> MinMax::requests(const State& state) const {
    RF_ASSERT(state.expected);
    return rangeRequests(state.expected->placement, state.expected->measurable, settings());
}

Result<graph::Graph> MinMax::measured(const State& state) const {
    RF_ASSERT(state.expected);
    State exposed = state;
    exposed.floatModel = state.expected->measurable.graph;
    return Algorithm::measured(exposed);
}

Result<State> MinMax::apply(State state, const Answers& answers, const Progress& progress) const {
    RF_ASSERT(state.expected);
    const Expected& expected = *state.expected;
    state.placement = expected.placement;
    const std::set<graph::NodeId> halved =
        quantizersToHalve(state.placement.graph, state.floatModel, expected.profile, settings(), state.alignedConsumers);
    RF_TRY_VOID(setRanges(state.placement, expected.measurable, halved, answers.statistics, settings(), progress));
    state.model = state.placement.graph;
    return state;
}

}  // namespace rf::quantization
