// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/bias_rounds.h"

#include <algorithm>
#include <set>

#include "core/calibration/aggregate.h"
#include "core/graph/subgraph.h"
#include "core/quantization/bias_correction.h"
#include "core/quantization/pot_propagation.h"
#include "core/quantization/stored_precision.h"
#include "core/tensor/convert.h"

namespace rf::quantization {

using calibration::SampleTensors;
using graph::Graph;
using graph::NodeId;
using graph::Output;

namespace {

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
std::vector<double> meanOf(std::span<const Tensor> outputs, int axis, const Habits& habits) {
    calibration::PerSample means{std::ssize(outputs), 1, 0, {}};
    std::vector<double> sums;
    for (const Tensor& output : outputs) {
        const std::vector<double> own = channelMeans(output, axis, habits);
        if (!sums.empty() && sums.size() != own.size()) return {};
        sums.resize(own.size());
        for (std::size_t c = 0; c < own.size(); ++c) sums[c] += own[c];
        means.values.insert(means.values.end(), own.begin(), own.end());
    }
    means.channels = std::ssize(sums);
    if (habits.singlePrecisionMeans) return meanOverSamples(means, habits);
    for (double& sum : sums) sum /= static_cast<double>(outputs.size());
    return sums;
}

/// The bias that makes up for the difference between what the layer gives on average and what it gives in the float model.
/// Empty: the layer keeps its bias.
std::vector<double> updateBias(Graph& model, const BiasedLayer& layer, std::span<const Tensor> outputs, std::span<const double> floatMean,
                               const Settings& settings) {
    const std::vector<double> mean = meanOf(outputs, layer.outputAxis, habitsOf(settings));
    const std::vector<float> before = biasValues(model, layer, outputs[0].shape(), habitsOf(settings));
    if (mean.size() != floatMean.size() || before.size() != mean.size()) return {};
    std::vector<double> shift(mean.size()), after(mean.size());
    for (std::size_t c = 0; c < mean.size(); ++c) {
        shift[c] = floatMean[c] - mean[c];
        if (habitsOf(settings).singlePrecisionMeans) shift[c] = static_cast<double>(static_cast<float>(shift[c]));
        after[c] = static_cast<double>(before[c]) + shift[c];
    }
    const double threshold = settings.biasCorrection.threshold.value_or(kDefaultExactThreshold);
    if (!acceptsBias(before, after, floatMean, threshold, habitsOf(settings))) return {};
    storeBias(model, layer, std::vector<float>(after.begin(), after.end()), outputs[0].shape(), habitsOf(settings));
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

/// What was added to the output of a layer that gave `outputs`; empty when it keeps its bias.
Result<std::vector<double>> correct(State& state, const BiasedLayer& layer, std::span<const Tensor> outputs,
                                    const calibration::Statistics& statistics, const Settings& settings) {
    const auto request = meanRequest(measuredGraph(state, layer.output), layer.output, layer.outputAxis, habitsOf(settings));
    const auto* measured = statistics.find(request);
    if (!measured && statistics.answers(request)) return std::vector<double>();
    if (!measured)
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "layer '%1': nothing was measured around it, which bias correction needs"),
                    state.model.node(layer.op).name);
    const std::vector<double> floatMean = meanOverSamples(*measured, habitsOf(settings));
    return updateBias(state.model, layer, outputs, floatMean, settings);
}

std::set<Output> known(const SampleTensors& tensors) {
    std::set<Output> keys;
    for (const auto& [tensor, values] : tensors) keys.insert(tensor);
    return keys;
}

std::vector<Output> inputsOf(const Graph& graph) {
    std::vector<Output> inputs;
    for (const NodeId id : graph.parameters()) inputs.push_back({id, 0});
    return inputs;
}

class RoundsByRank final : public BiasRounds {
public:
    RoundsByRank(Graph runnable, const std::vector<BiasedLayer>& layers)
        : BiasRounds(std::move(runnable)), m_ranks(byRank(m_runnable, layers)) {
        rounds = m_ranks.size() + 1;  // the one that begins has run nothing
        round = 1;
    }

    Result<std::shared_ptr<const Unfinished>> next(State& state, const Answers& answers, const Settings& settings) const override {
        auto after = std::make_shared<RoundsByRank>(*this);
        after->remember(answers);
        for (const BiasedLayer& layer : m_ranks[rank()]) {
            std::vector<Tensor>& outputs = after->m_tensors.at(layer.output);
            RF_TRY(const std::vector<double> shift, correct(state, layer, outputs, answers.statistics, settings));
            if (!shift.empty()) addShift(outputs, shift, layer.outputAxis);
        }
        if (++after->round == rounds) return std::shared_ptr<const Unfinished>();
        after->forgetWhatNobodyStartsFrom();
        return std::shared_ptr<const Unfinished>(std::move(after));
    }

private:
    std::size_t rank() const { return round - 1; }

    std::vector<Output> tensorsOfRound() const override {
        std::vector<Output> wanted = rank() == 0 ? inputsOf(m_runnable) : std::vector<Output>{};
        for (const BiasedLayer& layer : m_ranks[rank()]) wanted.push_back(layer.output);
        return wanted;
    }

    void forgetWhatNobodyStartsFrom() {
        const std::set<Output> needed = graph::neededInputs(m_runnable, outputsFrom(m_ranks, rank()), known(m_tensors));
        std::erase_if(m_tensors, [&](const auto& entry) { return !needed.contains(entry.first); });
    }

    std::vector<std::vector<BiasedLayer>> m_ranks;
};

/// Round 1 runs the tensors to start from; then two rounds for each layer: its output, and what the next layers start from.
class RoundsLikePot final : public BiasRounds {
public:
    RoundsLikePot(Graph runnable, const std::vector<BiasedLayer>& layers)
        : BiasRounds(std::move(runnable)),
          m_structure(m_runnable),
          m_layers(layers),
          m_order(pot::correctionOrder(m_structure, layers)),
          m_seeds(pot::seedTensors(m_structure, layers)) {
        rounds = 2 + 2 * m_order.size();
        round = 1;
    }

    Result<std::shared_ptr<const Unfinished>> next(State& state, const Answers& answers, const Settings& settings) const override {
        auto after = std::make_shared<RoundsLikePot>(*this);
        after->remember(answers);
        if (runsLayer()) RF_TRY_VOID(after->correctLayer(state, answers.statistics, settings, m_tensors.contains(layer().output)));
        if (++after->round == rounds) return std::shared_ptr<const Unfinished>();
        return std::shared_ptr<const Unfinished>(std::move(after));
    }

private:
    bool runsSeeds() const { return round == 1; }
    bool runsLayer() const { return round % 2 == 0; }
    const BiasedLayer& layer() const { return m_order[(round - 2) / 2]; }

    const Graph& graphOfRound(const State& state) const override { return runsSeeds() ? state.floatModel : m_runnable; }

    std::vector<Output> tensorsOfRound() const override {
        if (runsLayer()) return {layer().output};
        if (!runsSeeds()) return startsAfter(layer());
        std::vector<Output> wanted = inputsOf(m_runnable);
        wanted.insert(wanted.end(), m_seeds.begin(), m_seeds.end());
        return wanted;
    }

    std::vector<Output> startsAfter(const BiasedLayer& corrected) const {
        std::vector<Output> next = pot::propagatedTensors(m_structure, m_layers, corrected);
        std::erase_if(next, [&](Output tensor) { return std::find(m_seeds.begin(), m_seeds.end(), tensor) != m_seeds.end(); });
        return next;
    }

    /// `wasKnown`: the layer's output was not run for this round only.
    Result<void> correctLayer(State& state, const calibration::Statistics& statistics, const Settings& settings, bool wasKnown) {
        RF_TRY(const std::vector<double> shift, correct(state, layer(), m_tensors.at(layer().output), statistics, settings));
        if (!shift.empty()) {
            const auto bias = findBias(state.model, layer().op);
            setBiasValues(m_runnable, {bias->add, bias->port}, toFloats(state.model.node(bias->constant).value.view()), habitsOf(settings));
            m_runnable = inStoredPrecision(std::move(m_runnable), state.prepared);
        }
        if (!wasKnown) m_tensors.erase(layer().output);
        for (const Output tensor : startsAfter(layer())) m_tensors.erase(tensor);
        return {};
    }

    Graph m_structure;
    std::vector<BiasedLayer> m_layers, m_order;
    std::vector<Output> m_seeds;
};

}  // namespace

std::vector<Output> BiasRounds::unknownTensors() const {
    std::vector<Output> unknown = tensorsOfRound();
    std::erase_if(unknown, [&](Output tensor) { return m_tensors.contains(tensor); });
    return unknown;
}

std::optional<calibration::TensorRequest> BiasRounds::wanted(const State& state, std::span<const std::int64_t> samples) const {
    std::vector<Output> unknown = unknownTensors();
    if (unknown.empty()) return std::nullopt;
    return calibration::TensorRequest{graphOfRound(state), std::move(unknown), {samples.begin(), samples.end()}, m_tensors};
}

void BiasRounds::remember(const Answers& answers) {
    const std::vector<Output> asked = unknownTensors();
    RF_ASSERT(answers.tensors.size() == asked.size());
    for (std::size_t i = 0; i < asked.size(); ++i) m_tensors[asked[i]] = answers.tensors[i];
}

std::shared_ptr<const Unfinished> roundsByRank(Graph runnable, const std::vector<BiasedLayer>& layers) {
    return std::make_shared<RoundsByRank>(std::move(runnable), layers);
}

std::shared_ptr<const Unfinished> roundsLikePot(Graph runnable, const std::vector<BiasedLayer>& layers) {
    return std::make_shared<RoundsLikePot>(std::move(runnable), layers);
}

}  // namespace rf::quantization
