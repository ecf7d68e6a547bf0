// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/layered_layout.h"

#include <algorithm>

#include "core/layout/columns.h"
#include "core/layout/coordinates.h"
#include "core/layout/layering.h"
#include "core/layout/ordering.h"

// How a network is laid out
// =========================
//
// Terms. A *box* is a node of the problem, an *arrow* joins two boxes. A *layer* is a row of the drawing. The *span* of an
// arrow is the number of layers it goes down. A *dummy* is a vertex without width that keeps a place for a long arrow in a
// layer it only passes. *Pieces* join vertices (boxes or dummies) of neighbouring layers; once everything is pieces the
// graph is *proper*. A *trunk* is the line of dummies below one box: all long arrows of a box share it and leave it one
// layer above their consumer. So a tensor that a hundred layers read costs one line as long as the longest arrow, in
// time as well as on the screen, and not a hundred. A *chain* is a line of vertices that should be vertical: a trunk, or
// boxes that have only each other as neighbours.
//
// Steps, each a file of this folder:
//  1. layering     Every box goes into the layer given by the longest path that leads to it (no arrow can be shorter than
//                  one layer, so the drawing is as flat as it can be). Then boxes that have at least as many arrows out as
//                  in sink to just above their consumers: an input that is used late, or a short branch beside a long one,
//                  stands where it is used.
//  2. layering     Long arrows become trunks: the proper graph.
//  3. ordering     From a depth-first first order, sweeps down and up sort every layer by the mean position
//                  (*barycentre*) of the neighbours in the layer that was sorted before. Crossings are counted after each
//                  sweep, and the best order seen is kept. Few sweeps do: networks are nearly planar.
//  4. coordinates  Sweeps down and up move every layer as near as possible to where its neighbours want it. "As near as
//                  possible" in the sense of least squares under "keep the order and the distances" is isotonic
//                  regression, which is linear in the size of the layer. At last chains are made exactly vertical.
//  5. columns      Where a drawing is asked for that fills a window, layers are dealt out to columns side by side, cut where few
//                  lines pass; a line from one column to the next turns below the one and above the other.
//  6. here         Layers get heights, boxes get rectangles, arrows become polylines along their trunks, without points
//                  that do not bend.
//
// With n vertices and m pieces, everything is O(n + m) but for sorting within layers and counting crossings,
// O((n + m) log n). Nothing depends on addresses, hashes, time or random numbers.
namespace rf::layout {

namespace {

constexpr double kParallelGap = 6;  ///< between arrows that join the same two boxes

std::vector<Row> rowsOf(const ProperGraph& graph, const Problem& problem, double gap) {
    std::vector<Row> rows(graph.layers.size());
    for (std::size_t v = 0; v < problem.nodes.size(); ++v) {
        Row& row = rows[at(graph.layer[v])];
        row.height = std::max(row.height, problem.nodes[v].height);
    }
    for (std::size_t i = 1; i < rows.size(); ++i) rows[i].top = rows[i - 1].bottom() + gap;
    return rows;
}

/// Appends a point; a point in the middle of a vertical line is replaced by its end.
void append(std::vector<Point>& line, Point point) {
    const std::size_t n = line.size();
    if (n >= 2 && line[n - 1].x == point.x && line[n - 2].x == point.x)
        line.back() = point;
    else if (n == 0 || line.back().x != point.x || line.back().y != point.y)
        line.push_back(point);
}

struct Router {
    const ProperGraph& graph;
    const std::vector<Row>& rows;
    const std::vector<double>& x;
    const std::vector<Rect>& boxes;  // in their columns
    const Columns& columns;

    int columnOf(int layer) const { return columns.isOne() ? 0 : columns.ofLayer[at(layer)]; }
    Point moved(int layer, Point point) const {
        if (columns.isOne()) return point;
        const Point shift = columns.shift[at(columnOf(layer))];
        return {point.x + shift.x, point.y + shift.y};
    }
    /// Goes on from `vertex` at the bottom of a layer to the top of the next.
    void goDown(std::vector<Point>& line, int layer, int vertex, double toX) const {
        const Point to = moved(layer + 1, {toX, rows[at(layer) + 1].top});
        if (columnOf(layer) != columnOf(layer + 1))
            for (const Point& point : turn(columns, columnOf(layer), vertex, line.back(), to)) append(line, point);
        append(line, to);
    }

    std::vector<Point> route(const Problem::Edge& edge, double shift) const {
        std::vector<Point> line;
        const int from = graph.layer[at(edge.from)], to = graph.layer[at(edge.to)];
        const Rect& source = boxes[at(edge.from)];
        const Point start = moved(from, {x[at(edge.from)] + shift, rows[at(from)].bottom()});
        append(line, {start.x, source.y + source.height});
        append(line, start);
        int vertex = edge.from;
        for (int layer = from + 1; layer < to; ++layer) {
            const int dummy = graph.trunkBegin[at(edge.from)] + layer - from - 1;
            const double dummyX = x[at(dummy)] + shift;
            goDown(line, layer - 1, vertex, dummyX);
            append(line, moved(layer, {dummyX, rows[at(layer)].bottom()}));
            vertex = dummy;
        }
        goDown(line, to - 1, vertex, x[at(edge.to)] + shift);
        append(line, {line.back().x, boxes[at(edge.to)].y});
        return line;
    }
};

/// How far each arrow is moved aside so that arrows between the same two boxes can be told apart; 0 for all others.
std::vector<double> parallelShifts(const Problem& problem) {
    std::vector<int> order(problem.edges.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int>(i);
    const auto key = [&](int i) { return std::pair(problem.edges[at(i)].from, problem.edges[at(i)].to); };
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return key(a) < key(b); });
    std::vector<double> shifts(order.size(), 0.0);
    for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
        while (end < order.size() && key(order[end]) == key(order[begin])) ++end;
        const auto& edge = problem.edges[at(order[begin])];
        const double narrower = std::min(problem.nodes[at(edge.from)].width, problem.nodes[at(edge.to)].width);
        const auto count = static_cast<double>(end - begin);
        const double gap = std::min(kParallelGap, narrower / count);
        for (std::size_t k = begin; k < end; ++k) shifts[at(order[k])] = gap * (static_cast<double>(k - begin) - (count - 1) / 2);
    }
    return shifts;
}

Rect boundsOf(const Drawing& drawing) {
    double left = 0, top = 0, right = 0, bottom = 0;
    bool first = true;
    const auto include = [&](double x, double y) {
        left = first ? x : std::min(left, x);
        right = first ? x : std::max(right, x);
        top = first ? y : std::min(top, y);
        bottom = first ? y : std::max(bottom, y);
        first = false;
    };
    for (const Rect& box : drawing.nodes) {
        include(box.x, box.y);
        include(box.x + box.width, box.y + box.height);
    }
    for (const auto& line : drawing.edges)
        for (const Point& point : line) include(point.x, point.y);
    return {left, top, right - left, bottom - top};
}

void moveToOrigin(Drawing& drawing) {
    const double left = drawing.bounds.x, top = drawing.bounds.y;
    for (Rect& box : drawing.nodes) box.x -= left, box.y -= top;
    for (auto& line : drawing.edges)
        for (Point& point : line) point.x -= left, point.y -= top;
    drawing.bounds.x = drawing.bounds.y = 0;
}

}  // namespace

Result<Drawing> layered(const Problem& problem, const Options& options, const Progress& progress) {
    const auto parts = progress.split({1, 5, 3, 1});
    RF_TRY_VOID(parts[0].advance(0, 1));
    RF_TRY(const std::vector<int> layers, assignLayers(problem));
    ProperGraph graph = properGraph(problem, layers);
    RF_TRY_VOID(orderLayers(graph, options.sweeps, parts[1]));
    RF_TRY(const std::vector<double> x, assignCoordinates(graph, problem, options, parts[2]));

    const std::vector<Row> rows = rowsOf(graph, problem, options.layerGap);
    const Columns columns = columnsOf(graph, problem, rows, x, options);
    Drawing drawing;
    for (std::size_t column = 1; column < columns.firstLayers.size(); ++column) {
        const auto& layer = graph.layers[at(columns.firstLayers[column])];
        const auto box = std::find_if(layer.begin(), layer.end(), [&](int v) { return !graph.isDummy(v); });
        if (box != layer.end()) drawing.columnStarts.push_back(*box);
    }
    drawing.nodes.reserve(problem.nodes.size());
    for (std::size_t v = 0; v < problem.nodes.size(); ++v) {
        const Size size = problem.nodes[v];
        const Row& row = rows[at(graph.layer[v])];
        const Point shift = columns.isOne() ? Point{} : columns.shift[at(columns.ofLayer[at(graph.layer[v])])];
        drawing.nodes.push_back(
            {x[v] - size.width / 2 + shift.x, row.top + (row.height - size.height) / 2 + shift.y, size.width, size.height});
    }
    const Router router{graph, rows, x, drawing.nodes, columns};
    const std::vector<double> shifts = parallelShifts(problem);
    drawing.edges.reserve(problem.edges.size());
    for (std::size_t e = 0; e < problem.edges.size(); ++e) drawing.edges.push_back(router.route(problem.edges[e], shifts[e]));
    drawing.bounds = boundsOf(drawing);
    moveToOrigin(drawing);
    RF_TRY_VOID(parts[3].advance(1, 1));
    return drawing;
}

}  // namespace rf::layout
