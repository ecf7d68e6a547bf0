// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/graph/fingerprint.h"
#include "core/pipeline/job.h"
#include "core/quantization/algorithm.h"

/// A run as a value: a plan that is made once, and a state that goes from step to step. Nothing else is kept between two steps,
/// so a run can stop after any of them and go on elsewhere (see run_io.h).
namespace rf::pipeline {

/// The plan of a run, made before any data is read. The same model and settings give the same plan, node ids included.
struct Plan {
    quantization::Settings settings;
    std::vector<quantization::Step> steps;
    quantization::State start;  ///< the network before the first step
    Fingerprint fingerprint;    ///< of model and settings

    /// Where quantizers will stand; null where the run places none.
    const quantization::Placement* placement() const { return start.expected ? &start.expected->placement : nullptr; }
    /// Whether the run should place quantizers but no quantizer can be placed.
    bool nothingToQuantize() const {
        return quantization::quantizes(settings) && placement() && !quantization::placesQuantizers(*placement());
    }
};

/// Prepares the model and places quantizers. InvalidArgument for settings that make no sense (see quantization::plan() and
/// place()).
Result<Plan> plan(const graph::Graph& model, const quantization::Settings& settings, const Progress& progress);

/// All samples that the steps of a plan read, ascending.
std::vector<std::int64_t> samplesOf(const Plan& plan, std::int64_t available);

/// The answers of one pass over the data, and the network that was measured; they are valid for this network only. The caller
/// must use them with the same data only.
struct Measured {
    Fingerprint network;
    calibration::Statistics statistics;
};

/// A run between two steps.
struct RunState {
    std::size_t step = 0;  ///< the next one
    quantization::State network;
    std::vector<Measured> measured;  ///< by step; may reach beyond the steps that are done
};

/// The state before the first step. Steps whose answers are in `measured` are not measured again.
RunState begin(const Plan& plan, std::vector<Measured> measured = {});
bool isDone(const Plan& plan, const RunState& state);

/// Runs the next step: collects the missing answers, then applies its algorithms to the network.
Result<RunState> runStep(const Plan& plan, RunState state, const Resources& resources, Listener& listener, const Progress& progress);

}  // namespace rf::pipeline
