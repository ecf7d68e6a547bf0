// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calibration/collect.h"

#include <deque>
#include <map>
#include <mutex>
#include <set>

#include "core/calibration/tensor_collector.h"
#include "core/data/forwarding_source.h"
#include "core/engine/piecewise_program.h"

namespace rf::calibration {

namespace {

/// Hands out the samples until one before them has failed: those earlier than the failure must run, the rest is wasted.
class UntilFailure : public data::ForwardingSource {
public:
    UntilFailure(const data::SampleSource& source, const Slots& slots, Failures& failures)
        : ForwardingSource(source), m_slots(slots), m_failures(failures) {}

    Result<data::Sample> sample(std::int64_t index) const override {
        const std::size_t slot = m_slots.at(index);
        if (m_failures.before(slot)) return cancelled();
        auto sample = below().sample(index);
        if (!sample) m_failures.note(slot, 0, sample.error());
        return sample;
    }

private:
    const Slots& m_slots;
    Failures& m_failures;
};

/// The collectors of one pass. Stays where it is: collectors borrow from it, and probes borrow the collectors.
class Pass {
public:
    Pass(const graph::Graph& graph, std::span<const StatisticRequest> requests, const CollectOptions& options) : m_options(options) {
        for (const std::int64_t index : options.samples)
            if (m_slots.emplace(index, m_indices.size()).second) m_indices.push_back(index);
        std::map<graph::Output, std::set<StatisticRequest>> byTensor;
        for (const StatisticRequest& request : requests)
            if (const auto tensor = find(graph, request.tensor)) byTensor[*tensor].insert(request);
        // In execution order, so that the failure reported first is where it began.
        for (const graph::NodeId id : graph.topologicalOrder())
            for (auto at = byTensor.lower_bound({id, 0}); at != byTensor.end() && at->first.node == id; ++at)
                addCollector(graph, at->first, {at->second.begin(), at->second.end()});
    }

    Result<Statistics> run(const graph::Graph& graph, const data::SampleSource& source, const engine::Engine& engine,
                           const Progress& progress) {
        std::vector<engine::Probe> probes;
        for (std::size_t i = 0; i < m_tensors.size(); ++i) probes.push_back({m_tensors[i], &m_collectors[i]});
        RF_TRY(const auto program,
               engine::compileInPieces(engine, graph, probes, {m_options.threads, engine::Arithmetic::Exact}, progress));
        const auto ran = program->run(UntilFailure(source, m_slots, m_failures), m_indices, {}, progress);
        if (!ran && progress.token().stop_requested()) return cancelled();
        if (auto failure = m_failures.first()) return *std::move(failure);
        if (!ran) return ran.error();
        finishHistograms();
        return statistics();
    }

private:
    void addCollector(const graph::Graph& graph, graph::Output tensor, std::vector<StatisticRequest> requests) {
        TensorCollector::HistogramGrew grew;
        if (m_options.histogramGrew)
            grew = [this, tensor](std::shared_ptr<const Histogram> histogram) {
                const std::lock_guard lock(m_callback);
                m_options.histogramGrew(tensor, std::move(histogram));
            };
        const TensorCollector::Run run{m_slots, m_failures};
        const graph::Node& producer = graph.node(tensor.node);
        m_collectors.emplace_back(producer.name, m_collectors.size(), producer.isParameter(), std::move(requests), run, std::move(grew));
        m_tensors.push_back(tensor);
    }

    void finishHistograms() {
        for (std::size_t i = 0; i < m_tensors.size(); ++i)
            if (auto histogram = m_collectors[i].histogram(); histogram && histogram->total() > 0)
                m_options.histogramGrew(m_tensors[i], std::move(histogram));
    }

    Statistics statistics() const {
        std::vector<std::size_t> order;  // a sample that is listed twice counts twice
        for (const std::int64_t index : m_options.samples) order.push_back(m_slots.at(index));
        Statistics::Data data;
        data.samples = m_options.samples;
        for (const TensorCollector& collector : m_collectors) {
            const TensorName& name = collector.requests().front().tensor;
            data.shapes[name] = collector.shapes(order);
            const std::optional<OddTensor> odd = collector.odd(order);
            if (odd) data.odd.emplace(name, *odd);
            if (odd && hasNoStatistics(odd->oddity)) continue;
            for (std::size_t r = 0; r < collector.requests().size(); ++r)
                data.values.emplace(collector.requests()[r], collector.perSample(r, order));
        }
        return Statistics(std::move(data));
    }

    const CollectOptions& m_options;
    Slots m_slots;
    std::vector<std::int64_t> m_indices;  ///< each sample once
    Failures m_failures;
    std::mutex m_callback;
    std::vector<graph::Output> m_tensors;
    std::deque<TensorCollector> m_collectors;  ///< of m_tensors
};

}  // namespace

Result<Statistics> collect(const graph::Graph& graph, std::span<const StatisticRequest> requests, const data::SampleSource& source,
                           const engine::Engine& engine, const CollectOptions& options, const Progress& progress) {
    if (options.samples.empty())
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "there are no samples to take statistics from; at least one is needed"));
    return Pass(graph, requests, options).run(graph, source, engine, progress);
}

}  // namespace rf::calibration
