// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/search/oracle.h"

/// Searches as JSON: the one form for lines of `--json`, records of the store, and the section `search` of report.json.
namespace rf::results {

/// A search as it is kept.
struct SearchRecord {
    std::vector<search::MetricInfo> metrics;
    std::vector<double> limits;  ///< by metric, the drop that is accepted, in the metric's unit, NaN for none; empty: none at all
    bool targetMet = false;
    std::string stoppedBy;  ///< see search::SearchOutcome; empty while the search runs
    std::vector<search::SearchStep> steps;
};

/// One line without an end. Metrics go by their names: `metrics` are those of the search. Values of single samples are left out;
/// a value that does not exist is null.
std::string toJson(const search::SearchStep& step, const std::vector<search::MetricInfo>& metrics);
/// The settings as a configuration of their own, which differs from the defaults only where they do.
std::string toJson(const search::Candidate& candidate);
std::string toJson(const SearchRecord& record);

/// Read what toJson() wrote. `name` stands in errors: InvalidFile for a text that is no JSON, InvalidArgument with every key
/// that is wrong.
Result<search::SearchStep> stepFromJson(const std::string& text, const std::string& name);
Result<search::Candidate> candidateFromJson(const std::string& text, const std::string& name);
/// A report's section says more than this reads.
Result<SearchRecord> searchFromJson(const std::string& text, const std::string& name);

}  // namespace rf::results
