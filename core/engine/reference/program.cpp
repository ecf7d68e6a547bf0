// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/reference/program.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>

#include "core/base/parallel_for.h"
#include "core/data/prefetcher.h"
#include "core/engine/inputs.h"
#include "core/engine/reference/values.h"
#include "core/graph/traversal.h"

namespace rf::engine::reference {

/// Turns a graph into a program; lives for the time of that only.
class ReferenceProgram::Builder {
public:
    Builder(const graph::Graph& graph, std::span<const Probe> probes) : m_graph(graph), m_probes(probes) {}

    Result<std::unique_ptr<ReferenceProgram>> build(int threads, const std::stop_token& token) {
        m_program->m_graph = m_graph;
        m_program->m_threads = threads;
        findNeeded();
        RF_TRY_VOID(checkSupported());
        for (const graph::NodeId id : m_program->m_graph.topologicalOrder()) {
            if (token.stop_requested()) return cancelled();
            if (m_needed.contains(id)) RF_TRY_VOID(addNode(m_program->m_graph.node(id)));
        }
        addResults();
        addProbes();
        markDead();
        return std::move(m_program);
    }

private:
    void findNeeded() {
        std::vector<graph::NodeId> ends = m_graph.results();
        for (const Probe& probe : m_probes) ends.push_back(probe.tensor.node);
        const auto always = [](const Node&) { return true; };
        for (const graph::NodeId end : ends) {
            if (!m_needed.insert(end).second) continue;
            for (const graph::NodeId id : graph::ancestors(m_graph, end, always)) m_needed.insert(id);
        }
        for (const graph::NodeId id : m_graph.parameters()) m_needed.insert(id);
    }

    Result<void> checkSupported() const {
        for (const graph::NodeId id : m_graph.topologicalOrder()) {
            const Node& node = m_graph.node(id);
            if (!m_needed.contains(id) || node.isParameter() || node.isConstant() || node.isResult()) continue;
            RF_TRY([[maybe_unused]] const Operator* op, operatorOf(node));
        }
        return {};
    }

    Slot slotOf(graph::Output output) const { return m_slots.at(output); }

    Slot newSlot(graph::Output output) {
        const Slot slot = m_program->m_constants.size();
        m_program->m_constants.emplace_back();
        m_slots.emplace(output, slot);
        return slot;
    }

    Result<void> addNode(const Node& node) {
        if (node.isResult()) return {};
        if (node.isParameter()) {
            newSlot({node.id, 0});
            return {};
        }
        if (node.isConstant()) {
            m_program->m_constants[newSlot({node.id, 0})] = node.value;
            return {};
        }
        Step step;
        step.node = &node;
        RF_TRY(step.op, operatorOf(node));
        for (const graph::Output input : node.inputs) step.inputs.push_back(slotOf(input));
        for (int port = 0; port < static_cast<int>(node.outputs.size()); ++port) step.outputs.push_back(newSlot({node.id, port}));
        auto& constants = m_program->m_constants;
        const bool isConstant = std::all_of(step.inputs.begin(), step.inputs.end(), [&](Slot slot) { return !constants[slot].isEmpty(); });
        if (isConstant) return compute(step);
        m_program->m_steps.push_back(std::move(step));
        return {};
    }

    Result<void> compute(const Step& step) {
        std::vector<Tensor> inputs;
        for (const Slot slot : step.inputs) inputs.push_back(m_program->m_constants[slot]);
        RF_TRY(auto outputs, apply(*step.op, *step.node, inputs));
        for (std::size_t i = 0; i < step.outputs.size() && i < outputs.size(); ++i) m_program->m_constants[step.outputs[i]] = outputs[i];
        return {};
    }

    void addResults() {
        for (const graph::NodeId id : m_program->m_graph.parameters()) m_program->m_parameters.push_back(slotOf({id, 0}));
        for (const graph::NodeId id : m_program->m_graph.results()) {
            const graph::Output source = m_program->m_graph.source({id, 0});
            m_program->m_results.push_back({slotOf(source), m_program->m_graph.type(source).type});
        }
    }

    void addProbes() {
        std::map<Slot, Step*> makers;
        for (Step& step : m_program->m_steps)
            for (const Slot slot : step.outputs) makers.emplace(slot, &step);
        for (const Probe& probe : m_probes) {
            const Watched watched{slotOf(probe.tensor), probe.observer};
            const auto maker = makers.find(watched.slot);
            (maker == makers.end() ? m_program->m_watchedAtStart : maker->second->watched).push_back(watched);
        }
    }

    // Walks backwards: the first step met that touches a slot is the last one to need it.
    void markDead() {
        std::vector<bool> isNeeded(m_program->m_constants.size(), false);
        for (const ResultSlot& result : m_program->m_results) isNeeded[result.slot] = true;
        for (auto step = m_program->m_steps.rbegin(); step != m_program->m_steps.rend(); ++step) {
            for (const auto* slots : {&step->inputs, &step->outputs})
                for (const Slot slot : *slots) {
                    if (isNeeded[slot]) continue;
                    isNeeded[slot] = true;
                    step->dead.push_back(slot);
                }
        }
    }

    const graph::Graph& m_graph;
    std::span<const Probe> m_probes;
    std::set<graph::NodeId> m_needed;
    std::map<graph::Output, Slot> m_slots;
    std::unique_ptr<ReferenceProgram> m_program{new ReferenceProgram};
};

Result<std::unique_ptr<ReferenceProgram>> ReferenceProgram::create(const graph::Graph& graph, std::span<const Probe> probes,
                                                                   const CompileOptions& options, const std::stop_token& token) {
    return Builder(graph, probes).build(options.threads, token);
}

Result<std::vector<Tensor>> ReferenceProgram::execute(std::span<const Tensor> inputs, std::optional<std::int64_t> sample,
                                                      const std::stop_token& token) const {
    RF_TRY_VOID(checkInputs(inputsOf(m_graph), inputs));
    std::vector<Tensor> slots = m_constants;
    for (std::size_t i = 0; i < inputs.size(); ++i) slots[m_parameters[i]] = inputs[i];
    const auto tell = [&](const std::vector<Watched>& watched) {
        if (!sample) return;
        for (const auto& [slot, observer] : watched) observer->observe(*sample, slots[slot].view());
    };
    tell(m_watchedAtStart);
    for (const Step& step : m_steps) {
        if (token.stop_requested()) return cancelled();
        std::vector<Tensor> arguments;
        for (const Slot slot : step.inputs) arguments.push_back(slots[slot]);
        RF_TRY(auto outputs, apply(*step.op, *step.node, arguments));
        for (std::size_t i = 0; i < step.outputs.size() && i < outputs.size(); ++i) slots[step.outputs[i]] = std::move(outputs[i]);
        tell(step.watched);
        for (const Slot slot : step.dead) slots[slot] = {};
    }
    std::vector<Tensor> results;
    for (const auto& [slot, type] : m_results) results.push_back(bitWidth(type) == 0 ? slots[slot] : converted(slots[slot], type));
    return results;
}

Result<std::vector<Tensor>> ReferenceProgram::infer(std::span<const Tensor> inputs) { return execute(inputs, std::nullopt, {}); }

Result<void> ReferenceProgram::run(const data::SampleSource& source, std::span<const std::int64_t> which, const OutputSink& sink,
                                   const Progress& progress) {
    const auto runOne = [&](std::int64_t index, std::span<const Tensor> inputs) -> Result<std::vector<Tensor>> {
        auto results = execute(inputs, index, progress.token());
        if (!results) return std::move(results).error().during(RF_TEXT("core", "sample %1"), {std::to_string(index)});
        return results;
    };
    if (!source.states().empty()) return m_sequence.run(m_graph, source, which, sink, progress, runOne);
    constexpr int kAhead = 2;  // samples that wait for each thread, itself included
    const int threads = threadCount(m_threads);
    const auto count = static_cast<std::int64_t>(which.size());
    std::mutex mutex;
    std::int64_t done = 0;
    data::Prefetcher samples(source, which, {threads, std::int64_t{kAhead} * threads, progress.token()});
    return parallelFor(count, m_threads, [&](std::int64_t i) -> Result<void> {
        const std::int64_t index = which[static_cast<std::size_t>(i)];
        RF_TRY(const data::Sample sample, samples.take(i));
        RF_TRY(const std::vector<Tensor> results, runOne(index, sample.inputs));
        const std::lock_guard lock(mutex);
        if (sink) RF_TRY_VOID(sink(index, results));
        return progress.advance(++done, count);
    });
}

}  // namespace rf::engine::reference
