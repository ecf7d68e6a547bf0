// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quantization/algorithm.h"
#include "core/quantization/biased_layer.h"

namespace rf::quantization {

/// Where exact bias correction stands between two runs of parts of the network. Tensors that were run are kept until no later
/// layer starts from them.
class BiasRounds : public Unfinished {
public:
    /// What has to be run on these samples before next(); nothing where all of it is known.
    std::optional<calibration::TensorRequest> wanted(const State& state, std::span<const std::int64_t> samples) const;
    /// Corrects biases of `state` by what was run. Null when that was the last round.
    virtual Result<std::shared_ptr<const Unfinished>> next(State& state, const Answers& answers, const Settings& settings) const = 0;

protected:
    explicit BiasRounds(graph::Graph runnable) : m_runnable(std::move(runnable)) {}

    /// Tensors of the coming round.
    virtual std::vector<graph::Output> tensorsOfRound() const = 0;
    /// The network that is run in the coming round.
    virtual const graph::Graph& graphOfRound(const State&) const { return m_runnable; }

    std::vector<graph::Output> unknownTensors() const;
    /// Takes over what was run.
    void remember(const Answers& answers);

    graph::Graph m_runnable;  ///< weights as they will be stored, activations float
    calibration::SampleTensors m_tensors;
};

/// Layers that do not depend on each other are run together, and what they give is kept for the next ones.
std::shared_ptr<const Unfinished> roundsByRank(graph::Graph runnable, const std::vector<BiasedLayer>& layers);
/// Layer after layer, starting from the tensors that POT starts from (see pot_propagation.h).
std::shared_ptr<const Unfinished> roundsLikePot(graph::Graph runnable, const std::vector<BiasedLayer>& layers);

}  // namespace rf::quantization
