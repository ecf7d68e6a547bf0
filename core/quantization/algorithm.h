// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/calibration/statistics.h"
#include "core/data/dataset.h"
#include "core/engine/engine.h"
#include "core/quantization/placement.h"
#include "core/quantization/settings.h"

namespace rf::quantization {

/// The network while algorithms work on it. Values only; copying is cheap.
struct State {
    graph::Graph floatModel;   ///< prepared, possibly channel-aligned; no FakeQuantize of ours
    graph::Graph model;        ///< what the algorithms change
    Placement placement;       ///< quantizers of `model`; empty before MinMax
};

/// What an algorithm may use besides statistics.
struct Services {
    const engine::Engine& engine;
    const data::SampleSource& source;
    int threads = 0;
};

/// A step of post-training quantization: two pure questions. requests() says what must be measured on the float model,
/// apply() computes the changed network from the answers.
class Algorithm {
public:
    virtual ~Algorithm() = default;
    virtual std::string name() const = 0;
    virtual Result<std::vector<calibration::StatisticRequest>> requests(const State& state) const = 0;
    virtual Result<State> apply(State state, const calibration::Statistics& statistics, const Services& services,
                                const Progress& progress) const = 0;
};

/// Algorithms whose statistics are collected in one pass over the data, then applied in order.
struct Step {
    std::vector<std::shared_ptr<const Algorithm>> algorithms;
};

/// What will be done, as a value that can be printed before anything runs (spec 02, section 1.2).
std::vector<Step> plan(const Settings& settings);

/// Unsupported for settings that are understood but that plan() has no algorithm for; ask before planning.
Result<void> checkSupported(const Settings& settings);

}  // namespace rf::quantization
