// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/accuracy_aware_run.h"

/// Which group of layers to bring back to float first (spec 02, section 4.7).
namespace rf::search {

/// The samples of the difference set that lose most in `metric`, hardest first, at most `ranking_subset_size`.
std::vector<std::int64_t> hardestSamples(const AccuracyRun& run, std::size_t metric, const PerSampleValues& values);
/// The same over all metrics that have a limit, for comparing settings (section 4.8).
std::vector<std::int64_t> hardestSamplesOfAll(const AccuracyRun& run, const PerSampleValues& values);

/// All groups of a candidate, that first whose removal makes the metric best on its hardest samples. `values` are those of the
/// candidate. Equal scores: in POT's compatibility the greater name; else the better other metrics, then the group with fewer
/// layers.
Result<std::vector<Group>> rankedGroups(AccuracyRun& run, const Candidate& candidate, std::size_t metric, const PerSampleValues& values);

}  // namespace rf::search
