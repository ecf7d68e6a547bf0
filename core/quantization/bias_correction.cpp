// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/bias_correction.h"

#include <algorithm>

#include "core/data/sampler.h"
#include "core/quantization/bias_rounds.h"
#include "core/quantization/stored_precision.h"
#include "core/tensor/convert.h"

namespace rf::quantization {

using calibration::StatisticRequest;
using graph::Graph;
using graph::NodeId;
using graph::Output;

namespace {

/// The network that is run: weights as they will be stored, activations as in the float model. Ids are those of `quantized`.
Graph withFloatActivations(const Graph& quantized, const Graph& floatModel, const Settings& settings) {
    Graph graph = quantized;
    graph::Editor editor(graph);
    for (const NodeId id : graph::remainingNodes(graph)) {
        if (!graph.node(id).isFakeQuantize() || floatModel.contains(id)) continue;
        if (const auto weights = readConstantQuantizer(graph, id)) {
            const std::vector<float> values = toFloats(weights->evaluated(weightRounding(settings)).view());
            const graph::PortType type = graph.type({id, 0});
            editor.replaceUses({id, 0},
                               {editor.addConstant(graph.node(id).name + "/quantized", fromFloats(type.type, type.shape, values)), 0});
        } else if (!plainConstant(graph, {id, 0}).isValid()) {
            editor.replaceUses({id, 0}, graph.source({id, 0}));
        }
        if (graph.consumers(id).empty()) editor.removeWithDeadProducers(id);
    }
    return graph;
}

/// One sample at a time is run, and the shape of a tensor must tell its channels.
bool isCorrectable(const Graph& model, const BiasedLayer& layer, const Habits& habits) {
    if (habits.zeroBiasesBeforehand && !findBias(model, layer.op)) return false;
    const Shape& input = model.type(layer.input).shape;
    const bool single = !input.empty() && (input[0] == 1 || (input[0] == kDynamic && !habits.refusesDynamicBatches));
    return single && model.type(layer.output).shape.size() > 1;
}

std::vector<BiasedLayer> exactLayers(const Graph& quantized, const Graph& floatModel, const Settings& settings) {
    // POT's accident of remembering channel axes by tensor is the fast algorithm's alone.
    Habits own = habitsOf(settings);
    own.axisPerTensor = false;
    std::vector<BiasedLayer> layers = biasedLayers(quantized, floatModel, settings, own);
    std::erase_if(layers, [&](const BiasedLayer& layer) { return !isCorrectable(quantized, layer, own); });
    return layers;
}

}  // namespace

std::vector<std::int64_t> BiasCorrection::samples(std::int64_t available) const {
    const Sampling& sampling = settings().sampling;
    const std::int64_t usual = std::min(sampling.subsetSize.value_or(available), available);
    return data::chooseSubset(available, std::max<std::int64_t>(usual / 5, 1), sampling.shuffleData, sampling.seed);
}

Result<std::vector<StatisticRequest>> BiasCorrection::requests(const State& state) const {
    RF_ASSERT(state.expected);
    const Graph& expected = state.expected->placement.graph;
    std::vector<StatisticRequest> requests;
    for (const BiasedLayer& layer : exactLayers(expected, state.floatModel, settings()))
        requests.push_back(meanRequest(measuredGraph(state, layer.output), layer.output, layer.outputAxis, habits()));
    return requests;
}

Result<std::optional<calibration::TensorRequest>> BiasCorrection::tensors(const State& state, const calibration::Statistics& statistics,
                                                                          const Progress&) const {
    const auto rounds = std::dynamic_pointer_cast<const BiasRounds>(state.unfinished);
    return rounds ? rounds->wanted(state, statistics.samples()) : std::nullopt;
}

// The first call only looks at the network; from then on every call corrects what was run for it.
Result<State> BiasCorrection::apply(State state, const Answers& answers, const Progress& progress) const {
    if (progress.token().stop_requested()) return cancelled();
    if (const auto rounds = std::dynamic_pointer_cast<const BiasRounds>(state.unfinished)) {
        RF_TRY(state.unfinished, rounds->next(state, answers, settings()));
    } else if (const std::vector<BiasedLayer> layers = exactLayers(state.model, state.floatModel, settings()); !layers.empty()) {
        const bool likePot = habits().correctsLayerByLayer;
        // POT runs what it has written to a file, where half precision is half precision again.
        Graph runnable = withFloatActivations(habits().storesHalfPrecision ? inStoredPrecision(state.model, state.prepared) : state.model,
                                              state.floatModel, settings());
        state.unfinished = likePot ? roundsLikePot(std::move(runnable), layers) : roundsByRank(std::move(runnable), layers);
    }
    state.placement.graph = state.model;
    return state;
}

}  // namespace rf::quantization
