// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/calibration/statistics.h"
#include "core/calibration/tensor_request.h"
#include "core/quantization/body_tensors.h"
#include "core/quantization/habits.h"
#include "core/quantization/placement.h"
#include "core/quantization/settings.h"

namespace rf::quantization {

/// Where quantizers will stand in the float model, before any does: statistics are collected for exactly the quantizers that
/// MinMax inserts later.
struct Expected {
    HardwareProfile profile;
    Placement placement;
    MeasurableBodies measurable;  ///< the float model as it is run for them
};
/// The same for a float model in which constants got other values.
std::shared_ptr<const Expected> withConstantsOf(const Expected& expected, const graph::Graph& floatModel);

/// Where an algorithm that works in rounds stands between two of them; what it remembers is its own matter.
struct Unfinished {
    virtual ~Unfinished() = default;
    std::size_t round = 0;   ///< the next one
    std::size_t rounds = 1;  ///< in all
};

/// The network while algorithms work on it. Values only; copying is cheap.
struct State {
    graph::Graph floatModel;                            ///< prepared, possibly channel-aligned; no FakeQuantize of ours
    graph::Graph model;                                 ///< what the algorithms change
    Placement placement;                                ///< quantizers of `model`; empty before MinMax
    std::vector<graph::NodeId> alignedConsumers = {};   ///< layers whose weights channel alignment has changed
    graph::Graph prepared = {};                         ///< before any algorithm changed it
    std::shared_ptr<const Expected> expected = {};      ///< null where no algorithm of the run looks at it
    std::shared_ptr<const Unfinished> unfinished = {};  ///< null between algorithms
};

/// The graph that names a tensor as it is measured. The float model does: placement gives quantized outputs the names of their
/// producers, which are renamed. Nodes that an algorithm has added are in the other graph only.
inline const graph::Graph& measuredGraph(const State& state, graph::Output tensor) {
    return state.floatModel.contains(tensor.node) ? state.floatModel : state.model;
}

/// What an algorithm is told in answer to its questions.
struct Answers {
    calibration::Statistics statistics;        ///< of its own samples
    std::vector<std::vector<Tensor>> tensors;  ///< by tensor wanted, then by sample; empty where it asked for none
};

/// A step of post-training quantization: pure questions and a pure answer. requests() says what must be measured on the float
/// model, tensors() what must be run besides, and apply() computes the changed network from the answers. An algorithm that
/// works in rounds leaves in State::unfinished where it stands, and is asked for tensors and applied again until it does not.
class Algorithm {
public:
    /// `settings` are those of its own entry: see plan().
    explicit Algorithm(Settings settings) : m_settings(std::move(settings)) {}
    virtual ~Algorithm() = default;
    virtual AlgorithmName name() const = 0;
    /// The samples it measures on, out of `available` (spec 02, section 1.3).
    virtual std::vector<std::int64_t> samples(std::int64_t available) const;
    virtual Result<std::vector<calibration::StatisticRequest>> requests(const State& state) const = 0;
    /// The network with room for what this algorithm will change: apply() replaces values of constants, nothing else. Asked
    /// before anything is placed or measured.
    virtual graph::Graph ready(graph::Graph prepared) const { return prepared; }
    /// The graph to measure: the float model, where an algorithm asks for tensors inside bodies with these brought outside.
    /// POT runs what it has written to a file, where half precision is half precision again.
    virtual Result<graph::Graph> measured(const State& state) const;
    /// Whole tensors that the next apply() needs, most often none.
    virtual Result<std::optional<calibration::TensorRequest>> tensors(const State& state, const calibration::Statistics& statistics) const;
    virtual Result<State> apply(State state, const Answers& answers, const Progress& progress) const = 0;

    const Settings& settings() const { return m_settings; }
    const Habits& habits() const { return habitsOf(m_settings); }

private:
    Settings m_settings;
};

/// Algorithms whose statistics are collected in one pass over the data, then applied in order.
struct Step {
    std::vector<std::shared_ptr<const Algorithm>> algorithms;
};

/// What will be done, as a value that can be printed before anything runs: DefaultQuantization taken apart, and algorithms
/// that may share a pass over the data put together (spec 02, sections 1.1 and 1.2). InvalidArgument for a list that makes
/// no sense, such as two algorithms that place quantizers.
Result<std::vector<Step>> plan(const Settings& settings, const HardwareProfile& profile);
Result<std::vector<Step>> plan(const Settings& settings);

/// The network before the first step. Placement happens here, once for all steps; errors as of place().
Result<State> start(const graph::Graph& prepared, const std::vector<Step>& steps, const Settings& settings, const HardwareProfile& profile);

/// Everything that must be measured for a step, and on which samples: those of its first algorithm, then what others need
/// besides.
struct StepNeeds {
    graph::Graph graph;
    std::vector<calibration::StatisticRequest> requests;  ///< each once
    std::vector<std::int64_t> samples;
    std::int64_t available = 0;  ///< samples that the data has
};
Result<StepNeeds> needsOf(const Step& step, const State& state, std::int64_t available);

/// Answers a request for tensors: runs a network, or looks up what an earlier run gave.
using CollectTensors = std::function<Result<std::vector<std::vector<Tensor>>>(const calibration::TensorRequest&, const Progress&)>;

/// Runs the algorithms of a step on what was measured for it.
Result<State> applyStep(const Step& step, const StepNeeds& needs, const calibration::Statistics& statistics, State state,
                        const CollectTensors& collect, const Progress& progress);

}  // namespace rf::quantization
