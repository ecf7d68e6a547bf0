// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/results/advice.h"
#include "ui/run_record.h"

namespace rf::ui {

/// What matters of a run, for the card over the graph, the list of runs and their comparison. A value.
struct ResultSummary {
    std::optional<results::Score> score;         ///< the first one; nothing where nothing was scored
    std::optional<double> outputSqnr;            ///< dB, of the output with the most noise; nothing where layers were not compared
    std::int64_t floatBytes = 0, int8Bytes = 0;  ///< of all constants: of the model as read, and as it is exported
    std::string worstLayer;                      ///< that harms most by itself; empty where layers were not compared
    double worstSqnr = 0.0;                      ///< dB, of that layer alone
    std::optional<results::Advice> advice;       ///< what that layer in float would bring
};

/// `model`: as it was read.
ResultSummary summaryOf(const graph::Graph& model, const pipeline::Outcome& outcome);

/// The bytes of all constants of a graph.
std::int64_t constantBytes(const graph::Graph& graph);

}  // namespace rf::ui
