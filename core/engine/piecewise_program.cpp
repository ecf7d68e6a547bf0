// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/piecewise_program.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "core/base/parallel_for.h"
#include "core/engine/inputs.h"
#include "core/engine/pieces.h"
#include "core/engine/sequence.h"

namespace rf::engine {

namespace {

using graph::Output;
using Tensors = std::map<Output, Tensor>;

struct Part {
    std::unique_ptr<Program> program;
    std::vector<Output> inputs, outputs;
    std::set<Output> dead;  ///< what no later part reads, results aside
};

std::vector<Tensor> chosen(const Tensors& tensors, std::span<const Output> wanted) {
    std::vector<Tensor> values;
    for (const Output tensor : wanted) values.push_back(tensors.at(tensor));
    return values;
}

/// The tensors of a few samples on their way from part to part. Every sample has a place of its own, so threads do not meet.
class Window {
public:
    Window(const data::SampleSource& source, std::span<const std::int64_t> samples, std::vector<Output> parameters,
           const std::vector<data::InputInfo>& inputs)
        : m_source(source), m_parameters(std::move(parameters)), m_inputs(inputs) {
        for (const std::int64_t index : samples) m_tensors.emplace(index, Tensors());
    }

    /// Loads the sample with its first use.
    Result<data::Sample> inputsOf(const Part& part, std::int64_t index) {
        Tensors& tensors = m_tensors.at(index);
        if (tensors.empty()) {
            RF_TRY(data::Sample sample, m_source.sample(index));
            RF_TRY_VOID(checkInputs(m_inputs, sample.inputs));
            for (std::size_t i = 0; i < m_parameters.size(); ++i) tensors[m_parameters[i]] = std::move(sample.inputs[i]);
        }
        return data::Sample{chosen(tensors, part.inputs), {}};
    }

    void keep(const Part& part, std::int64_t index, std::span<const Tensor> outputs) {
        for (std::size_t i = 0; i < outputs.size(); ++i) m_tensors.at(index)[part.outputs[i]] = outputs[i];
    }

    void forget(const std::set<Output>& dead) {
        for (auto& [index, tensors] : m_tensors) std::erase_if(tensors, [&](const auto& entry) { return dead.contains(entry.first); });
    }

    const Tensors& tensors(std::int64_t index) const { return m_tensors.at(index); }

private:
    const data::SampleSource& m_source;
    std::vector<Output> m_parameters;
    const std::vector<data::InputInfo>& m_inputs;
    std::unordered_map<std::int64_t, Tensors> m_tensors;
};

/// The data set of one part.
class PartSamples final : public data::PlainSource {
public:
    PartSamples(Window& window, const Part& part, std::int64_t size) : m_window(window), m_part(part), m_size(size) {}
    std::int64_t size() const override { return m_size; }
    bool hasLabels() const override { return false; }
    Result<data::Sample> sample(std::int64_t index) const override { return m_window.inputsOf(m_part, index); }

private:
    Window& m_window;
    const Part& m_part;
    std::int64_t m_size;
};

/// One sample whose inputs are known.
class OneSample final : public data::PlainSource {
public:
    explicit OneSample(std::span<const Tensor> inputs) : m_inputs(inputs) {}
    std::int64_t size() const override { return 1; }
    bool hasLabels() const override { return false; }
    Result<data::Sample> sample(std::int64_t) const override { return data::Sample{{m_inputs.begin(), m_inputs.end()}, {}}; }

private:
    std::span<const Tensor> m_inputs;
};

class PiecewiseProgram : public Program {
public:
    PiecewiseProgram(const graph::Graph& graph, std::vector<Part> parts, int threads)
        : m_graph(graph), m_inputs(inputsOf(graph)), m_parts(std::move(parts)), m_threads(threads) {
        for (const graph::NodeId id : graph.parameters()) m_parameters.push_back({id, 0});
        for (const graph::NodeId id : graph.results()) m_results.push_back(graph.source({id, 0}));
        findDead();
    }

    Result<std::vector<Tensor>> infer(std::span<const Tensor> inputs) override { return runOne(0, inputs, Progress()); }

    Result<void> run(const data::SampleSource& source, std::span<const std::int64_t> which, const OutputSink& sink,
                     const Progress& progress) override {
        if (!source.states().empty())
            return m_sequence.run(m_graph, source, which, sink, progress,
                                  [&](std::int64_t index, std::span<const Tensor> inputs) { return runOne(index, inputs, progress); });
        const auto size = static_cast<std::size_t>(kSamplesPerThread * m_threads);
        for (std::size_t at = 0; at < which.size(); at += size) {
            const auto samples = which.subspan(at, std::min(size, which.size() - at));
            RF_TRY_VOID(runWindow(source, samples, sink, progress));
            RF_TRY_VOID(progress.advance(static_cast<std::int64_t>(at + samples.size()), static_cast<std::int64_t>(which.size())));
        }
        return {};
    }

private:
    static constexpr int kSamplesPerThread = 2;  // enough that threads seldom wait for one another at the end of a part

    void findDead() {
        std::set<Output> needed(m_results.begin(), m_results.end());
        for (auto part = m_parts.rbegin(); part != m_parts.rend(); ++part) {
            for (const Output tensor : part->outputs)
                if (!needed.contains(tensor)) part->dead.insert(tensor);
            for (const Output tensor : part->inputs)
                if (needed.insert(tensor).second) part->dead.insert(tensor);
        }
    }

    Result<std::vector<Tensor>> runOne(std::int64_t index, std::span<const Tensor> inputs, const Progress& progress) {
        std::vector<Tensor> results;
        const auto keep = [&](std::int64_t, std::span<const Tensor> outputs) -> Result<void> {
            results.assign(outputs.begin(), outputs.end());
            return {};
        };
        RF_TRY_VOID(runWindow(OneSample(inputs), std::span(&index, 1), keep, progress));
        return results;
    }

    Result<void> runWindow(const data::SampleSource& source, std::span<const std::int64_t> samples, const OutputSink& sink,
                           const Progress& progress) {
        const Progress quiet(progress.token(), {});  // the windows report, not the parts
        Window window(source, samples, m_parameters, m_inputs);
        for (const Part& part : m_parts) {
            const auto keep = [&](std::int64_t index, std::span<const Tensor> outputs) -> Result<void> {
                window.keep(part, index, outputs);
                return {};
            };
            RF_TRY_VOID(part.program->run(PartSamples(window, part, source.size()), samples, keep, quiet));
            window.forget(part.dead);
        }
        if (!sink) return {};
        for (const std::int64_t index : samples) RF_TRY_VOID(sink(index, chosen(window.tensors(index), m_results)));
        return {};
    }

    graph::Graph m_graph;
    std::vector<data::InputInfo> m_inputs;
    std::vector<Part> m_parts;
    int m_threads;
    std::vector<Output> m_parameters, m_results;
    Sequence m_sequence;
};

}  // namespace

Result<std::unique_ptr<Program>> compileInPieces(const Engine& engine, const graph::Graph& graph, std::span<const Probe> probes,
                                                 const CompileOptions& options, const Progress& progress, std::size_t pieceSize) {
    std::vector<Output> watched;
    for (const Probe& probe : probes) watched.push_back(probe.tensor);
    std::vector<Piece> cut = pieces(graph, watched, pieceSize);
    if (cut.size() == 1) return engine.compile(graph, probes, options, progress);
    std::vector<Part> parts;
    for (Piece& piece : cut) {
        if (progress.token().stop_requested()) return cancelled();
        std::vector<Probe> own;
        for (const Piece::Watched& tensor : piece.watched) own.push_back({tensor.tensor, probes[tensor.index].observer});
        RF_TRY(auto program, engine.compile(piece.graph, own, options, progress));
        parts.push_back({std::move(program), std::move(piece.inputs), std::move(piece.outputs), {}});
    }
    return std::unique_ptr<Program>(std::make_unique<PiecewiseProgram>(graph, std::move(parts), threadCount(options.threads)));
}

}  // namespace rf::engine
