// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/layer_error.h"

#include <algorithm>
#include <deque>
#include <set>

#include "core/analysis/isolated_branches.h"
#include "core/analysis/layer_matching.h"
#include "core/analysis/sample_batch.h"
#include "core/base/parallel_for.h"
#include "core/engine/piecewise_program.h"

namespace rf::analysis {

namespace {

// Memory for float activations that wait for the quantized network.
constexpr std::int64_t kActivationBudget = std::int64_t{64} << 20;
constexpr std::int64_t kBatchesPerThread = 2;  // enough that threads seldom wait for one another at the end of a batch

/// How many samples are held at once: as many as keep the threads busy, within the budget as far as shapes are known.
std::int64_t batchSize(const graph::Graph& reference, const std::vector<Match>& matches, int threads) {
    std::int64_t bytes = 1;
    for (const Match& match : matches) {
        const graph::PortType& type = reference.type(match.reference);
        bytes += byteSize(type.type, elementCount(type.shape).value_or(0));
    }
    return std::clamp<std::int64_t>(kActivationBudget / bytes, 1, kBatchesPerThread * threads);
}

/// A sample that is listed twice would say nothing new.
std::vector<std::int64_t> distinct(const std::vector<std::int64_t>& samples) {
    std::set<std::int64_t> seen;
    std::vector<std::int64_t> kept;
    for (const std::int64_t sample : samples)
        if (seen.insert(sample).second) kept.push_back(sample);
    return kept;
}

/// Two programs over the same samples, the float one first: it runs `float + isolated branches`, the other the quantized
/// network. Stays where it is: probes borrow the observers, observers the batch.
class Comparison {
public:
    Comparison(const graph::Graph& reference, const graph::Graph& quantized, bool isolated)
        : m_reference(reference), m_quantized(quantized), m_matches(matchLayers(reference, quantized)) {
        if (isolated)
            m_branches = isolatedBranches(reference, quantized, m_matches);
        else
            m_branches.graph = reference;
    }

    Result<std::vector<LayerError>> run(const data::SampleSource& source, const engine::Engine& engine, const LayerErrorOptions& options,
                                        const Progress& progress) {
        makeProbes();
        const engine::CompileOptions compileOptions{options.threads, engine::Arithmetic::Exact};
        RF_TRY(const auto floatProgram, engine::compileInPieces(engine, m_branches.graph, m_floatProbes, compileOptions, progress));
        RF_TRY_VOID(progress.advance(0, 1));
        RF_TRY(const auto quantizedProgram, engine::compileInPieces(engine, m_quantized, m_quantizedProbes, compileOptions, progress));

        std::vector<metrics::Distance> totals(m_matches.size() + m_branches.branches.size());
        const std::vector<std::int64_t> samples = distinct(options.samples);
        const auto size = static_cast<std::size_t>(batchSize(m_reference, m_matches, threadCount(options.threads)));
        for (std::size_t at = 0; at < samples.size(); at += size) {
            const auto batch = std::span(samples).subspan(at, std::min(size, samples.size() - at));
            m_batch->begin(batch);
            const Progress quiet(progress.token(), {});  // the batches report, not the runs inside
            RF_TRY_VOID(floatProgram->run(source, batch, {}, quiet));
            RF_TRY_VOID(quantizedProgram->run(source, batch, {}, quiet));
            RF_TRY_VOID(m_batch->addTo(totals));
            RF_TRY_VOID(progress.advance(static_cast<std::int64_t>(at + batch.size()), static_cast<std::int64_t>(samples.size())));
        }
        return errors(totals);
    }

private:
    /// Float tensors by match; comparisons: one per match (accumulated), then one per branch (isolated).
    void makeProbes() {
        std::vector<graph::Output> watched;
        for (const Match& match : m_matches) watched.push_back(match.reference);
        const auto layerOf = [&](graph::Output tensor) {
            const auto found = std::find(watched.begin(), watched.end(), tensor);
            if (found == watched.end()) return watched.push_back(tensor), watched.size() - 1;
            return static_cast<std::size_t>(found - watched.begin());
        };
        std::vector<std::size_t> comparisons;
        for (std::size_t i = 0; i < m_matches.size(); ++i) comparisons.push_back(i);
        for (const Branch& branch : m_branches.branches) comparisons.push_back(layerOf(branch.reference));
        m_batch.emplace(watched.size(), comparisons);

        for (std::size_t i = 0; i < watched.size(); ++i) m_floatProbes.push_back({watched[i], observer(&SampleBatch::reference, i)});
        for (std::size_t i = 0; i < m_matches.size(); ++i)
            m_quantizedProbes.push_back({m_matches[i].quantized, observer(&SampleBatch::compare, i)});
        for (std::size_t i = 0; i < m_branches.branches.size(); ++i)
            m_floatProbes.push_back({m_branches.branches[i].copy, observer(&SampleBatch::compare, m_matches.size() + i)});
    }

    engine::Observer* observer(BatchObserver::See see, std::size_t which) { return &m_observers.emplace_back(*m_batch, see, which); }

    std::vector<LayerError> errors(const std::vector<metrics::Distance>& totals) const {
        std::vector<LayerError> errors;
        for (std::size_t i = 0; i < m_matches.size(); ++i) {
            const graph::Node& layer = m_reference.node(m_matches[i].reference.node);
            errors.push_back({layer.name, layer.type, m_matches[i].reference, totals[i], std::nullopt});
        }
        for (std::size_t i = 0; i < m_branches.branches.size(); ++i)
            errors[m_branches.branches[i].match].isolated = totals[m_matches.size() + i];
        return errors;
    }

    const graph::Graph& m_reference;
    const graph::Graph& m_quantized;
    std::vector<Match> m_matches;
    Branches m_branches;
    std::optional<SampleBatch> m_batch;
    std::deque<BatchObserver> m_observers;
    std::vector<engine::Probe> m_floatProbes, m_quantizedProbes;
};

}  // namespace

Result<std::vector<LayerError>> layerErrors(const graph::Graph& reference, const graph::Graph& quantized, const data::SampleSource& source,
                                            const engine::Engine& engine, const LayerErrorOptions& options, const Progress& progress) {
    if (options.samples.empty())
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "there are no samples to compare the networks on; at least one is needed"));
    return Comparison(reference, quantized, options.isolated).run(source, engine, options, progress);
}

}  // namespace rf::analysis
