// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>
#include <span>
#include <vector>

namespace rf::ui {

/// Finds the rectangles near a place without looking at the others: a uniform grid of cells, each with a list of the
/// items that touch it.
class SpatialGrid {
public:
    SpatialGrid() = default;
    explicit SpatialGrid(std::span<const QRectF> items);

    /// Appends the items whose cells touch `area`, each once; some may lie just outside.
    void query(const QRectF& area, std::vector<int>& found) const;

private:
    struct Cells {
        int left, top, right, bottom;  ///< inclusive
    };
    Cells cellsOf(const QRectF& area) const;

    QPointF m_origin;
    double m_cell = 1;
    int m_columns = 0, m_rows = 0;
    std::vector<Cells> m_items;
    std::vector<int> m_begin, m_lists;
};

}  // namespace rf::ui
