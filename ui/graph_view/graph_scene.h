// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineF>
#include <QPointF>
#include <QRectF>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/layout/layout_types.h"
#include "ui/graph_view/spatial_grid.h"
#include "ui/models/graph_model.h"

namespace rf::ui {

/// A graph model with the positions of all boxes and arrows, indexed by position. Immutable.
class GraphScene {
public:
    GraphScene(std::shared_ptr<const GraphModel> model, layout::Drawing drawing);

    const GraphModel& model() const { return *m_model; }
    const std::shared_ptr<const GraphModel>& sharedModel() const { return m_model; }
    int nodeCount() const { return static_cast<int>(m_boxes.size()); }
    const GraphNode& node(int index) const { return m_model->nodes()[static_cast<std::size_t>(index)]; }
    const GraphEdge& edge(int index) const { return m_model->edges()[static_cast<std::size_t>(index)]; }
    const QRectF& bounds() const { return m_bounds; }
    const QRectF& box(int node) const { return m_boxes[static_cast<std::size_t>(node)]; }

    /// Where the heading above a box is; it is as wide as there is room.
    QRectF headingArea(int node) const;
    /// The box whose heading is there; -1: none.
    int headingAt(const QPointF& point) const;

    struct Segment {
        int edge;
        QLineF line;
        bool last;  ///< ends at the consumer
    };
    const Segment& segment(int index) const { return m_segments[static_cast<std::size_t>(index)]; }
    /// Consecutive segments of an arrow.
    std::span<const Segment> segments(int edge) const;
    int lastSegment(int edge) const { return m_segmentBegin[static_cast<std::size_t>(edge) + 1] - 1; }
    /// The middle of the quantizer's lozenge on an arrow that has one.
    QPointF lozenge(int edge) const;

    /// Indices of boxes and of segments near an area.
    void boxesNear(const QRectF& area, std::vector<int>& found) const { m_boxGrid.query(area, found); }
    void segmentsNear(const QRectF& area, std::vector<int>& found) const { m_segmentGrid.query(area, found); }
    int nodeAt(const QPointF& point) const;           ///< -1: none
    int quantizedEdgeAt(const QPointF& point) const;  ///< the arrow whose lozenge is there; -1: none

    std::span<const int> edgesOut(int node) const { return m_out.of(node); }
    std::span<const int> edgesIn(int node) const { return m_in.of(node); }
    /// The box to go to from `node` with an arrow key; -1 when there is none. Down and up follow arrows (the straightest
    /// one), left and right go to the neighbour of the same layer.
    int neighbour(int node, Qt::Key key) const;

private:
    struct Lists {
        std::vector<int> begin, items;
        std::span<const int> of(int node) const;
    };
    static Lists listsBy(const GraphModel& model, int GraphEdge::*end);
    int beside(int node, bool right) const;

    std::shared_ptr<const GraphModel> m_model;
    QRectF m_bounds;
    std::vector<QRectF> m_boxes;
    std::vector<Segment> m_segments;
    std::vector<int> m_segmentBegin;
    SpatialGrid m_boxGrid, m_segmentGrid;
    Lists m_out, m_in;
};

}  // namespace rf::ui
