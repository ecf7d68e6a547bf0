// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/bias_correction.h"

#include <algorithm>

#include "core/calibration/aggregate.h"
#include "core/data/sampler.h"
#include "core/quantization/biased_layer.h"
#include "core/quantization/pot_propagation.h"
#include "core/quantization/sample_tensors.h"
#include "core/quantization/stored_precision.h"
#include "core/tensor/convert.h"

namespace rf::quantization {

using calibration::StatisticRequest;
using graph::Graph;
using graph::NodeId;
using graph::Output;

namespace {

/// The network that is run: weights as they will be stored, activations float. Ids are those of `quantized`.
Graph withFloatActivations(const Graph& quantized, const Settings& settings) {
    Graph graph = quantized;
    graph::Editor editor(graph);
    const std::vector<NodeId> nodes = graph.nodes();
    for (const NodeId id : nodes) {
        if (!graph.node(id).isFakeQuantize()) continue;
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
bool isCorrectable(const Graph& model, const BiasedLayer& layer, bool pot) {
    if (pot && !findBias(model, layer.op)) return false;
    const Shape& input = model.type(layer.input).shape;
    const bool single = !input.empty() && (input[0] == 1 || (input[0] == kDynamic && !pot));
    return single && model.type(layer.output).shape.size() > 1;
}

std::vector<BiasedLayer> exactLayers(const Graph& quantized, const Settings& settings) {
    // POT's accident of remembering channel axes by tensor is the fast algorithm's alone.
    Settings plain = settings;
    plain.compatibility = Compatibility::Default;
    std::vector<BiasedLayer> layers = biasedLayers(quantized, plain);
    const bool pot = settings.compatibility == Compatibility::Pot;
    std::erase_if(layers, [&](const BiasedLayer& layer) { return !isCorrectable(quantized, layer, pot); });
    return layers;
}

/// Layers that depend on no other layer of the same or a later rank.
std::vector<std::vector<BiasedLayer>> byRank(const Graph& model, const std::vector<BiasedLayer>& layers) {
    std::map<NodeId, const BiasedLayer*> endsAt;
    for (const BiasedLayer& layer : layers) endsAt[layer.output.node] = &layer;
    std::unordered_map<NodeId, std::size_t> layersAbove;
    std::vector<std::vector<BiasedLayer>> ranks;
    for (const NodeId id : model.topologicalOrder()) {
        std::size_t above = 0;
        for (const Output source : model.node(id).inputs) above = std::max(above, layersAbove[source.node]);
        if (const auto layer = endsAt.find(id); layer != endsAt.end()) {
            ranks.resize(std::max(ranks.size(), above + 1));
            ranks[above].push_back(*layer->second);
            ++above;
        }
        layersAbove[id] = above;
    }
    return ranks;
}

/// Empty when the tensors differ in channels.
std::vector<double> meanOf(std::span<const Tensor> outputs, int axis, Compatibility compatibility) {
    calibration::PerSample means{std::ssize(outputs), 1, 0, {}};
    std::vector<double> sums;
    for (const Tensor& output : outputs) {
        const std::vector<double> own = channelMeans(output, axis, compatibility);
        if (!sums.empty() && sums.size() != own.size()) return {};
        sums.resize(own.size());
        for (std::size_t c = 0; c < own.size(); ++c) sums[c] += own[c];
        means.values.insert(means.values.end(), own.begin(), own.end());
    }
    means.channels = std::ssize(sums);
    if (compatibility == Compatibility::Pot) return meanOverSamples(means, compatibility);
    for (double& sum : sums) sum /= static_cast<double>(outputs.size());
    return sums;
}

/// The bias that makes up for the difference between what the layer gives on average and what it gives in the float model.
/// Empty: the layer keeps its bias.
std::vector<double> updateBias(Graph& model, const BiasedLayer& layer, std::span<const Tensor> outputs, std::span<const double> floatMean,
                               const Settings& settings) {
    const std::vector<double> mean = meanOf(outputs, layer.outputAxis, settings.compatibility);
    const std::vector<float> before = biasValues(model, layer, outputs[0].shape(), settings.compatibility);
    if (mean.size() != floatMean.size() || before.size() != mean.size()) return {};
    std::vector<double> shift(mean.size()), after(mean.size());
    for (std::size_t c = 0; c < mean.size(); ++c) {
        shift[c] = floatMean[c] - mean[c];
        if (settings.compatibility == Compatibility::Pot) shift[c] = static_cast<double>(static_cast<float>(shift[c]));
        after[c] = static_cast<double>(before[c]) + shift[c];
    }
    const double threshold = settings.biasCorrection.threshold.value_or(kDefaultExactThreshold);
    if (!acceptsBias(before, after, floatMean, threshold, settings.compatibility)) return {};
    storeBias(model, layer, std::vector<float>(after.begin(), after.end()), outputs[0].shape());
    return shift;
}

/// What the next layers read: the layer's output with its new bias, which is what running it again would give.
void addShift(std::vector<Tensor>& outputs, std::span<const double> shift, int axis) {
    for (Tensor& output : outputs) {
        const ChannelLayout layout = axisLayout(output.shape(), axis);
        std::vector<float> values = toFloats(output.view());
        for (std::size_t i = 0; i < values.size(); ++i) values[i] += static_cast<float>(shift[layout.channelOf(i)]);
        output = fromFloats(output.type(), output.shape(), values);
    }
}

/// Outputs of all layers from rank `first` on.
std::vector<Output> outputsFrom(const std::vector<std::vector<BiasedLayer>>& ranks, std::size_t first) {
    std::vector<Output> outputs;
    for (std::size_t rank = first; rank < ranks.size(); ++rank)
        for (const BiasedLayer& layer : ranks[rank]) outputs.push_back(layer.output);
    return outputs;
}

/// The network and its tensors while layer after layer is corrected.
struct Work {
    State& state;
    Graph runnable;
    SampleTensors tensors;
    const calibration::Statistics& statistics;
    const Services& services;
    const Settings& settings;

    /// What was added to the output of a layer whose tensor is known; empty when it keeps its bias.
    Result<std::vector<double>> correct(const BiasedLayer& layer) {
        const auto* measured = statistics.find(meanRequest(layer.output, layer.outputAxis, settings.compatibility));
        if (!measured)
            return fail(ErrorCode::InvalidArgument,
                        RF_TEXT("core", "layer '%1': nothing was measured around it, which bias correction needs"),
                        state.model.node(layer.op).name);
        const std::vector<double> floatMean = meanOverSamples(*measured, settings.compatibility);
        return updateBias(state.model, layer, tensors.of(layer.output), floatMean, settings);
    }
};

/// Layers that do not depend on each other are run together, and what they give is kept for the next ones.
Result<void> correctByRank(Work& work, const std::vector<BiasedLayer>& layers, const Progress& progress) {
    const auto ranks = byRank(work.runnable, layers);
    const auto parts = progress.equalParts(ranks.size());
    for (std::size_t rank = 0; rank < ranks.size(); ++rank) {
        work.tensors.keepFor(work.runnable, outputsFrom(ranks, rank));
        std::vector<Output> outputs;
        for (const BiasedLayer& layer : ranks[rank]) outputs.push_back(layer.output);
        RF_TRY_VOID(work.tensors.compute(work.runnable, outputs, work.services, parts[rank]));
        for (const BiasedLayer& layer : ranks[rank]) {
            RF_TRY(const std::vector<double> shift, work.correct(layer));
            if (!shift.empty()) addShift(work.tensors.of(layer.output), shift, layer.outputAxis);
        }
    }
    return {};
}

/// Layer after layer, starting from the tensors that POT starts from.
Result<void> correctLikePot(Work& work, const std::vector<BiasedLayer>& layers, const Progress& progress) {
    const Graph structure = work.runnable;
    const std::vector<Output> seeds = pot::seedTensors(structure, layers);
    const std::vector<BiasedLayer> order = pot::correctionOrder(structure, layers);
    const auto parts = progress.equalParts(1 + 2 * order.size());  // every layer is run twice
    RF_TRY_VOID(work.tensors.compute(work.state.floatModel, seeds, work.services, parts[0]));
    for (std::size_t i = 0; i < order.size(); ++i) {
        const BiasedLayer& layer = order[i];
        const bool wasKnown = work.tensors.known().contains(layer.output);
        RF_TRY_VOID(work.tensors.compute(work.runnable, std::array{layer.output}, work.services, parts[1 + 2 * i]));
        RF_TRY(const std::vector<double> shift, work.correct(layer));
        if (!shift.empty()) {
            const auto bias = findBias(work.state.model, layer.op);
            setConstantValues(work.runnable, {bias->add, bias->port}, toFloats(work.state.model.node(bias->constant).value.view()));
            work.runnable = inStoredPrecision(std::move(work.runnable), work.state.prepared);
        }
        if (!wasKnown) work.tensors.forget(layer.output);
        std::vector<Output> next = pot::propagatedTensors(structure, layers, layer);
        std::erase_if(next, [&](Output tensor) { return std::find(seeds.begin(), seeds.end(), tensor) != seeds.end(); });
        for (const Output tensor : next) work.tensors.forget(tensor);
        RF_TRY_VOID(work.tensors.compute(work.runnable, next, work.services, parts[2 + 2 * i]));
    }
    return {};
}

}  // namespace

std::vector<std::int64_t> BiasCorrection::samples(std::int64_t available) const {
    const Sampling& sampling = settings().sampling;
    const std::int64_t usual = std::min(sampling.subsetSize.value_or(available), available);
    return data::chooseSubset(available, std::max<std::int64_t>(usual / 5, 1), sampling.shuffleData, sampling.seed);
}

Result<std::vector<StatisticRequest>> BiasCorrection::requests(const State& state) const {
    RF_TRY(const auto placement, expectedPlacement(state, settings()));
    std::vector<StatisticRequest> requests;
    for (const BiasedLayer& layer : exactLayers(placement->graph, settings()))
        requests.push_back(meanRequest(layer.output, layer.outputAxis, settings().compatibility));
    return requests;
}

Result<State> BiasCorrection::apply(State state, const calibration::Statistics& statistics, const Services& services,
                                    const Progress& progress) const {
    const std::vector<BiasedLayer> layers = exactLayers(state.model, settings());
    if (layers.empty()) return state;
    const bool likePot = settings().compatibility == Compatibility::Pot;
    // POT runs what it has written to a file, where half precision is half precision again.
    Graph runnable = withFloatActivations(likePot ? inStoredPrecision(state.model, state.prepared) : state.model, settings());
    const auto parts = progress.split({1, 20});
    RF_TRY(SampleTensors tensors, SampleTensors::inputsOf(runnable, services.source, samples(services.source.size()), parts[0]));
    Work work{state, std::move(runnable), std::move(tensors), statistics, services, settings()};
    RF_TRY_VOID(likePot ? correctLikePot(work, layers, parts[1]) : correctByRank(work, layers, parts[1]));
    state.placement.graph = state.model;
    return state;
}

}  // namespace rf::quantization
