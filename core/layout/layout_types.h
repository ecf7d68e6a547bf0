// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

/// Positions in a drawing of a graph, without any GUI type.
namespace rf::layout {

struct Point {
    double x = 0, y = 0;
};
struct Size {
    double width = 0, height = 0;
};
struct Rect {
    double x = 0, y = 0, width = 0, height = 0;
};

/// A drawing problem: boxes, and arrows between them by index. Several arrows may join the same two boxes.
struct Problem {
    std::vector<Size> nodes;
    struct Edge {
        int from = 0, to = 0;
    };
    std::vector<Edge> edges;
};

struct Options {
    double layerGap = 36;  ///< between the bottom of a layer and the top of the next
    double nodeGap = 24;   ///< between neighbours of a layer
    int sweeps = 8;        ///< crossing reduction passes
};

/// The place of a box, arrow or vertex in a vector by its number.
inline std::size_t at(int index) { return static_cast<std::size_t>(index); }

/// The positions of boxes (by index) and arrows (polylines from the bottom of `from` to the top of `to`).
struct Drawing {
    std::vector<Rect> nodes;
    std::vector<std::vector<Point>> edges;
    Rect bounds;
};

}  // namespace rf::layout
