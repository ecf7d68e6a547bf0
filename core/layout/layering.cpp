// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/layering.h"

#include <algorithm>

namespace rf::layout {

namespace {

/// Pairs (from, to), grouped by `from`; the order of the pairs is kept within a group.
Adjacency grouped(int vertices, const std::vector<Problem::Edge>& pairs, bool reversed) {
    Adjacency lists;
    lists.begin.assign(at(vertices) + 1, 0);
    for (const auto& pair : pairs) ++lists.begin[at(reversed ? pair.to : pair.from) + 1];
    for (std::size_t v = 1; v < lists.begin.size(); ++v) lists.begin[v] += lists.begin[v - 1];
    lists.targets.resize(pairs.size());
    std::vector<int> next(lists.begin.begin(), lists.begin.end() - 1);
    for (const auto& pair : pairs) {
        int& slot = next[at(reversed ? pair.to : pair.from)];
        lists.targets[at(slot++)] = reversed ? pair.from : pair.to;
    }
    return lists;
}

/// Boxes with every producer first (Kahn 1962); shorter than the problem when there is a cycle.
std::vector<int> topologicalOrder(int boxes, const Adjacency& consumers, const Adjacency& producers) {
    std::vector<int> order, missing(at(boxes));
    order.reserve(at(boxes));
    for (int v = 0; v < boxes; ++v) {
        missing[at(v)] = static_cast<int>(producers.of(v).size());
        if (missing[at(v)] == 0) order.push_back(v);
    }
    for (std::size_t head = 0; head < order.size(); ++head)
        for (const int next : consumers.of(order[head]))
            if (--missing[at(next)] == 0) order.push_back(next);
    return order;
}

}  // namespace

Result<std::vector<int>> assignLayers(const Problem& problem) {
    const int boxes = static_cast<int>(problem.nodes.size());
    for (const auto& edge : problem.edges) RF_ASSERT(edge.from >= 0 && edge.from < boxes && edge.to >= 0 && edge.to < boxes);
    const Adjacency consumers = grouped(boxes, problem.edges, false);
    const Adjacency producers = grouped(boxes, problem.edges, true);
    const std::vector<int> order = topologicalOrder(boxes, consumers, producers);
    if (order.size() != problem.nodes.size())
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "the arrows of the drawing form a cycle; only acyclic graphs have layers"));

    std::vector<int> layer(at(boxes), 0);
    for (const int v : order)
        for (const int next : consumers.of(v)) layer[at(next)] = std::max(layer[at(next)], layer[at(v)] + 1);

    // Longest paths put everything as high as possible. A box that has at least as many arrows out as in may sink to its
    // consumers without making the arrows longer in total; consumers first, so that a whole side branch sinks together.
    for (auto v = order.rbegin(); v != order.rend(); ++v) {
        const auto out = consumers.of(*v);
        if (out.empty() || out.size() < producers.of(*v).size()) continue;
        int lowest = layer[at(out.front())];
        for (const int next : out) lowest = std::min(lowest, layer[at(next)]);
        layer[at(*v)] = lowest - 1;
    }
    return layer;
}

ProperGraph properGraph(const Problem& problem, const std::vector<int>& layers) {
    ProperGraph graph;
    graph.boxes = static_cast<int>(problem.nodes.size());
    graph.layer = layers;
    graph.trunkBegin.resize(at(graph.boxes));
    const Adjacency consumers = grouped(graph.boxes, problem.edges, false);
    std::vector<Problem::Edge> pieces;
    pieces.reserve(problem.edges.size());
    std::vector<int> targets;
    for (int box = 0; box < graph.boxes; ++box) {
        targets.assign(consumers.of(box).begin(), consumers.of(box).end());
        std::sort(targets.begin(), targets.end());
        targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
        graph.trunkBegin[at(box)] = graph.size();
        int span = 1;
        for (const int target : targets) span = std::max(span, layers[at(target)] - layers[at(box)]);
        for (int step = 1; step < span; ++step) {
            const int dummy = graph.size();
            pieces.push_back({step == 1 ? box : dummy - 1, dummy});
            graph.layer.push_back(layers[at(box)] + step);
        }
        for (const int target : targets) {
            const int steps = layers[at(target)] - layers[at(box)];
            pieces.push_back({steps == 1 ? box : graph.trunkBegin[at(box)] + steps - 2, target});
        }
    }
    graph.below = grouped(graph.size(), pieces, false);
    graph.above = grouped(graph.size(), pieces, true);
    int depth = 0;
    for (const int layer : graph.layer) depth = std::max(depth, layer + 1);
    graph.layers.resize(at(depth));
    return graph;
}

}  // namespace rf::layout
