// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/layered_layout.h"

#include "core/base/random.h"

namespace rf::layout {
namespace {

Problem boxes(int count, std::vector<Problem::Edge> edges) {
    Problem problem;
    for (int i = 0; i < count; ++i) problem.nodes.push_back({80.0 + 10 * (i % 5), 24.0});
    problem.edges = std::move(edges);
    return problem;
}

/// Arrows that mostly go to the next boxes, and some far down, as in a network.
Problem network(int count, std::uint64_t seed) {
    Random random(seed);
    std::vector<Problem::Edge> edges;
    for (int i = 1; i < count; ++i) {
        edges.push_back({std::max(0, i - 1 - static_cast<int>(random.below(3))), i});
        if (random.below(4) == 0) edges.push_back({static_cast<int>(random.below(static_cast<std::uint64_t>(i))), i});
    }
    return boxes(count, edges);
}

Drawing draw(const Problem& problem) { return layered(problem, {}, Progress()).value(); }

double middle(const Rect& box) { return box.x + box.width / 2; }
bool overlap(const Rect& a, const Rect& b) {
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

void expectSound(const Problem& problem, const Drawing& drawing) {
    ASSERT_EQ(drawing.nodes.size(), problem.nodes.size());
    ASSERT_EQ(drawing.edges.size(), problem.edges.size());
    for (std::size_t i = 0; i < drawing.nodes.size(); ++i)
        for (std::size_t k = i + 1; k < drawing.nodes.size(); ++k)
            ASSERT_FALSE(overlap(drawing.nodes[i], drawing.nodes[k])) << i << " and " << k;
    for (std::size_t e = 0; e < drawing.edges.size(); ++e) {
        const auto& line = drawing.edges[e];
        const Rect& from = drawing.nodes[static_cast<std::size_t>(problem.edges[e].from)];
        const Rect& to = drawing.nodes[static_cast<std::size_t>(problem.edges[e].to)];
        ASSERT_GE(line.size(), 2u);
        EXPECT_DOUBLE_EQ(line.front().y, from.y + from.height);
        EXPECT_DOUBLE_EQ(line.back().y, to.y);
        EXPECT_TRUE(line.front().x >= from.x && line.front().x <= from.x + from.width);
        EXPECT_TRUE(line.back().x >= to.x && line.back().x <= to.x + to.width);
        for (std::size_t i = 1; i < line.size(); ++i) ASSERT_GT(line[i].y, line[i - 1].y) << "arrow " << e << " does not point down";
    }
}

TEST(LayeredLayout, NothingGivesAnEmptyDrawing) {
    const Drawing drawing = draw({});
    EXPECT_TRUE(drawing.nodes.empty());
    EXPECT_EQ(drawing.bounds.width, 0);
}

TEST(LayeredLayout, OneBoxFillsTheDrawing) {
    const Drawing drawing = draw(boxes(1, {}));
    EXPECT_DOUBLE_EQ(drawing.bounds.width, 80);
    EXPECT_DOUBLE_EQ(drawing.bounds.height, 24);
}

TEST(LayeredLayout, AChainIsOneVerticalLine) {
    const Problem problem = boxes(6, {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}});
    const Drawing drawing = draw(problem);
    expectSound(problem, drawing);
    for (const Rect& box : drawing.nodes) EXPECT_DOUBLE_EQ(middle(box), middle(drawing.nodes[0]));
    for (const auto& line : drawing.edges) EXPECT_EQ(line.size(), 2u);
}

TEST(LayeredLayout, BranchesOfABlockAreStraightAndTheJoinIsCentred) {
    // 0 forks into 1-2-3 and 4-5-6, which join in 7.
    Problem problem = boxes(8, {{0, 1}, {1, 2}, {2, 3}, {0, 4}, {4, 5}, {5, 6}, {3, 7}, {6, 7}});
    for (Size& size : problem.nodes) size.width = 100;
    const Drawing drawing = draw(problem);
    expectSound(problem, drawing);
    EXPECT_DOUBLE_EQ(middle(drawing.nodes[1]), middle(drawing.nodes[3]));
    EXPECT_DOUBLE_EQ(middle(drawing.nodes[4]), middle(drawing.nodes[6]));
    EXPECT_NEAR(middle(drawing.nodes[7]), (middle(drawing.nodes[1]) + middle(drawing.nodes[4])) / 2, 1e-9);
    EXPECT_NEAR(middle(drawing.nodes[0]), middle(drawing.nodes[7]), 1e-9);
}

TEST(LayeredLayout, ALongArrowBendsOnlyAtItsEnds) {
    const Problem problem = boxes(7, {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 6}, {0, 6}});
    const Drawing drawing = draw(problem);
    expectSound(problem, drawing);
    EXPECT_LE(drawing.edges[6].size(), 4u);
}

TEST(LayeredLayout, ARowOfBlocksDoesNotDrift) {
    // Each block: a fork into a chain of three and a chain of one, joined again.
    Problem problem = boxes(1, {});
    for (int block = 0, top = 0; block < 50; ++block, top += 5) {
        for (const auto& [from, to] : {std::pair{0, 1}, {1, 2}, {2, 3}, {0, 4}, {3, 5}, {4, 5}})
            problem.edges.push_back({top + from, top + to});
        problem.nodes.resize(problem.nodes.size() + 5, {100, 24});
    }
    const Drawing drawing = draw(problem);
    for (std::size_t join = 5; join < drawing.nodes.size(); join += 5)
        EXPECT_NEAR(middle(drawing.nodes[join]), middle(drawing.nodes[0]), 1);
}

TEST(LayeredLayout, ComponentsStandSideBySide) {
    const Problem problem = boxes(6, {{0, 1}, {1, 2}, {3, 4}, {4, 5}});
    const Drawing drawing = draw(problem);
    expectSound(problem, drawing);
    EXPECT_DOUBLE_EQ(drawing.nodes[0].y, drawing.nodes[3].y);
    EXPECT_GT(drawing.nodes[3].x, drawing.nodes[0].x + drawing.nodes[0].width);
}

TEST(LayeredLayout, ArrowsBetweenTheSameBoxesAreApart) {
    const Problem problem = boxes(2, {{0, 1}, {0, 1}, {0, 1}});
    const Drawing drawing = draw(problem);
    expectSound(problem, drawing);
    EXPECT_GT(drawing.edges[1].front().x, drawing.edges[0].front().x);
    EXPECT_GT(drawing.edges[2].front().x, drawing.edges[1].front().x);
}

TEST(LayeredLayout, TallBoxesDoNotOverlapTheNextLayer) {
    Problem problem = boxes(4, {{0, 1}, {0, 2}, {1, 3}, {2, 3}});
    problem.nodes[2].height = 120;
    expectSound(problem, draw(problem));
}

TEST(LayeredLayout, AChainIsCutIntoColumnsThatFillTheWindow) {
    std::vector<Problem::Edge> edges;
    for (int i = 1; i < 200; ++i) edges.push_back({i - 1, i});
    edges.push_back({0, 199});  // passes all columns
    const Problem problem = boxes(200, edges);
    Options options;
    options.aspect = 1.5;
    const Drawing drawing = layered(problem, options, Progress()).value();
    EXPECT_NEAR(drawing.bounds.width / drawing.bounds.height, 1.5, 0.5);
    EXPECT_GE(drawing.columnStarts.size(), 3u);
    for (std::size_t i = 0; i < drawing.nodes.size(); ++i)
        for (std::size_t k = i + 1; k < drawing.nodes.size(); ++k) ASSERT_FALSE(overlap(drawing.nodes[i], drawing.nodes[k]));
    for (std::size_t e = 0; e < drawing.edges.size(); ++e) {
        const auto& line = drawing.edges[e];
        const Rect &from = drawing.nodes[at(problem.edges[e].from)], &to = drawing.nodes[at(problem.edges[e].to)];
        EXPECT_DOUBLE_EQ(line.front().y, from.y + from.height);
        EXPECT_DOUBLE_EQ(line.back().y, to.y);
        EXPECT_LT(line[line.size() - 2].y, line.back().y) << "arrives from above";
    }
    // Between columns nothing is crossed: the line leaves below, rises in the gap, and comes from above.
    const int start = drawing.columnStarts[0];
    EXPECT_LT(drawing.nodes[at(start)].y, drawing.nodes[at(start - 1)].y);
    EXPECT_GT(drawing.nodes[at(start)].x, drawing.nodes[at(start - 1)].x + drawing.nodes[at(start - 1)].width);
}

TEST(LayeredLayout, AShortDrawingStaysOneColumn) {
    const Problem problem = boxes(6, {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}});
    Options options;
    options.aspect = 1.5;
    const Drawing drawing = layered(problem, options, Progress()).value();
    EXPECT_TRUE(drawing.columnStarts.empty());
    expectSound(problem, drawing);
}

TEST(LayeredLayout, GivenColumnsStay) {
    std::vector<Problem::Edge> edges;
    for (int i = 1; i < 100; ++i) edges.push_back({i - 1, i});
    Options options;
    options.aspect = 1.5;
    options.columnStarts = {20, 70};
    const Drawing drawing = layered(boxes(100, edges), options, Progress()).value();
    EXPECT_EQ(drawing.columnStarts, (std::vector<int>{20, 70}));
    EXPECT_DOUBLE_EQ(drawing.nodes[0].y, drawing.nodes[20].y);
    EXPECT_DOUBLE_EQ(drawing.nodes[0].y, drawing.nodes[70].y);
}

TEST(LayeredLayout, RandomNetworksAreSound) {
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const Problem problem = network(300, seed);
        expectSound(problem, draw(problem));
    }
}

TEST(LayeredLayout, TheSameProblemGivesTheSameDrawing) {
    const Problem problem = network(500, 3);
    const Drawing first = draw(problem), second = draw(problem);
    for (std::size_t i = 0; i < first.nodes.size(); ++i) {
        EXPECT_EQ(first.nodes[i].x, second.nodes[i].x);
        EXPECT_EQ(first.nodes[i].y, second.nodes[i].y);
    }
}

TEST(LayeredLayout, StopsWhenAsked) {
    std::stop_source source;
    source.request_stop();
    const auto drawing = layered(network(100, 1), {}, Progress(source.get_token(), {}));
    ASSERT_FALSE(drawing);
    EXPECT_EQ(drawing.error().code(), ErrorCode::Cancelled);
}

TEST(LayeredLayout, ReportsItsProgressToTheEnd) {
    double last = 0;
    ASSERT_TRUE(layered(network(100, 1), {}, Progress({}, [&](const ProgressReport& report) { last = report.fraction; })));
    EXPECT_DOUBLE_EQ(last, 1.0);
}

TEST(LayeredLayout, RefusesACycle) {
    const auto drawing = layered(boxes(2, {{0, 1}, {1, 0}}), {}, Progress());
    ASSERT_FALSE(drawing);
    EXPECT_EQ(drawing.error().code(), ErrorCode::InvalidArgument);
}

}  // namespace
}  // namespace rf::layout
