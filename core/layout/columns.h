// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/layering.h"

/// A step of layered_layout.cpp, where the terms are explained; not for use outside this folder.
namespace rf::layout {

struct Row {
    double top = 0, height = 0;
    double bottom() const { return top + height; }
};

/// Which layers stand in which column, and how far each column is moved.
struct Columns {
    std::vector<int> ofLayer;      ///< empty: one column, nothing moves
    std::vector<Point> shift;      ///< by column
    std::vector<double> right;     ///< of the boxes and trunks of a column, after the shift
    std::vector<double> bottom;    ///< the same
    std::vector<double> lane;      ///< by vertex of the last layer of a column: how far its line runs aside from those of its neighbours
    std::vector<int> firstLayers;  ///< of every column

    bool isOne() const { return ofLayer.empty(); }
};

/// Cuts a drawing that is much higher than wide into columns side by side, where few lines pass. `x` is the middle of every vertex.
/// With options.columnStarts the cuts are above these boxes.
Columns columnsOf(const ProperGraph& graph, const Problem& problem, const std::vector<Row>& rows, const std::vector<double>& x,
                  const Options& options);

/// The line from the end of a column to the top of the next one, from `from` at the bottom of vertex `vertex`; both points shifted.
std::vector<Point> turn(const Columns& columns, int column, int vertex, Point from, Point to);

}  // namespace rf::layout
