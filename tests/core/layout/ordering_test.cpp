// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/ordering.h"

#include "core/base/random.h"

namespace rf::layout {
namespace {

ProperGraph ordered(const Problem& problem, int sweeps) {
    ProperGraph graph = properGraph(problem, assignLayers(problem).value());
    EXPECT_TRUE(orderLayers(graph, sweeps, Progress()));
    return graph;
}

Problem equalBoxes(int count, std::vector<Problem::Edge> edges) {
    Problem problem;
    problem.nodes.assign(static_cast<std::size_t>(count), {100, 24});
    problem.edges = std::move(edges);
    return problem;
}

/// Every pair of pieces between two layers, compared directly.
std::int64_t crossingsByPairs(const ProperGraph& graph) {
    std::int64_t total = 0;
    for (std::size_t l = 0; l + 1 < graph.layers.size(); ++l) {
        std::vector<std::pair<int, int>> pieces;
        const auto& lower = graph.layers[l + 1];
        for (std::size_t i = 0; i < graph.layers[l].size(); ++i)
            for (const int n : graph.below.of(graph.layers[l][i]))
                pieces.emplace_back(static_cast<int>(i), static_cast<int>(std::find(lower.begin(), lower.end(), n) - lower.begin()));
        for (const auto& a : pieces)
            for (const auto& b : pieces) total += a.first < b.first && a.second > b.second;
    }
    return total;
}

TEST(Layering, SinksASideBranchToItsConsumer) {
    // 0 → 1 → 2 → 3 → 4 is the trunk; 5 → 6 → 4 starts from an input of its own.
    const auto layers = assignLayers(equalBoxes(7, {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {5, 6}, {6, 4}})).value();
    EXPECT_EQ(layers, (std::vector<int>{0, 1, 2, 3, 4, 2, 3}));
}

TEST(Layering, LongArrowsOfOneBoxShareATrunk) {
    // Box 0 is read by every box of a chain: the longest arrow spans four layers, so three dummies serve all.
    const Problem problem = equalBoxes(5, {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {0, 2}, {0, 3}, {0, 4}});
    const ProperGraph graph = properGraph(problem, assignLayers(problem).value());
    EXPECT_EQ(graph.size(), 5 + 2 + 1);
}

TEST(Layering, RefusesACycle) {
    const auto layers = assignLayers(equalBoxes(2, {{0, 1}, {1, 0}}));
    ASSERT_FALSE(layers);
    EXPECT_EQ(layers.error().code(), ErrorCode::InvalidArgument);
}

TEST(Ordering, CountsCrossingsLikeComparingAllPairs) {
    Random random(7);
    for (int round = 0; round < 20; ++round) {
        std::vector<Problem::Edge> edges;
        for (int i = 0; i < 60; ++i) {
            const int from = static_cast<int>(random.below(29));
            edges.push_back({from, from + 1 + static_cast<int>(random.below(static_cast<std::uint64_t>(29 - from)))});
        }
        const ProperGraph graph = ordered(equalBoxes(30, edges), 0);
        EXPECT_EQ(crossings(graph), crossingsByPairs(graph));
    }
}

TEST(Ordering, UntanglesAGraphThatCanBeDrawnWithoutCrossings) {
    // Three chains whose middle equalBoxes are numbered in reverse: drawn by number they cross three times.
    const ProperGraph graph = ordered(equalBoxes(9, {{0, 5}, {1, 4}, {2, 3}, {5, 6}, {4, 7}, {3, 8}}), 8);
    EXPECT_EQ(crossings(graph), 0);
}

TEST(Ordering, ReachesTheLeastCrossingsOfTheCompleteBipartiteGraph) {
    // K(3,3) in two layers always has C(3,2)² = 9 crossings.
    std::vector<Problem::Edge> edges;
    for (int top = 0; top < 3; ++top)
        for (int bottom = 3; bottom < 6; ++bottom) edges.push_back({top, bottom});
    EXPECT_EQ(crossings(ordered(equalBoxes(6, edges), 8)), 9);
}

TEST(Ordering, SweepsNeverMakeItWorse) {
    Random random(11);
    std::vector<Problem::Edge> edges;
    for (int i = 0; i < 150; ++i) {
        const int from = static_cast<int>(random.below(99));
        edges.push_back({from, from + 1 + static_cast<int>(random.below(static_cast<std::uint64_t>(std::min(10, 99 - from))))});
    }
    const Problem problem = equalBoxes(100, edges);
    EXPECT_LT(crossings(ordered(problem, 8)), crossings(ordered(problem, 0)));
}

}  // namespace
}  // namespace rf::layout
