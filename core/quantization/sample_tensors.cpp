// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/sample_tensors.h"

#include <numeric>

#include "core/graph/subgraph.h"

namespace rf::quantization {

using graph::Output;

namespace {

/// Kept tensors as the data set of a part of the network.
class KeptSamples final : public data::SampleSource {
public:
    KeptSamples(const std::map<Output, std::vector<Tensor>>& tensors, const std::vector<Output>& inputs, std::int64_t size) : m_size(size) {
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

}  // namespace

Result<SampleTensors> SampleTensors::inputsOf(const graph::Graph& graph, const data::SampleSource& source,
                                              std::span<const std::int64_t> samples, const Progress& progress) {
    SampleTensors tensors;
    tensors.m_samples = std::ssize(samples);
    const std::vector<graph::NodeId> parameters = graph.parameters();
    for (std::size_t done = 0; done < samples.size(); ++done) {
        RF_TRY(data::Sample sample, source.sample(samples[done]));
        for (std::size_t i = 0; i < parameters.size(); ++i) tensors.m_tensors[{parameters[i], 0}].push_back(std::move(sample.inputs[i]));
        RF_TRY_VOID(progress.advance(static_cast<std::int64_t>(done) + 1, tensors.m_samples));
    }
    return tensors;
}

std::set<Output> SampleTensors::known() const {
    std::set<Output> known;
    for (const auto& [tensor, values] : m_tensors) known.insert(tensor);
    return known;
}

Result<void> SampleTensors::compute(const graph::Graph& graph, std::span<const Output> wanted, const Services& services,
                                    const Progress& progress) {
    std::vector<Output> unknown;
    std::copy_if(wanted.begin(), wanted.end(), std::back_inserter(unknown), [&](Output tensor) { return !m_tensors.contains(tensor); });
    if (unknown.empty()) return {};
    const graph::Subgraph part = graph::subgraph(graph, unknown, known());
    RF_TRY(const auto program, services.engine.compile(part.graph, {}, {services.threads, engine::Arithmetic::Exact}));
    std::vector<std::int64_t> all(static_cast<std::size_t>(m_samples));
    std::iota(all.begin(), all.end(), std::int64_t{0});
    std::vector<std::vector<Tensor>> computed(unknown.size(), std::vector<Tensor>(all.size()));
    const auto keep = [&](std::int64_t sample, std::span<const Tensor> outputs) -> Result<void> {
        for (std::size_t i = 0; i < outputs.size(); ++i) computed[i][static_cast<std::size_t>(sample)] = outputs[i];
        return {};
    };
    RF_TRY_VOID(program->run(KeptSamples(m_tensors, part.inputs, m_samples), all, keep, progress));
    for (std::size_t i = 0; i < unknown.size(); ++i) m_tensors[unknown[i]] = std::move(computed[i]);
    return {};
}

void SampleTensors::keepFor(const graph::Graph& graph, std::span<const Output> wanted) {
    const std::set<Output> needed = graph::neededInputs(graph, wanted, known());
    std::erase_if(m_tensors, [&](const auto& entry) { return !needed.contains(entry.first); });
}

}  // namespace rf::quantization
