// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/channel_moments.h"
#include "core/analysis/early_layers.h"
#include "core/analysis/output_evidence.h"
#include "core/pipeline/doctor_verdict.h"

/// From what a run has shown to evidence. Private to core/pipeline.
namespace rf::pipeline {

/// What one run has shown.
struct Seen {
    std::vector<analysis::ChannelStatistics> layers;
    std::vector<analysis::Answer> answers;  ///< while it runs
    std::vector<double> information;        ///< of every sample, or none
    double mostInformation = 0;
    std::optional<double> metric;
    SampleValues values;
};

/// What the early layers say of the input; seen.layers are theirs.
std::vector<Evidence> layerEvidence(const std::vector<analysis::EarlyLayer>& layers, const Seen& seen);

/// What the answers say, once all candidates have run: a larger scale alone makes a network surer, so that candidates are only
/// compared sample by sample with those of equal scale.
void addAnswerEvidence(std::vector<CandidateScore>& candidates, const std::vector<Seen>& seen);

}  // namespace rf::pipeline
