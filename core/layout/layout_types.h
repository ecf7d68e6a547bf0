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
    /// Width by height of a drawing that fills the window: what is much higher is cut into columns side by side, and arrows from the
    /// end of one column go up to the top of the next. 0: one column, all arrows go down.
    double aspect = 0;
    /// With an aspect: boxes at the top of the second and further columns, as an earlier drawing had them; empty: found anew.
    std::vector<int> columnStarts;
};

/// The place of a box, arrow or vertex in a vector by its number.
inline std::size_t at(int index) { return static_cast<std::size_t>(index); }

/// The positions of boxes (by index) and arrows (polylines from the bottom of `from` to the top of `to`).
struct Drawing {
    std::vector<Rect> nodes;
    std::vector<std::vector<Point>> edges;
    Rect bounds;
    std::vector<int> columnStarts;  ///< a box of the first layer of the second and of each further column
};

}  // namespace rf::layout
