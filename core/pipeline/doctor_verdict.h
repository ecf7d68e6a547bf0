// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/doctor.h"

/// Turns evidence into a verdict. Private to core/pipeline.
namespace rf::pipeline {

/// The score of each sample by a metric; nothing if the metric has a value only for all samples together.
using SampleValues = std::vector<std::optional<double>>;

/// Fills support and plausibility, sorts by plausibility. Returns the previous position of each candidate.
std::vector<std::size_t> weigh(std::vector<CandidateScore>& candidates);

/// The verdict on weighed candidates without labels.
Verdict verdictByEvidence(const std::vector<CandidateScore>& candidates);

/// Sorts by metric and fills in the chance of each; `values` belong to the candidates and are sorted along.
void rankByMetric(std::vector<CandidateScore>& candidates, std::vector<SampleValues>& values, metrics::Better better);
Verdict verdictByLabels(const std::vector<CandidateScore>& candidates, const std::string& metric, metrics::Unit unit);

}  // namespace rf::pipeline
