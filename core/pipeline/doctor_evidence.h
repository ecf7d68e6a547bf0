// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/channel_moments.h"
#include "core/analysis/early_layers.h"
#include "core/analysis/output_evidence.h"
#include "core/pipeline/doctor_verdict.h"

/// Turns the observations of one candidate's run into evidence. Private to core/pipeline.
namespace rf::pipeline {

/// The observations of one candidate's run.
struct Seen {
    std::vector<analysis::ChannelStatistics> layers;
    std::vector<analysis::Answer> answers;  ///< while it runs
    std::vector<double> information;        ///< of every sample, or none
    double mostInformation = 0;
    std::optional<double> metric;
    SampleValues values;
};

/// The evidence of the early layers about the input; seen.layers belongs to `layers`.
std::vector<Evidence> layerEvidence(const std::vector<analysis::EarlyLayer>& layers, const Seen& seen);

/// Adds the evidence of the network's outputs after all candidates have run. A larger scale alone makes a network more
/// confident, so candidates are compared sample by sample only with those of equal scale.
void addAnswerEvidence(std::vector<CandidateScore>& candidates, const std::vector<Seen>& seen);

}  // namespace rf::pipeline
