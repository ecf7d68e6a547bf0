// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/doctor.h"

/// From what was observed to what is said. Private to core/pipeline.
namespace rf::pipeline {

/// What a metric says of each sample; nothing where it only has a value for all of them.
using SampleValues = std::vector<std::optional<double>>;

/// Fills support and plausibility, sorts by plausibility. Says where each candidate stood before.
std::vector<std::size_t> weigh(std::vector<CandidateScore>& candidates);

/// The verdict on weighed candidates without labels.
Verdict verdictByEvidence(const std::vector<CandidateScore>& candidates);

/// Sorts by metric and fills in the chance of each; `values` belong to the candidates and are sorted along.
void rankByMetric(std::vector<CandidateScore>& candidates, std::vector<SampleValues>& values, metrics::Better better);
Verdict verdictByLabels(const std::vector<CandidateScore>& candidates, const std::string& metric, metrics::Unit unit);

}  // namespace rf::pipeline
