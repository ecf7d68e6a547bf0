// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/optimize.h"
#include "core/pipeline/run_keeper.h"

namespace rf::pipeline {

/// optimize() for a project with AccuracyAwareQuantization or TunableQuantization. Where the limit can't be reached the outcome is the
/// nearest model, and the report's isSearchTargetMet() is false.
Result<Outcome> optimizeBySearch(const Job& job, Listener& listener, const Progress& progress, std::vector<Measured> measured,
                                 RunKeeper* keeper);

/// One sentence on how a search ended that did not reach its limits: what is lost, and what was allowed. `report` has a search with
/// scores.
Error shortfall(const results::Report& report);

}  // namespace rf::pipeline
