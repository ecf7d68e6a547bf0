// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/search/oracle.h"
#include "core/search/settings.h"
#include "core/search/tuning_space.h"

/// TunableQuantization: a search over per-layer settings for a fast model within an accuracy loss (spec 02, section 5).
namespace rf::search {

/// What is searched.
struct TunableProblem {
    Tuning tuning;
    Search search;
    quantization::Settings base;       ///< the seed of its sampling is the search's too
    std::vector<TunableLayer> layers;  ///< of the placement with `base`
    std::vector<SearchStep> earlier;   ///< of an earlier search, for warm_start, fine_tune and eval; they may be empty
    /// The trials of other processes on the same problem, asked for before each trial. They count as finished trials.
    std::function<Result<std::vector<SearchStep>>()> others = {};
    std::uint64_t stream = 0;  ///< another number in every process that shares trials: they draw differently
};

/// Tries per-layer settings until a limit of the problem or of the budget is reached. Steps: "float", "quantized" (the default
/// settings, by which the objective is scaled), then "trial"s, the first of which is the default too. Time is the sum of
/// Answer::seconds, so that a search which is run again stops at the same trial. InvalidArgument for a metric that is not measured
/// and for `eval` without an earlier trial.
Result<SearchOutcome> tunable(const TunableProblem& problem, Oracle& oracle, SearchListener& listener, const Budget& budget,
                              const Progress& progress);

}  // namespace rf::search
