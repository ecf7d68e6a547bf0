// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/sequence.h"

#include <algorithm>

#include "core/base/nearest_match.h"
#include "core/graph/tensor_names.h"

namespace rf::engine {

namespace {

/// The names a user may know an output by: the IR's names of its tensor, the layer that makes it, its Result.
std::vector<std::string> namesOf(const graph::Graph& graph, graph::NodeId result) {
    const graph::Output maker = graph.source({result, 0});
    std::vector<std::string> names = graph::tensorNames(graph.type(maker));
    names.push_back(graph.node(maker.node).name);
    names.push_back(graph.node(result).name);
    return names;
}

struct Link {
    std::size_t input, output;
    std::int64_t length;
};

Result<std::size_t> resultNamed(const graph::Graph& graph, const std::string& name) {
    std::vector<std::string> first, all;
    const auto results = graph.results();
    for (std::size_t i = 0; i < results.size(); ++i) {
        const std::vector<std::string> names = namesOf(graph, results[i]);
        if (std::find(names.begin(), names.end(), name) != names.end()) return i;
        first.push_back(names.front());
        all.insert(all.end(), names.begin(), names.end());
    }
    if (const std::string near = nearestMatch(name, all); !near.empty())
        return fail(ErrorCode::NotFound, RF_TEXT("core", "state: the model has no output '%1'; did you mean '%2'?"), name, near);
    return fail(ErrorCode::NotFound, RF_TEXT("core", "state: the model has no output '%1'; its outputs are %2"), name,
                fmt::format("{}", fmt::join(first, ", ")));
}

Result<std::vector<Link>> linksOf(const graph::Graph& graph, const data::SampleSource& source) {
    std::vector<Link> links;
    for (const data::StateLink& state : source.states()) {
        RF_TRY(const std::size_t output, resultNamed(graph, state.output));
        links.push_back({state.input, output, state.length});
    }
    return links;
}

}  // namespace

Result<void> Sequence::run(const graph::Graph& graph, const data::SampleSource& source, std::span<const std::int64_t> which,
                           const OutputSink& sink, const Progress& progress, const RunOne& runOne) {
    RF_TRY(const std::vector<Link> links, linksOf(graph, source));
    std::int64_t done = 0;
    for (const std::int64_t index : which) {
        RF_TRY(data::Sample sample, source.sample(index));
        const bool follows = m_last && index == *m_last + 1;
        for (const Link& link : links)
            if (follows && (link.length == 0 || index % link.length != 0)) sample.inputs[link.input] = m_outputs[link.output];
        m_last.reset();
        RF_TRY(m_outputs, runOne(index, sample.inputs));
        m_last = index;
        if (sink) RF_TRY_VOID(sink(index, m_outputs));
        RF_TRY_VOID(progress.advance(++done, static_cast<std::int64_t>(which.size())));
    }
    return {};
}

}  // namespace rf::engine
