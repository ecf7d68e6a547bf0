// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/data/dataset.h"
#include "core/engine/engine.h"
#include "core/search/oracle.h"

/// The latency of one network, for searches.
namespace rf::pipeline {

/// Inputs that a network is timed on: the first samples of the data, at most `most`. At least one sample.
Result<std::vector<std::vector<Tensor>>> timingInputs(const data::SampleSource& samples, std::int64_t most = 4);

struct LatencyOptions {
    int threads = 0;     ///< 0: as many as the device takes by itself
    double seconds = 1;  ///< about how long to measure
    /// A network whose time is known, usually the float model: it is timed in turn with the other, and the answer is the known
    /// time × the measured ratio, so that answers from hours of different load compare. Null: the time is measured as it is.
    const graph::Graph* reference = nullptr;
    double referenceMilliseconds = 0;
};

/// Measures one run at a time, as the device deploys the network. Errors as Engine::compile().
Result<search::Latency> latencyOf(const graph::Graph& network, const data::SampleSource& samples, const engine::Engine& engine,
                                  const LatencyOptions& options, const Progress& progress);

}  // namespace rf::pipeline
