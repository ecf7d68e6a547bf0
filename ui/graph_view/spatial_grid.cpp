// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph_view/spatial_grid.h"

#include <algorithm>
#include <cmath>

namespace rf::ui {

namespace {
constexpr double kSmallestCell = 512;
constexpr double kMostCells = 1 << 18;
}  // namespace

SpatialGrid::SpatialGrid(std::span<const QRectF> items) {
    if (items.empty()) return;
    QRectF bounds = items.front();
    for (const QRectF& item : items) {  // QRectF::united ignores rectangles without area, such as straight lines
        bounds.setLeft(std::min(bounds.left(), item.left()));
        bounds.setTop(std::min(bounds.top(), item.top()));
        bounds.setRight(std::max(bounds.right(), item.right()));
        bounds.setBottom(std::max(bounds.bottom(), item.bottom()));
    }
    m_origin = bounds.topLeft();
    m_cell = std::max(kSmallestCell, std::sqrt(bounds.width() * bounds.height() / kMostCells));
    m_columns = static_cast<int>(bounds.width() / m_cell) + 1;
    m_rows = static_cast<int>(bounds.height() / m_cell) + 1;

    m_begin.assign(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows) + 1, 0);
    m_items.reserve(items.size());
    const auto forEachCell = [this](const Cells& cells, auto visit) {
        for (int row = cells.top; row <= cells.bottom; ++row)
            for (int column = cells.left; column <= cells.right; ++column) visit(static_cast<std::size_t>(row * m_columns + column));
    };
    for (const QRectF& item : items) {
        m_items.push_back(cellsOf(item));
        forEachCell(m_items.back(), [this](std::size_t cell) { ++m_begin[cell + 1]; });
    }
    for (std::size_t cell = 1; cell < m_begin.size(); ++cell) m_begin[cell] += m_begin[cell - 1];
    m_lists.resize(static_cast<std::size_t>(m_begin.back()));
    std::vector<int> next(m_begin.begin(), m_begin.end() - 1);
    for (std::size_t i = 0; i < m_items.size(); ++i)
        forEachCell(m_items[i], [&](std::size_t cell) { m_lists[static_cast<std::size_t>(next[cell]++)] = static_cast<int>(i); });
}

SpatialGrid::Cells SpatialGrid::cellsOf(const QRectF& area) const {
    const auto index = [this](double value, double origin, int count) {
        return static_cast<int>(std::clamp(std::floor((value - origin) / m_cell), 0.0, static_cast<double>(count - 1)));
    };
    return {index(area.left(), m_origin.x(), m_columns), index(area.top(), m_origin.y(), m_rows),
            index(area.right(), m_origin.x(), m_columns), index(area.bottom(), m_origin.y(), m_rows)};
}

void SpatialGrid::query(const QRectF& area, std::vector<int>& found) const {
    if (m_items.empty()) return;
    const Cells wanted = cellsOf(area);
    for (int row = wanted.top; row <= wanted.bottom; ++row) {
        for (int column = wanted.left; column <= wanted.right; ++column) {
            const auto cell = static_cast<std::size_t>(row * m_columns + column);
            for (int i = m_begin[cell]; i < m_begin[cell + 1]; ++i) {
                const int item = m_lists[static_cast<std::size_t>(i)];
                const Cells& cells = m_items[static_cast<std::size_t>(item)];
                // An item of several cells counts only in the first of them that is asked for.
                if (std::max(cells.top, wanted.top) == row && std::max(cells.left, wanted.left) == column) found.push_back(item);
            }
        }
    }
}

}  // namespace rf::ui
