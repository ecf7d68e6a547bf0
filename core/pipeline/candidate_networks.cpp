// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/candidate_networks.h"

#include <algorithm>

#include "core/quantization/placement_ranges.h"
#include "core/quantization/revert.h"
#include "core/quantization/stored_precision.h"
#include "core/quantization/weight_compression.h"

namespace rf::pipeline {

namespace {

// Networks share their constants, so keeping some is cheap: the base of a ranking, and what step and step back go between.
constexpr std::size_t kKeptNetworks = 8;

std::int64_t constantBytes(const graph::Graph& graph) {
    std::int64_t bytes = 0;
    for (const graph::NodeId id : graph.nodes()) {
        const graph::Node& node = graph.node(id);
        bytes += std::ssize(node.value.bytes());
        for (const graph::Body& body : node.bodies) bytes += constantBytes(*body.graph);
    }
    return bytes;
}

/// The network with its quantizers where the plan puts them.
quantization::State planned(const Plan& plan) {
    quantization::State state = plan.start;
    if (!state.expected) return state;
    state.placement = state.expected->placement;
    state.model = quantization::placedGraph(state.placement);
    return state;
}

/// How many layers the device would quantize if the user excluded none.
Result<int> quantizableBy(const graph::Graph& model, const Plan& plan, const Progress& progress) {
    if (plan.settings.ignored == quantization::IgnoredScope{}) return quantization::quantizableLayers(planned(plan));
    quantization::Settings all = plan.settings;
    all.ignored = {};
    RF_TRY(const Plan everything, pipeline::plan(model, all, progress));
    return quantization::quantizableLayers(planned(everything));
}

}  // namespace

std::int64_t CandidateNetwork::bytes() const { return constantBytes(exported); }

Result<graph::Graph> exportForm(const graph::Graph& quantized, const graph::Graph& model, const quantization::Settings& settings,
                                const Progress& progress) {
    graph::Graph exported = quantized;
    if (quantization::habitsOf(settings).storesHalfPrecision) exported = quantization::inStoredPrecision(exported, model);
    if (settings.keepUncompressedWeights) return exported;
    return quantization::compressWeights(exported, progress);
}

CandidateNetworks::CandidateNetworks(const graph::Graph& model, Resources resources, Listener& listener, std::vector<Measured> measured)
    : m_model(model), m_resources(std::move(resources)), m_listener(listener), m_measured(std::move(measured)) {}

Result<std::shared_ptr<const CandidateNetwork>> CandidateNetworks::get(const search::Candidate& candidate, const Progress& progress) {
    const auto known = std::ranges::find_if(m_kept, [&](const Network& network) { return network->candidate == candidate; });
    if (known != m_kept.end()) {
        const Network network = *known;
        m_kept.erase(known);
        m_kept.push_front(network);
        return network;
    }
    if (!candidate.settings) {
        CandidateNetwork floatModel{candidate, {}, {}, {}, m_model};
        floatModel.state.floatModel = floatModel.state.model = m_model;
        return keep(std::move(floatModel));
    }
    if (candidate.inFloat.empty() && candidate.widened.empty()) return quantize(candidate, progress);
    RF_TRY(CandidateNetwork changed, change(candidate, progress));
    return keep(std::move(changed));
}

Result<std::shared_ptr<const CandidateNetwork>> CandidateNetworks::quantize(const search::Candidate& candidate, const Progress& progress) {
    const auto parts = progress.split({1, 20, 1});
    RF_TRY(const Plan plan, pipeline::plan(m_model, *candidate.settings, parts[0]));
    CandidateNetwork network{candidate};
    network.nothingToQuantize = plan.nothingToQuantize();
    RF_TRY(const int quantizable, quantizableBy(m_model, plan, parts[0]));
    network.state = plan.start;
    if (const auto* placement = plan.placement()) network.planned = *placement;
    if (!network.nothingToQuantize) {
        // The steps write in front of what is known.
        std::vector<Measured> measured(plan.steps.size());
        measured.insert(measured.end(), m_measured.begin(), m_measured.end());
        RunState state = begin(plan, std::move(measured));
        const auto steps = parts[1].equalParts(plan.steps.size());
        while (!isDone(plan, state)) {
            const Progress& part = steps[state.step];
            RF_TRY(state, runStep(plan, std::move(state), m_resources, m_listener, part));
        }
        state.measured.resize(plan.steps.size());
        learn(state.measured);
        network.measured = std::move(state.measured);
        network.state = std::move(state.network);
    }
    const graph::Graph& quantized = network.nothingToQuantize ? m_model : network.state.model;
    RF_TRY(network.exported, exportForm(quantized, m_model, *candidate.settings, parts[2]));
    if (quantizable > 0) network.quantizedShare = quantization::quantizableLayers(network.state) / static_cast<double>(quantizable);
    return keep(std::move(network));
}

Result<CandidateNetwork> CandidateNetworks::change(const search::Candidate& candidate, const Progress& progress) {
    const auto parts = progress.split({8, 1});
    if (!candidate.widened.empty())
        return fail(ErrorCode::Unsupported, RF_TEXT("core", "'%1' can't get 16 bits in this version"), candidate.widened.front());
    search::Candidate before = candidate;
    before.inFloat.pop_back();
    RF_TRY(const Network base, get(before, parts[0]));
    CandidateNetwork network = *base;
    network.candidate = candidate;
    RF_TRY(network.state, quantization::revert(std::move(network.state), candidate.inFloat.back()));
    RF_TRY(network.exported, exportForm(network.state.model, m_model, *candidate.settings, parts[1]));
    const int quantized = quantization::quantizableLayers(base->state);
    if (quantized > 0) network.quantizedShare *= quantization::quantizableLayers(network.state) / static_cast<double>(quantized);
    return network;
}

CandidateNetworks::Network CandidateNetworks::keep(CandidateNetwork network) {
    m_kept.push_front(std::make_shared<const CandidateNetwork>(std::move(network)));
    if (m_kept.size() > kKeptNetworks) m_kept.pop_back();
    return m_kept.front();
}

void CandidateNetworks::learn(const std::vector<Measured>& measured) {
    for (const Measured& one : measured) {
        if (one.statistics.samples().empty()) continue;
        const auto same = std::ranges::find_if(m_measured, [&](const Measured& known) {
            return known.network == one.network && std::ranges::equal(known.statistics.samples(), one.statistics.samples());
        });
        if (same == m_measured.end())
            m_measured.push_back(one);
        else
            same->statistics = calibration::together(same->statistics, one.statistics);
    }
}

}  // namespace rf::pipeline
