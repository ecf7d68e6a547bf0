// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/columns.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace rf::layout {

namespace {

constexpr double kLeastColumn = 600;  ///< pixels of height: shorter columns are as easily read in one
constexpr double kLaneGap = 5, kFirstLane = 14, kColumnGap = 40;
constexpr int kMostColumns = 200;
constexpr double kSlack = 0.15;  ///< of a column's height by which a cut may move to a better place

struct Extent {
    double left = std::numeric_limits<double>::infinity(), right = -left;
    void include(double from, double to) {
        left = std::min(left, from);
        right = std::max(right, to);
    }
    double width() const { return right > left ? right - left : 0; }
};

std::vector<Extent> extentsOf(const ProperGraph& graph, const Problem& problem, const std::vector<double>& x) {
    std::vector<Extent> extents(graph.layers.size());
    for (std::size_t layer = 0; layer < graph.layers.size(); ++layer)
        for (const int v : graph.layers[layer]) {
            const double half = graph.isDummy(v) ? 0 : problem.nodes[at(v)].width / 2;
            extents[layer].include(x[at(v)] - half, x[at(v)] + half);
        }
    return extents;
}

/// The first layers of `count` columns of about the same height, each where the fewest vertices are near the wanted place.
std::vector<int> cutsFor(int count, const ProperGraph& graph, const std::vector<Row>& rows) {
    const double height = rows.back().bottom() / count;
    std::vector<int> first{0};
    for (int column = 1; column < count; ++column) {
        const double wanted = height * column;
        auto layer =
            std::lower_bound(rows.begin(), rows.end(), wanted - kSlack * height, [](const Row& row, double y) { return row.top < y; });
        int best = -1;
        for (; layer != rows.end() && layer->top <= wanted + kSlack * height; ++layer) {
            const auto here = static_cast<int>(layer - rows.begin());
            const auto load = [&](int l) { return std::pair(graph.layers[at(l) - 1].size(), std::abs(rows[at(l)].top - wanted)); };
            if (here > first.back() && (best < 0 || load(here) < load(best))) best = here;
        }
        if (best >= 0) first.push_back(best);
    }
    return first;
}

struct Shape {
    double width = 0, height = 0;
};

Shape shapeOf(const std::vector<int>& first, const std::vector<Row>& rows, const std::vector<Extent>& extents) {
    Shape shape;
    for (std::size_t column = 0; column < first.size(); ++column) {
        const std::size_t begin = at(first[column]), end = column + 1 < first.size() ? at(first[column + 1]) : rows.size();
        Extent extent;
        for (std::size_t layer = begin; layer < end; ++layer) extent.include(extents[layer].left, extents[layer].right);
        shape.width += extent.width() + (column > 0 ? kColumnGap : 0);
        shape.height = std::max(shape.height, rows[end - 1].bottom() - rows[begin].top);
    }
    return shape;
}

/// The cuts whose drawing comes nearest to the wanted ratio of width and height.
std::vector<int> bestCuts(const ProperGraph& graph, const std::vector<Row>& rows, const std::vector<Extent>& extents, double aspect) {
    std::vector<int> best{0};
    double nearest = std::numeric_limits<double>::infinity();
    const double height = rows.back().bottom();
    for (int count = 1; count <= kMostColumns && (count == 1 || height / count >= kLeastColumn); ++count) {
        std::vector<int> first = cutsFor(count, graph, rows);
        const Shape shape = shapeOf(first, rows, extents);
        const double away = std::abs(std::log(std::max(1.0, shape.width) / std::max(1.0, shape.height) / aspect));
        if (away >= nearest) continue;
        nearest = away;
        best = std::move(first);
    }
    return best;
}

std::vector<int> givenCuts(const ProperGraph& graph, const std::vector<int>& starts) {
    std::vector<int> first{0};
    for (const int box : starts) first.push_back(graph.layer[at(box)]);
    std::sort(first.begin(), first.end());
    first.erase(std::unique(first.begin(), first.end()), first.end());
    return first;
}

}  // namespace

Columns columnsOf(const ProperGraph& graph, const Problem& problem, const std::vector<Row>& rows, const std::vector<double>& x,
                  const Options& options) {
    Columns columns;
    if (options.aspect <= 0 || rows.empty()) return columns;
    const std::vector<Extent> extents = extentsOf(graph, problem, x);
    columns.firstLayers =
        options.columnStarts.empty() ? bestCuts(graph, rows, extents, options.aspect) : givenCuts(graph, options.columnStarts);
    if (columns.firstLayers.size() < 2) return columns;

    columns.lane.assign(at(graph.size()), 0);
    double left = 0, head = 0;
    for (std::size_t column = 0; column < columns.firstLayers.size(); ++column) {
        const bool isLast = column + 1 == columns.firstLayers.size();
        const std::size_t begin = at(columns.firstLayers[column]), end = isLast ? rows.size() : at(columns.firstLayers[column + 1]);
        Extent extent;
        for (std::size_t layer = begin; layer < end; ++layer) {
            extent.include(extents[layer].left, extents[layer].right);
            columns.ofLayer.push_back(static_cast<int>(column));
        }
        columns.shift.push_back({left - extent.left, head - rows[begin].top});
        columns.right.push_back(left + extent.width());
        columns.bottom.push_back(head + rows[end - 1].bottom() - rows[begin].top);
        // The rightmost line turns first, so that lines of one turn do not cross.
        const auto& last = graph.layers[end - 1];
        const auto lines = static_cast<double>(last.size());
        for (std::size_t i = 0; i < last.size(); ++i)
            columns.lane[at(last[i])] = kFirstLane + kLaneGap * (lines - 1 - static_cast<double>(i));
        left = columns.right.back() + std::max(kColumnGap, 2 * kFirstLane + kLaneGap * lines);
    }
    return columns;
}

std::vector<Point> turn(const Columns& columns, int column, int vertex, Point from, Point to) {
    const double lane = columns.lane[at(vertex)];
    const double below = columns.bottom[at(column)] + lane, above = -lane, aside = columns.right[at(column)] + lane;
    return {{from.x, below}, {aside, below}, {aside, above}, {to.x, above}};
}

}  // namespace rf::layout
