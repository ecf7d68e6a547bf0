// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <memory>

#include "core/pipeline/run.h"
#include "core/search/oracle.h"

namespace rf::pipeline {

/// The network of a candidate.
struct CandidateNetwork {
    search::Candidate candidate;
    quantization::State state = {};
    quantization::Placement planned = {};  ///< of its settings, before layers were taken out
    std::vector<Measured> measured = {};   ///< by step
    graph::Graph exported = {};            ///< as it would be written
    bool nothingToQuantize = false;        ///< see Outcome
    double quantizedShare = 0;             ///< of the layers that the device could quantize, those that the user excludes included

    std::int64_t bytes() const;  ///< of the constants of `exported`
};

/// The network as it is written: weights as integers unless the settings keep them, half precision where the model had it and
/// POT's habits are on. `quantized`: float weights behind FakeQuantize.
Result<graph::Graph> exportForm(const graph::Graph& quantized, const graph::Graph& model, const quantization::Settings& settings,
                                const Progress& progress);

/// Makes the networks of a search. What was measured for one is not measured again for another, and the networks made last are
/// kept, so that taking one more group out of a network costs one step. Not thread-safe.
class CandidateNetworks {
public:
    /// Model and listener must outlive this. `measured`: from an earlier run on the same data.
    CandidateNetworks(const graph::Graph& model, Resources resources, Listener& listener, std::vector<Measured> measured = {});

    /// Errors as for plan() and runStep(); NotFound for a quantizer that the network does not have.
    Result<std::shared_ptr<const CandidateNetwork>> get(const search::Candidate& candidate, const Progress& progress);

private:
    using Network = std::shared_ptr<const CandidateNetwork>;
    Result<Network> quantize(const search::Candidate& candidate, const Progress& progress);
    Result<CandidateNetwork> change(const search::Candidate& candidate, const Progress& progress);
    Network keep(CandidateNetwork network);
    void learn(const std::vector<Measured>& measured);

    const graph::Graph& m_model;
    Resources m_resources;
    Listener& m_listener;
    std::vector<Measured> m_measured;  ///< of all runs, each network and set of samples once
    std::deque<Network> m_kept;        ///< the last used first
};

}  // namespace rf::pipeline
