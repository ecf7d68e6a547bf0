// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/results/search_steps.h"

/// The candidates of a search as a table and as a picture.
namespace rf::results {

/// A step, its number in the search (from 1), and whether no other beats it.
struct RatedStep {
    std::size_t number = 0;
    bool onFrontier = false;
    search::SearchStep step;
};

/// The steps that were measured completely, each candidate once, in the order of the search. The first metric counts.
std::vector<RatedStep> ratedSteps(const SearchRecord& record);

/// The value of the first metric that a model must reach; nothing without a limit or the float model's value.
std::optional<double> targetValue(const SearchRecord& record);

/// One line a candidate: number, what, the metrics, latency, bytes, share of quantized layers, whether it is on the frontier and
/// accepted. Empty cells where nothing was measured.
std::string frontierCsv(const SearchRecord& record);

/// The first metric over latency: the frontier as a line with numbers, the other candidates faint, the target as a broken line.
/// Candidates without latency are left out.
std::string frontierSvg(const SearchRecord& record);

}  // namespace rf::results
