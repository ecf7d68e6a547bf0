// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quantization/algorithm.h"
#include "core/quantization/biased_layer.h"

namespace rf::quantization {

/// The position of exact bias correction between two runs of parts of the network. Computed tensors are kept until no later
/// layer starts from them.
class BiasRounds : public Unfinished {
public:
    /// The tensors to compute on these samples before next(); nothing when all are known.
    std::optional<calibration::TensorRequest> wanted(const State& state, std::span<const std::int64_t> samples) const;
    /// Corrects biases of `state` from the answers. Null after the last round.
    virtual Result<std::shared_ptr<const Unfinished>> next(State& state, const Answers& answers, const Settings& settings) const = 0;

protected:
    explicit BiasRounds(graph::Graph runnable) : m_runnable(std::move(runnable)) {}

    /// Tensors of the coming round.
    virtual std::vector<graph::Output> tensorsOfRound() const = 0;
    /// The network that is run in the coming round.
    virtual const graph::Graph& graphOfRound(const State&) const { return m_runnable; }

    std::vector<graph::Output> unknownTensors() const;
    /// Stores the answers.
    void remember(const Answers& answers);

    graph::Graph m_runnable;  ///< weights as they will be stored, activations float
    calibration::SampleTensors m_tensors;
};

/// Runs layers that do not depend on each other together and keeps their outputs for later layers.
std::shared_ptr<const Unfinished> roundsByRank(graph::Graph runnable, const std::vector<BiasedLayer>& layers);
/// Layer after layer, starting from the tensors that POT starts from (see pot_propagation.h).
std::shared_ptr<const Unfinished> roundsLikePot(graph::Graph runnable, const std::vector<BiasedLayer>& layers);

}  // namespace rf::quantization
