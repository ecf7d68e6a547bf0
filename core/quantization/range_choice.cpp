// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/range_choice.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "core/calibration/distribution.h"
#include "core/graph/constants.h"
#include "core/graph/edit.h"
#include "core/quantization/least_squares_range.h"
#include "core/quantization/output_distance.h"
#include "core/quantization/placement_ranges.h"
#include "core/quantization/range_contest.h"
#include "core/quantization/range_estimator.h"
#include "core/tensor/convert.h"

namespace rf::quantization {

using calibration::Statistics;
using calibration::TensorRequest;
using graph::Graph;
using graph::NodeId;
using graph::Output;

namespace {

// Samples that outputs are compared on. Differences between two estimators spread by two or three decibels from sample to sample, so
// that their mean is known to a third of one.
constexpr std::int64_t kMostApart = 64;
constexpr std::int64_t kOutputBudget = std::int64_t{256} << 20;  ///< bytes of outputs that are kept for the comparison

constexpr std::size_t kPresets = std::size(kTriedPresets);

/// Calls visit(quantizer, placement) for the quantizers whose estimator is chosen, bodies included.
template <class P, class Visit>
void forEachChosen(P& placement, const Settings& settings, Visit&& visit) {
    for (auto& quantizer : placement.quantizers)
        if (isChosenAutomatically(quantizer, settings)) visit(quantizer, placement);
    for (auto& body : placement.bodies) forEachChosen(body.placement, settings, visit);
}

std::vector<Output> outputsOf(const Graph& graph) {
    std::vector<Output> outputs;
    for (const NodeId id : graph.results()) outputs.push_back(graph.source({id, 0}));
    return outputs;
}

std::vector<OutputKind> kindsOf(const Graph& graph) {
    std::vector<OutputKind> kinds;
    for (const NodeId id : graph.results()) kinds.push_back(outputKind(graph, id));
    return kinds;
}

std::vector<Output> parametersOf(const Graph& graph) {
    std::vector<Output> inputs;
    for (const NodeId id : graph.parameters()) inputs.push_back({id, 0});
    return inputs;
}

std::int64_t samplesThatFit(const Graph& graph) {
    std::int64_t bytes = 1;
    for (const Output output : outputsOf(graph)) {
        const graph::PortType& type = graph.type(output);
        bytes += byteSize(type.type, elementCount(type.shape).value_or(0));
    }
    return std::clamp<std::int64_t>(kOutputBudget / bytes, 1, kMostApart);
}

/// A network with other ranges of activations.
struct Ranged {
    Placement placement;  ///< with these ranges, in a graph of its own
    Graph model;          ///< the network with them
};

/// Copies the limits of activations; everything else of the model stays.
void copyLimits(const Placement& from, Graph& model) {
    for (const Quantizer& quantizer : from.quantizers) {
        if (quantizer.group == Group::Weights || !model.contains(quantizer.node)) continue;
        for (int port = 1; port <= 4; ++port)
            graph::setConstant(model, {quantizer.node, port}, from.graph.producer({quantizer.node, port}).value);
    }
    for (const BodyPlacement& body : from.bodies) {
        const auto filled = from.graph.node(body.node).bodies[static_cast<std::size_t>(body.body)].graph;
        graph::Editor(model).update(body.node, [&](graph::Node& node) { node.bodies[static_cast<std::size_t>(body.body)].graph = filled; });
    }
}

Result<Ranged> withEstimators(const State& state, const EstimatorsByName& estimators, const Statistics& statistics,
                              const Settings& settings, const Progress& progress) {
    Ranged ranged{state.expected->placement, state.model};
    forEachChosen(ranged.placement, settings, [&](Quantizer& quantizer, const Placement&) {
        if (const auto found = estimators.find(quantizer.name); found != estimators.end()) quantizer.chosen = found->second;
    });
    RF_TRY_VOID(setRanges(ranged.placement, state.expected->measurable, {}, statistics, settings, progress));
    copyLimits(ranged.placement, ranged.model);
    return ranged;
}

/// The limits of the quantizers that are chosen for.
using LimitsByName = std::map<std::string, std::pair<float, float>>;

LimitsByName chosenLimits(const Placement& placement, const Settings& settings) {
    LimitsByName limits;
    forEachChosen(placement, settings, [&](const Quantizer& quantizer, const Placement& owner) {
        const auto limit = [&](int port) { return toFloats(owner.graph.producer({quantizer.node, port}).value.view()).at(0); };
        limits[quantizer.name] = {limit(1), limit(2)};
    });
    return limits;
}

struct Contender {
    std::optional<EstimatorPreset> preset;  ///< nothing: tensor by tensor
    EstimatorsByName estimators;
    Graph model;
    LimitsByName limits;
    std::optional<OutputDistance> distance;
};

/// The first round only looks at the network; then the float model runs, each preset, the choice tensor by tensor.
struct Contest final : Unfinished {
    Split split;
    calibration::SampleTensors inputs;
    std::vector<std::vector<Tensor>> reference;
    std::vector<Contender> contenders;  ///< the presets as in kTriedPresets; none before the float model has run
    bool isMixed = false;               ///< the choice tensor by tensor is made, or there is none
    std::vector<OutputKind> kinds;      ///< of the outputs

    Contest() {
        round = 1;
        rounds = kPresets + 3;
    }
    /// The contender to run next; null when all have run.
    const Contender* waiting() const {
        const auto found = std::find_if(contenders.begin(), contenders.end(), [](const Contender& c) { return !c.distance; });
        return found == contenders.end() ? nullptr : &*found;
    }
    /// The nearest to the float model; the choice tensor by tensor only where that is no chance, for it is one more chance to win.
    std::size_t best() const {
        std::size_t best = 0;
        for (std::size_t i = 1; i < contenders.size(); ++i) {
            const OutputDistance &one = *contenders[i].distance, &other = *contenders[best].distance;
            const bool nearer = contenders[i].preset ? one.total() < other.total() : isClearlyNearer(one, other);
            // Not a number never wins, and never stands in the way.
            if (nearer || std::isnan(other.total())) best = i;
        }
        return best;
    }
};

Result<void> addContender(Contest& contest, const State& state, std::optional<EstimatorPreset> preset, EstimatorsByName estimators,
                          const Statistics& statistics, const Settings& settings, const Progress& progress) {
    RF_TRY(Ranged ranged, withEstimators(state, estimators, statistics, settings, progress));
    contest.contenders.push_back(
        {preset, std::move(estimators), std::move(ranged.model), chosenLimits(ranged.placement, settings), std::nullopt});
    return {};
}

/// Contenders with the ranges of one that has run need not run.
void shareResults(std::vector<Contender>& contenders) {
    for (Contender& later : contenders) {
        const auto same = [&](const Contender& other) { return other.distance && other.limits == later.limits; };
        const auto found = std::find_if(contenders.begin(), contenders.end(), same);
        if (!later.distance && found != contenders.end()) later.distance = found->distance;
    }
}

/// What each tensor loses by itself with each preset's ranges.
std::vector<OwnErrors> ownErrors(const Contest& contest, const State& state, const Statistics& statistics, const Settings& settings) {
    const Placement& placement = state.expected->placement;
    const auto tensors = measuredTensors(placement, state.expected->measurable);
    std::map<std::pair<const Placement*, int>, std::size_t> groups;
    std::vector<OwnErrors> all;
    forEachChosen(placement, settings, [&](const Quantizer& quantizer, const Placement& owner) {
        std::size_t at = all.size();
        if (quantizer.unifyGroup >= 0) at = groups.try_emplace({&owner, quantizer.unifyGroup}, at).first->second;
        if (at == all.size()) all.push_back({{}, std::vector<double>(kPresets)});
        all[at].quantizers.push_back(quantizer.name);
        const auto* answers = statistics.find(distributionRequest(tensors.at(quantizer.name)));
        if (!answers) return;
        const std::vector<calibration::Bin> distribution = calibration::mergedDistribution(*answers);
        for (std::size_t k = 0; k < kPresets; ++k) {
            const auto [low, high] = contest.contenders[k].limits.at(quantizer.name);
            if (low < high) all[at].byPreset[k] += squaredError(distribution, low, high, quantizer.levels);
        }
    });
    return all;
}

/// The float model's outputs, and the inputs that every contender will get.
void takeReference(Contest& contest, const State& state, const Answers& answers) {
    const std::size_t outputs = outputsOf(state.floatModel).size();
    const std::vector<Output> inputs = parametersOf(state.floatModel);
    contest.reference.assign(answers.tensors.begin(), answers.tensors.begin() + static_cast<std::ptrdiff_t>(outputs));
    for (std::size_t i = 0; i < inputs.size(); ++i)
        if (answers.tensors[outputs + i].size() == contest.split.apart.size()) contest.inputs[inputs[i]] = answers.tensors[outputs + i];
}

Result<void> addPresets(Contest& contest, const State& state, const Statistics& statistics, const Settings& settings,
                        const Progress& progress) {
    for (const EstimatorPreset preset : kTriedPresets) {
        EstimatorsByName estimators;
        forEachChosen(state.expected->placement, settings,
                      [&](const Quantizer& quantizer, const Placement&) { estimators[quantizer.name] = preset; });
        RF_TRY_VOID(addContender(contest, state, preset, std::move(estimators), statistics, settings, progress));
    }
    return {};
}

Result<void> addMixed(Contest& contest, const State& state, const Statistics& statistics, const Settings& settings,
                      const Progress& progress) {
    contest.isMixed = true;
    auto estimators = mixed(ownErrors(contest, state, statistics, settings), contest.best());
    if (!estimators) return {};
    RF_TRY_VOID(addContender(contest, state, std::nullopt, *std::move(estimators), statistics, settings, progress));
    shareResults(contest.contenders);
    return {};
}

/// The network with the winner's ranges, measured on all samples.
Result<State> finished(State state, const Contest& contest, const Statistics& statistics, const Settings& settings,
                       const Progress& progress) {
    RF_TRY(Ranged ranged, withEstimators(state, contest.contenders[contest.best()].estimators, statistics, settings, progress));
    state.model = ranged.placement.graph = std::move(ranged.model);
    state.placement = std::move(ranged.placement);
    for (const Contender& contender : contest.contenders)
        state.triedEstimators.push_back({contender.preset, contender.distance->nmse, contender.distance->divergence});
    state.unfinished = nullptr;
    return state;
}

}  // namespace

Result<std::vector<calibration::StatisticRequest>> RangeChoice::requests(const State& state) const {
    RF_ASSERT(state.expected);
    std::set<calibration::StatisticRequest> requests;
    Placement placement = state.expected->placement;
    for (const EstimatorPreset preset : kTriedPresets) {
        forEachChosen(placement, settings(), [&](Quantizer& quantizer, const Placement&) { quantizer.chosen = preset; });
        for (calibration::StatisticRequest& request : rangeRequests(placement, state.expected->measurable, settings()))
            requests.insert(std::move(request));
    }
    return std::vector(requests.begin(), requests.end());
}

Result<Graph> RangeChoice::measured(const State& state) const {
    RF_ASSERT(state.expected);
    State exposed = state;
    exposed.floatModel = state.expected->measurable.graph;
    return Algorithm::measured(exposed);
}

Result<std::optional<TensorRequest>> RangeChoice::tensors(const State& state, const Statistics&, const Progress&) const {
    const auto contest = std::dynamic_pointer_cast<const Contest>(state.unfinished);
    if (!contest) return std::optional<TensorRequest>();
    TensorRequest request;
    request.samples = contest->split.apart;
    if (contest->contenders.empty()) {
        request.graph = state.floatModel;
        request.wanted = outputsOf(state.floatModel);
        for (const Output input : parametersOf(state.floatModel)) request.wanted.push_back(input);
    } else {
        request.graph = contest->waiting()->model;
        request.wanted = outputsOf(request.graph);
        request.known = contest->inputs;
        // Where sums can be cut off, ranges decide how often.
        if (state.expected->profile.saturates) request.arithmetic = engine::Arithmetic::Deployed;
    }
    return std::optional(std::move(request));
}

Result<State> RangeChoice::apply(State state, const Answers& answers, const Progress& progress) const {
    if (progress.token().stop_requested()) return cancelled();
    const auto before = std::dynamic_pointer_cast<const Contest>(state.unfinished);
    if (!before) {
        bool chooses = false;
        forEachChosen(state.expected->placement, settings(), [&](const Quantizer&, const Placement&) { chooses = true; });
        if (!chooses) return state;
        auto begun = std::make_shared<Contest>();
        begun->kinds = kindsOf(state.floatModel);
        begun->split = keepApart(answers.statistics.samples(), samplesThatFit(state.floatModel));
        state.unfinished = std::move(begun);
        return state;
    }
    auto contest = std::make_shared<Contest>(*before);
    ++contest->round;
    const Statistics measured = answers.statistics.of(contest->split.measured);
    if (contest->contenders.empty()) {
        takeReference(*contest, state, answers);
        RF_TRY_VOID(addPresets(*contest, state, measured, settings(), progress));
    } else {
        const auto ran = static_cast<std::size_t>(before->waiting() - before->contenders.data());
        RF_TRY(contest->contenders[ran].distance, outputDistance(answers.tensors, contest->reference, contest->kinds));
        shareResults(contest->contenders);
    }
    if (!contest->waiting() && !contest->isMixed) RF_TRY_VOID(addMixed(*contest, state, measured, settings(), progress));
    if (!contest->waiting()) return finished(std::move(state), *contest, answers.statistics, settings(), progress);
    state.unfinished = std::move(contest);
    return state;
}

}  // namespace rf::quantization
