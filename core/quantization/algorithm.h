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

/// The planned quantizers of the float model. Statistics are collected for exactly the quantizers that MinMax inserts later.
struct Expected {
    HardwareProfile profile;
    Placement placement;
    MeasurableBodies measurable;  ///< the float model to run for their statistics
};
/// The same plan for a float model in which constants have other values.
std::shared_ptr<const Expected> withConstantsOf(const Expected& expected, const graph::Graph& floatModel);

/// The position of an algorithm between two of its rounds. Its content is private to the algorithm.
struct Unfinished {
    virtual ~Unfinished() = default;
    std::size_t round = 0;   ///< the next one
    std::size_t rounds = 1;  ///< in all
};

/// How near the outputs came to the float model's with one way to estimate ranges, on samples kept apart.
struct TriedEstimator {
    std::optional<EstimatorPreset> preset;  ///< of all quantizers that are chosen for; nothing: tensor by tensor
    double nmse = 0.0;                      ///< over all outputs
    std::optional<double> divergence = {};  ///< what counts instead where all outputs are probabilities, see output_distance.h
    bool operator==(const TriedEstimator&) const = default;
};

/// The network while algorithms work on it. Values only; copying is cheap.
struct State {
    graph::Graph floatModel;                            ///< prepared, possibly channel-aligned; no FakeQuantize of ours
    graph::Graph model;                                 ///< what the algorithms change
    Placement placement;                                ///< quantizers of `model`; empty before MinMax
    std::vector<graph::NodeId> alignedConsumers = {};   ///< layers whose weights channel alignment has changed
    graph::Graph prepared = {};                         ///< before any algorithm changed it
    std::shared_ptr<const Expected> expected = {};      ///< null if no algorithm of the run needs it
    std::vector<TriedEstimator> triedEstimators = {};   ///< empty where nothing was chosen
    std::shared_ptr<const Unfinished> unfinished = {};  ///< null between algorithms
};

/// The graph that names a tensor as it is measured. The float model does: placement gives quantized outputs the names of their
/// producers, which are renamed. Nodes that an algorithm has added are in the other graph only.
inline const graph::Graph& measuredGraph(const State& state, graph::Output tensor) {
    return state.floatModel.contains(tensor.node) ? state.floatModel : state.model;
}

/// The answers to an algorithm's requests.
struct Answers {
    calibration::Statistics statistics;        ///< of its own samples
    std::vector<std::vector<Tensor>> tensors;  ///< by wanted tensor, then by sample; empty without a request
};

/// An algorithm of post-training quantization, as pure functions. requests() names the statistics of the float model that it
/// needs, tensors() the whole tensors, and apply() computes the changed network from the answers. An algorithm that works in
/// rounds stores its position in State::unfinished; tensors() and apply() are called again until it is null.
class Algorithm {
public:
    /// `settings` are those of its own entry: see plan().
    explicit Algorithm(Settings settings) : m_settings(std::move(settings)) {}
    virtual ~Algorithm() = default;
    virtual AlgorithmName name() const = 0;
    /// The samples that its statistics are collected on, out of `available` (spec 02, section 1.3).
    virtual std::vector<std::int64_t> samples(std::int64_t available) const;
    virtual Result<std::vector<calibration::StatisticRequest>> requests(const State& state) const = 0;
    /// Prepares the network so that apply() only replaces values of constants. Called before quantizers are placed and
    /// statistics collected.
    virtual graph::Graph ready(graph::Graph prepared) const { return prepared; }
    /// The graph to collect statistics on: the float model, in which requested tensors inside bodies are outputs of the outer
    /// graph. POT runs a model that it has written to a file, with half precision restored.
    virtual Result<graph::Graph> measured(const State& state) const;
    /// The whole tensors that the next apply() needs; most algorithms need none.
    virtual Result<std::optional<calibration::TensorRequest>> tensors(const State& state, const calibration::Statistics& statistics,
                                                                      const Progress& progress) const;
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

/// The steps of a run, known before anything runs. DefaultQuantization is split into its algorithms; algorithms that may share
/// a pass over the data form one step (spec 02, sections 1.1 and 1.2). InvalidArgument for a list that makes no sense, such as
/// two algorithms that place quantizers.
Result<std::vector<Step>> plan(const Settings& settings, const HardwareProfile& profile);
Result<std::vector<Step>> plan(const Settings& settings);

/// The network before the first step. Placement happens here, once for all steps; errors as of place().
Result<State> start(const graph::Graph& prepared, const std::vector<Step>& steps, const Settings& settings, const HardwareProfile& profile,
                    const Progress& progress = Progress());

/// Whether one of a step's algorithms places quantizers.
bool placesQuantizers(const Step& step);

/// The network before a step, its plan without the tensors that `statistics`, which the step measured, show to have no range. Nothing
/// changes once quantizers are placed.
State withoutOddTensors(State state, const Step& step, const calibration::Statistics& statistics);

/// All requests of a step and the samples to collect them on: the samples of its first algorithm, then further ones of the
/// others.
struct StepNeeds {
    graph::Graph graph;
    std::vector<calibration::StatisticRequest> requests;  ///< each once
    std::vector<std::int64_t> samples;
    std::int64_t available = 0;  ///< samples that the data has
};
Result<StepNeeds> needsOf(const Step& step, const State& state, std::int64_t available);

/// Answers a request for tensors, by running a network or from stored results.
using CollectTensors = std::function<Result<std::vector<std::vector<Tensor>>>(const calibration::TensorRequest&, const Progress&)>;

/// Applies the algorithms of a step to the collected statistics. InvalidFile for a network whose outputs are not finite.
Result<State> applyStep(const Step& step, const StepNeeds& needs, const calibration::Statistics& statistics, State state,
                        const CollectTensors& collect, const Progress& progress);

}  // namespace rf::quantization
