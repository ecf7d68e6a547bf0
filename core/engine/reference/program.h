// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/engine/engine.h"
#include "core/engine/reference/operators.h"
#include "core/engine/sequence.h"

namespace rf::engine::reference {

/// A graph laid out for execution: the operators that results and probes need, in topological order, on numbered slots for
/// tensors. Tensors that depend on constants only are computed once, at creation; all others are freed after their last use.
class ReferenceProgram : public Program {
public:
    static Result<std::unique_ptr<ReferenceProgram>> create(const graph::Graph& graph, std::span<const Probe> probes,
                                                            const CompileOptions& options, const std::stop_token& token);

    /// Runs the graph on the calling thread; observers are not called, as no sample has a name here.
    Result<std::vector<Tensor>> infer(std::span<const Tensor> inputs) override;
    Result<void> run(const data::SampleSource& source, std::span<const std::int64_t> which, const OutputSink& sink,
                     const Progress& progress) override;

private:
    using Slot = std::size_t;
    struct Watched {
        Slot slot;
        Observer* observer;
    };
    struct Step {
        const Node* node = nullptr;
        const Operator* op = nullptr;
        std::vector<Slot> inputs, outputs;
        std::vector<Slot> dead;        ///< slots that nobody reads after this step
        std::vector<Watched> watched;  ///< among the outputs
    };
    struct ResultSlot {
        Slot slot;
        ElementType type;  ///< what the graph promises
    };
    class Builder;

    ReferenceProgram() = default;
    /// Calls the observers only if the sample has a number.
    Result<std::vector<Tensor>> execute(std::span<const Tensor> inputs, std::optional<std::int64_t> sample,
                                        const std::stop_token& token) const;

    graph::Graph m_graph;  ///< keeps the nodes alive
    int m_threads = 0;
    Sequence m_sequence;
    std::vector<Step> m_steps;
    std::vector<Tensor> m_constants;  ///< by slot; empty where the tensor is computed for each sample
    std::vector<Slot> m_parameters;   ///< in the order of the graph's parameters
    std::vector<ResultSlot> m_results;
    std::vector<Watched> m_watchedAtStart;  ///< parameters and constants
};

}  // namespace rf::engine::reference
