// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>
#include <unordered_set>

#include "core/data/sampler.h"
#include "core/graph/edit.h"
#include "core/graph/validate.h"
#include "core/quantization/algorithm_table.h"
#include "core/quantization/bias_correction.h"
#include "core/quantization/channel_alignment.h"
#include "core/quantization/fast_bias_correction.h"
#include "core/quantization/min_max.h"
#include "core/quantization/odd_tensors.h"
#include "core/quantization/overflow_correction.h"
#include "core/quantization/range_choice.h"
#include "core/quantization/range_estimator.h"
#include "core/quantization/smooth_quant.h"
#include "core/quantization/stored_precision.h"
#include "core/quantization/weight_bias_correction.h"

namespace rf::quantization {

namespace {

using AlgorithmPtr = std::shared_ptr<const Algorithm>;

Settings settingsOf(const AlgorithmEntry& entry, const Settings& common) {
    Settings own = common;
    if (entry.sampling) own.sampling = *entry.sampling;
    if (entry.biasCorrection) own.biasCorrection = *entry.biasCorrection;
    return own;
}

AlgorithmPtr create(AlgorithmName name, const Settings& settings) { return rowOf(name).create(settings); }

bool names(const std::vector<AlgorithmEntry>& list, AlgorithmName name) {
    return std::ranges::any_of(list, [&](const AlgorithmEntry& entry) { return entry.name == name; });
}

/// Behind bias correction, on which it does not depend and which the choice should know; before what looks at the ranges.
void addRangeChoice(Step& step, const Settings& settings) {
    if (!choosesAutomatically(settings)) return;
    const auto overflow = std::find_if(step.algorithms.begin(), step.algorithms.end(), [](const AlgorithmPtr& algorithm) {
        return algorithm->name() == AlgorithmName::OverflowCorrection;
    });
    step.algorithms.insert(overflow, std::make_shared<const RangeChoice>(settings));
}

std::vector<Step> defaultSteps(const Settings& settings, const HardwareProfile& profile) {
    Step ranges{{create(AlgorithmName::MinMaxQuantization, settings)}};
    ranges.algorithms.push_back(
        create(settings.biasCorrection.fast ? AlgorithmName::FastBiasCorrection : AlgorithmName::BiasCorrection, settings));
    addRangeChoice(ranges, settings);
    if (profile.narrowAccumulators) ranges.algorithms.push_back(create(AlgorithmName::OverflowCorrection, settings));
    Step scales{{create(AlgorithmName::ActivationChannelAlignment, settings)}};
    // Both change the scales of channels and look at the same pass. Whoever names SmoothQuant has it once; POT has none.
    const bool isPossible = settings.smoothQuant.use.value_or(settings.compatibility != Compatibility::Pot);
    if (isPossible && !names(settings.algorithms, AlgorithmName::SmoothQuant))
        scales.algorithms.push_back(SmoothQuant::byDefault(settings));
    return {std::move(scales), std::move(ranges)};
}

Result<void> checkOrder(const std::vector<AlgorithmEntry>& algorithms) {
    if (algorithms.empty())
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "the list of algorithms is empty; name DefaultQuantization"));
    const auto places = [](const AlgorithmEntry& entry) { return rowOf(entry.name).placesQuantizers; };
    if (std::count_if(algorithms.begin(), algorithms.end(), places) > 1)
        return fail(
            ErrorCode::InvalidArgument,
            RF_TEXT("core", "the list of algorithms quantizes the model twice; name DefaultQuantization or MinMaxQuantization once"));
    const auto placing = std::find_if(algorithms.begin(), algorithms.end(), places);
    const auto changesScales = [](const AlgorithmEntry& entry) {
        return entry.name == AlgorithmName::ActivationChannelAlignment || entry.name == AlgorithmName::SmoothQuant;
    };
    if (const auto late = std::find_if(placing, algorithms.end(), changesScales); late != algorithms.end())
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "%1 changes the float model, so it must come before the algorithm that quantizes it"),
                    rowOf(late->name).word);
    return {};
}

/// The extremes come from one look at a tensor: another preset, which wants others of them, needs no new pass.
std::vector<calibration::StatisticRequest> measuredTogether(const calibration::StatisticRequest& request) {
    using enum calibration::Reduction;
    std::vector<calibration::StatisticRequest> requests{request};
    if (request.reduction != Min && request.reduction != Max && request.reduction != AbsMax) return requests;
    for (const auto extreme : {Min, Max, AbsMax}) {
        requests.push_back(request);
        requests.back().reduction = extreme;
    }
    return requests;
}

/// Those of an algorithm's samples that were measured: all, or none where it asked for nothing.
std::vector<std::int64_t> measuredSamples(std::vector<std::int64_t> own, const calibration::Statistics& statistics) {
    const std::unordered_set<std::int64_t> measured(statistics.samples().begin(), statistics.samples().end());
    std::erase_if(own, [&](std::int64_t sample) { return !measured.contains(sample); });
    return own;
}

/// Round after round until the algorithm has finished.
Result<State> applyAlgorithm(const Algorithm& algorithm, const calibration::Statistics& statistics, State state,
                             const CollectTensors& collect, const Progress& progress) {
    do {
        const std::size_t round = state.unfinished ? state.unfinished->round : 0, rounds = state.unfinished ? state.unfinished->rounds : 1;
        const auto parts = progress.equalParts(rounds)[round].split({1, 8, 1});
        Answers answers{statistics, {}};
        RF_TRY(const auto request, algorithm.tensors(state, statistics, parts[0]));
        if (request) { RF_TRY(answers.tensors, collect(*request, parts[1])); }
        const graph::Graph before = state.model;
        RF_TRY(state, algorithm.apply(std::move(state), answers, parts[2]));
        graph::assertKeepsValid(before, state.model, "an algorithm");
    } while (state.unfinished);
    return state;
}

}  // namespace

template <class T>
std::shared_ptr<const Algorithm> makeAlgorithm(const Settings& settings) {
    return std::make_shared<const T>(settings);
}
template std::shared_ptr<const Algorithm> makeAlgorithm<BiasCorrection>(const Settings&);
template std::shared_ptr<const Algorithm> makeAlgorithm<ChannelAlignment>(const Settings&);
template std::shared_ptr<const Algorithm> makeAlgorithm<FastBiasCorrection>(const Settings&);
template std::shared_ptr<const Algorithm> makeAlgorithm<MinMax>(const Settings&);
template std::shared_ptr<const Algorithm> makeAlgorithm<OverflowCorrection>(const Settings&);
template std::shared_ptr<const Algorithm> makeAlgorithm<SmoothQuant>(const Settings&);
template std::shared_ptr<const Algorithm> makeAlgorithm<WeightBiasCorrection>(const Settings&);

bool quantizes(const Settings& settings) {
    return std::any_of(settings.algorithms.begin(), settings.algorithms.end(),
                       [](const AlgorithmEntry& entry) { return rowOf(entry.name).placesQuantizers; });
}

std::vector<std::int64_t> Algorithm::samples(std::int64_t available) const {
    const Sampling& sampling = m_settings.sampling;
    return data::chooseSubset(available, sampling.subsetSize, sampling.shuffleData, sampling.seed);
}

std::shared_ptr<const Expected> withConstantsOf(const Expected& expected, const graph::Graph& floatModel) {
    auto changed = std::make_shared<Expected>(expected);
    for (graph::Graph* graph : {&changed->placement.graph, &changed->measurable.graph}) {
        graph::Editor editor(*graph);
        for (const graph::NodeId id : floatModel.nodes()) {
            const graph::Node& node = floatModel.node(id);
            const Tensor& value = node.value;
            if (!node.isConstant() || !graph->contains(id) || graph->node(id).name != node.name) continue;
            if (graph->node(id).value.bytes().data() == value.bytes().data()) continue;
            editor.update(id, [&](graph::Node& same) { same.value = value; });
        }
    }
    return changed;
}

Result<std::optional<calibration::TensorRequest>> Algorithm::tensors(const State&, const calibration::Statistics&, const Progress&) const {
    return std::optional<calibration::TensorRequest>();
}

Result<graph::Graph> Algorithm::measured(const State& state) const {
    if (!habits().storesHalfPrecision) return state.floatModel;
    return inStoredPrecision(state.floatModel, state.prepared);
}

Result<std::vector<Step>> plan(const Settings& settings) {
    RF_TRY(const HardwareProfile profile, hardwareProfile(settings.device));
    return plan(settings, profile);
}

Result<std::vector<Step>> plan(const Settings& settings, const HardwareProfile& profile) {
    RF_TRY_VOID(checkOrder(settings.algorithms));
    if (settings.compatibility == Compatibility::Pot && choosesAutomatically(settings))
        return fail(
            ErrorCode::InvalidArgument,
            RF_TEXT("core",
                    "`range_estimator`: auto can't be had with compatibility pot, where ranges are POT's; name mean, max, l2 or quantile"));
    std::vector<Step> steps;
    Step pending;
    std::optional<Settings> placing;  // of the algorithm of `pending` that sets ranges
    const auto finish = [&] {
        if (placing) addRangeChoice(pending, *placing);
        placing.reset();
        if (!pending.algorithms.empty()) steps.push_back(std::move(pending));
        pending = {};
    };
    for (const AlgorithmEntry& entry : settings.algorithms) {
        const Settings own = settingsOf(entry, settings);
        if (entry.name == AlgorithmName::DefaultQuantization) {
            finish();
            for (Step& step : defaultSteps(own, profile)) steps.push_back(std::move(step));
            continue;
        }
        pending.algorithms.push_back(create(entry.name, own));
        if (rowOf(entry.name).placesQuantizers) placing = own;
        if (rowOf(entry.name).endsStep) finish();
    }
    finish();
    return steps;
}

Result<State> start(const graph::Graph& prepared, const std::vector<Step>& steps, const Settings& settings, const HardwareProfile& profile,
                    const Progress& progress) {
    State state;
    state.prepared = state.floatModel = prepared;
    bool isPlacementWanted = false;
    for (const Step& step : steps)
        for (const AlgorithmPtr& algorithm : step.algorithms) {
            state.floatModel = algorithm->ready(std::move(state.floatModel));
            isPlacementWanted = isPlacementWanted || rowOf(algorithm->name()).looksAtPlacement;
        }
    state.model = state.placement.graph = state.floatModel;
    if (!isPlacementWanted) return state;
    RF_TRY(Placement placement, place(state.floatModel, profile, settings, progress));
    MeasurableBodies measurable = withBodyTensors(state.floatModel, placement);
    state.expected = std::make_shared<const Expected>(Expected{profile, std::move(placement), std::move(measurable)});
    return state;
}

bool placesQuantizers(const Step& step) {
    return std::ranges::any_of(step.algorithms, [](const AlgorithmPtr& algorithm) { return rowOf(algorithm->name()).placesQuantizers; });
}

State withoutOddTensors(State state, const Step& step, const calibration::Statistics& statistics) {
    const bool isPlaced = !state.placement.decisions.empty();
    if (!isPlaced && state.expected && placesQuantizers(step))
        state.expected = withoutOddTensors(state.expected, state.floatModel, statistics, step.algorithms.front()->habits());
    return state;
}

Result<StepNeeds> needsOf(const Step& step, const State& state, std::int64_t available) {
    StepNeeds needs;
    needs.available = available;
    State measured = state;
    std::set<calibration::StatisticRequest> asked;
    std::set<std::int64_t> samples;
    for (const AlgorithmPtr& algorithm : step.algorithms) {
        RF_TRY(const auto requests, algorithm->requests(state));
        RF_TRY(measured.floatModel, algorithm->measured(measured));
        if (requests.empty()) continue;
        for (const calibration::StatisticRequest& request : requests)
            for (calibration::StatisticRequest& together : measuredTogether(request))
                if (asked.insert(together).second) needs.requests.push_back(std::move(together));
        for (const std::int64_t sample : algorithm->samples(available))
            if (samples.insert(sample).second) needs.samples.push_back(sample);
    }
    if (!asked.empty() && placesQuantizers(step))
        for (const calibration::StatisticRequest& ends : endRequests(state.floatModel))
            for (calibration::StatisticRequest& together : measuredTogether(ends))
                if (asked.insert(together).second) needs.requests.push_back(std::move(together));
    needs.graph = std::move(measured.floatModel);
    return needs;
}

Result<State> applyStep(const Step& step, const StepNeeds& needs, const calibration::Statistics& statistics, State state,
                        const CollectTensors& collect, const Progress& progress) {
    RF_TRY_VOID(checkOutputs(state.floatModel, statistics));
    state = withoutOddTensors(std::move(state), step, statistics);
    const auto parts = progress.equalParts(step.algorithms.size());
    for (std::size_t i = 0; i < step.algorithms.size(); ++i) {
        const Algorithm& algorithm = *step.algorithms[i];
        const calibration::Statistics own = statistics.of(measuredSamples(algorithm.samples(needs.available), statistics));
        RF_TRY(state, applyAlgorithm(algorithm, own, std::move(state), collect, parts[i]));
    }
    RF_TRY_VOID(progress.advance(1, 1));
    return state;
}

}  // namespace rf::quantization
