// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/deployed_check.h"

#include <algorithm>
#include <map>

#include "core/graph/edit.h"
#include "core/graph/operators.h"
#include "core/graph/traversal.h"

namespace rf::pipeline {

namespace {

using engine::Arithmetic;
using OutputsBySample = std::map<std::int64_t, std::vector<Tensor>>;

/// Runs networks on the same samples.
class Runner {
public:
    Runner(const data::SampleSource& source, std::span<const std::int64_t> samples, const engine::Engine& engine, int threads)
        : m_source(source), m_samples(samples), m_engine(engine), m_threads(threads) {}

    Result<OutputsBySample> run(const graph::Graph& network, Arithmetic arithmetic, const Progress& progress) const {
        RF_TRY_VOID(progress.advance(0, 1));
        const Progress quiet(progress.token(), {});
        // Stored integers on several streams at once: see foldIntegerWeights() in engine/openvino/exact_model.h.
        const int threads = arithmetic == Arithmetic::Deployed ? 1 : m_threads;
        RF_TRY(const auto program, m_engine.compile(network, {}, {threads, arithmetic}, quiet));
        OutputsBySample outputs;
        const auto keep = [&](std::int64_t sample, std::span<const Tensor> tensors) -> Result<void> {
            outputs[sample].assign(tensors.begin(), tensors.end());
            return {};
        };
        RF_TRY_VOID(program->run(m_source, m_samples, keep, quiet));
        return outputs;
    }

    /// How far the device is from exact arithmetic, in dB; the worst output counts.
    Result<double> gap(const graph::Graph& network, const Progress& progress) const {
        RF_TRY(const OutputsBySample exact, run(network, Arithmetic::Exact, progress));
        RF_TRY(const OutputsBySample deployed, run(network, Arithmetic::Deployed, progress));
        RF_TRY(const std::vector<metrics::Distance> distances, between(deployed, exact));
        double worst = std::numeric_limits<double>::infinity();
        for (const metrics::Distance& distance : distances) worst = std::min(worst, distance.sqnr());
        return worst;
    }

    static Result<std::vector<metrics::Distance>> between(const OutputsBySample& values, const OutputsBySample& references) {
        std::vector<metrics::Distance> distances;
        for (const auto& [sample, tensors] : values) {
            const std::vector<Tensor>& others = references.at(sample);
            const std::size_t count = std::min(tensors.size(), others.size());
            distances.resize(count);
            for (std::size_t i = 0; i < count; ++i)
                if (isFloat(tensors[i].type())) RF_TRY_VOID(distances[i].add(tensors[i].view(), others[i].view()));
        }
        return distances;
    }

private:
    const data::SampleSource& m_source;
    std::span<const std::int64_t> m_samples;
    const engine::Engine& m_engine;
    int m_threads;
};

/// The quantizers of data, in execution order.
std::vector<graph::NodeId> dataQuantizers(const graph::Graph& network) {
    std::vector<graph::NodeId> quantizers;
    for (const graph::NodeId id : network.topologicalOrder())
        if (network.node(id).isFakeQuantize() && !graph::constantBehind(network, {id, 0}).isValid()) quantizers.push_back(id);
    return quantizers;
}

graph::Graph without(graph::Graph network, std::span<const graph::NodeId> quantizers) {
    graph::Editor editor(network);
    for (const graph::NodeId id : quantizers) {
        const graph::Output source = network.source({id, 0});
        editor.replaceUses({id, 0}, source);
        editor.removeWithDeadProducers(id);
    }
    return network;
}

/// The operator with weights or arithmetic behind a quantizer, for its name.
const graph::Node& layerBehind(const graph::Graph& network, graph::NodeId quantizer) {
    const auto passes = [](const graph::Node& node) { return graph::has(node, graph::Trait::PassesInt8); };
    for (const graph::NodeId id : graph::descendants(network, quantizer, passes))
        if (const graph::Node& node = network.node(id); !passes(node) && !node.isFakeQuantize() && !node.isResult()) return node;
    return network.node(quantizer);
}

/// The fewest first quantizers that have to go for the gap to become 3 dB smaller; nothing where all of them are not enough.
Result<std::optional<std::size_t>> firstToBlame(const graph::Graph& network, const std::vector<graph::NodeId>& quantizers, double gap,
                                                const Runner& runner, const Progress& progress) {
    const auto closes = [&](std::size_t count) -> Result<bool> {
        RF_TRY(const double rest, runner.gap(without(network, std::span(quantizers).first(count)), progress));
        return rest > gap + results::kClearlyWorse;
    };
    RF_TRY(const bool possible, closes(quantizers.size()));
    if (!possible) return std::optional<std::size_t>();
    std::size_t tooFew = 0, enough = quantizers.size();
    while (enough - tooFew > 1) {
        const std::size_t middle = (tooFew + enough) / 2;
        RF_TRY(const bool closed, closes(middle));
        (closed ? enough : tooFew) = middle;
    }
    return std::optional(enough - 1);
}

Result<std::vector<results::DeployedCause>> causesOf(const graph::Graph& quantized, const Runner& runner, const Progress& progress) {
    std::vector<results::DeployedCause> causes;
    graph::Graph network = quantized;
    std::vector<graph::NodeId> quantizers = dataQuantizers(network);
    RF_TRY(double gap, runner.gap(network, progress));
    while (causes.size() < kMostCauses && gap < results::kRoundingNoise && !quantizers.empty()) {
        RF_TRY(const auto found, firstToBlame(network, quantizers, gap, runner, progress));
        if (!found) break;
        const graph::NodeId quantizer = quantizers[*found];
        const graph::Graph changed = without(network, std::span(&quantizer, 1));
        RF_TRY(const double rest, runner.gap(changed, progress));
        if (rest <= gap) break;  // only together with those before it: no single layer is to blame
        const graph::Node& layer = layerBehind(quantized, quantizer);
        causes.push_back({layer.name, layer.type, gap, rest});
        network = changed;
        quantizers.erase(quantizers.begin() + static_cast<std::ptrdiff_t>(*found));
        gap = rest;
    }
    return causes;
}

}  // namespace

Result<results::DeployedCheck> checkDeployed(const graph::Graph& floatModel, const graph::Graph& quantized,
                                             const data::SampleSource& source, std::span<const std::int64_t> samples,
                                             const engine::Engine& engine, int threads, const Progress& progress) {
    const Runner runner(source, samples, engine, threads);
    RF_TRY(const OutputsBySample reference, runner.run(floatModel, Arithmetic::Exact, progress));
    RF_TRY(const OutputsBySample exact, runner.run(quantized, Arithmetic::Exact, progress));
    RF_TRY(const OutputsBySample deployed, runner.run(quantized, Arithmetic::Deployed, progress));
    RF_TRY(const auto exactDistances, Runner::between(exact, reference));
    RF_TRY(const auto deployedDistances, Runner::between(deployed, reference));
    results::DeployedCheck check;
    const std::vector<graph::NodeId> results = quantized.results();
    for (std::size_t i = 0; i < exactDistances.size(); ++i)
        check.outputs.push_back({quantized.node(results[i]).name, exactDistances[i], deployedDistances[i]});
    if (check.isClearlyWorse()) { RF_TRY(check.causes, causesOf(quantized, runner, progress)); }
    RF_TRY_VOID(progress.advance(1, 1));
    return check;
}

}  // namespace rf::pipeline
