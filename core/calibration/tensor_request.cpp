// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calibration/tensor_request.h"

#include <algorithm>
#include <numeric>

#include "core/graph/subgraph.h"

namespace rf::calibration {

using graph::Output;

namespace {

/// Known tensors as the data set of a part of the network.
class KnownSamples final : public data::PlainSource {
public:
    KnownSamples(const SampleTensors& tensors, const std::vector<Output>& inputs, std::int64_t size) : m_size(size) {
        for (const Output input : inputs) m_inputs.push_back(&tensors.at(input));
    }
    std::int64_t size() const override { return m_size; }
    bool hasLabels() const override { return false; }
    Result<data::Sample> sample(std::int64_t index) const override {
        data::Sample sample;
        for (const std::vector<Tensor>* input : m_inputs) sample.inputs.push_back((*input)[static_cast<std::size_t>(index)]);
        return sample;
    }

private:
    std::int64_t m_size;
    std::vector<const std::vector<Tensor>*> m_inputs;
};

std::set<Output> keysOf(const SampleTensors& tensors) {
    std::set<Output> keys;
    for (const auto& [tensor, values] : tensors) keys.insert(tensor);
    return keys;
}

std::vector<Output> unknownOf(const TensorRequest& request, const SampleTensors& known) {
    std::vector<Output> unknown;
    for (const Output tensor : request.wanted)
        if (!known.contains(tensor) && std::find(unknown.begin(), unknown.end(), tensor) == unknown.end()) unknown.push_back(tensor);
    return unknown;
}

/// Whether an input of the network is wanted, or needed for what is.
bool needsData(const TensorRequest& request) {
    const std::set<Output> known = keysOf(request.known);
    std::set<Output> given = known;
    for (const graph::NodeId id : request.graph.parameters()) given.insert({id, 0});
    const std::set<Output> needed = graph::neededInputs(request.graph, request.wanted, given);
    return !std::includes(known.begin(), known.end(), needed.begin(), needed.end());
}

Result<void> readInputs(const TensorRequest& request, const data::SampleSource& source, SampleTensors& known, const Progress& progress) {
    const std::vector<graph::NodeId> parameters = request.graph.parameters();
    std::int64_t done = 0;
    SampleTensors read;
    for (const std::int64_t index : request.samples) {
        RF_TRY(data::Sample sample, source.sample(index));
        for (std::size_t i = 0; i < parameters.size(); ++i) read[{parameters[i], 0}].push_back(std::move(sample.inputs[i]));
        RF_TRY_VOID(progress.advance(++done, std::ssize(request.samples)));
    }
    known.merge(read);
    return {};
}

Result<std::unique_ptr<engine::Program>> compiled(const graph::Graph& graph, engine::Arithmetic arithmetic, const engine::Engine& engine,
                                                  int threads, const Progress& progress) {
    auto program = engine.compile(graph, {}, {threads, arithmetic}, progress);
    if (program || arithmetic == engine::Arithmetic::Exact || program.error().code() == ErrorCode::Cancelled) return program;
    return engine.compile(graph, {}, {threads, engine::Arithmetic::Exact}, progress);
}

Result<void> compute(const TensorRequest& request, const std::vector<Output>& unknown, SampleTensors& known, const engine::Engine& engine,
                     int threads, const Progress& progress) {
    const graph::Subgraph part = graph::subgraph(request.graph, unknown, keysOf(known));
    RF_TRY(const auto program, compiled(part.graph, request.arithmetic, engine, threads, progress));
    std::vector<std::int64_t> all(request.samples.size());
    std::iota(all.begin(), all.end(), std::int64_t{0});
    std::vector<std::vector<Tensor>> computed(unknown.size(), std::vector<Tensor>(all.size()));
    const auto keep = [&](std::int64_t sample, std::span<const Tensor> outputs) -> Result<void> {
        for (std::size_t i = 0; i < outputs.size(); ++i) computed[i][static_cast<std::size_t>(sample)] = outputs[i];
        return {};
    };
    RF_TRY_VOID(program->run(KnownSamples(known, part.inputs, std::ssize(all)), all, keep, progress));
    for (std::size_t i = 0; i < unknown.size(); ++i) known[unknown[i]] = std::move(computed[i]);
    return {};
}

}  // namespace

Result<std::vector<std::vector<Tensor>>> collectTensors(const TensorRequest& request, const data::SampleSource& source,
                                                        const engine::Engine& engine, int threads, const Progress& progress) {
    const auto parts = progress.split({1, 20});
    SampleTensors known = request.known;
    if (needsData(request)) RF_TRY_VOID(readInputs(request, source, known, parts[0]));
    if (const std::vector<Output> unknown = unknownOf(request, known); !unknown.empty() && !request.samples.empty())
        RF_TRY_VOID(compute(request, unknown, known, engine, threads, parts[1]));
    std::vector<std::vector<Tensor>> answers;
    for (const Output tensor : request.wanted) answers.push_back(known[tensor]);
    return answers;
}

}  // namespace rf::calibration
