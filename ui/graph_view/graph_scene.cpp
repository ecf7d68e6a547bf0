// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph_view/graph_scene.h"

#include <algorithm>
#include <cmath>

#include "core/base/assert.h"

namespace rf::ui {

namespace {

constexpr double kLozengeAboveConsumer = 15;
constexpr double kLozengeReach = 9;
constexpr double kHeadingHeight = 14, kHeadingWidth = 150;

QRectF around(const QPointF& a, const QPointF& b) {
    return {QPointF(std::min(a.x(), b.x()), std::min(a.y(), b.y())), QPointF(std::max(a.x(), b.x()), std::max(a.y(), b.y()))};
}

}  // namespace

std::span<const int> GraphScene::Lists::of(int node) const {
    const auto n = static_cast<std::size_t>(node);
    return {items.data() + begin[n], items.data() + begin[n + 1]};
}

GraphScene::Lists GraphScene::listsBy(const GraphModel& model, int GraphEdge::*end) {
    Lists lists;
    lists.begin.assign(model.nodes().size() + 1, 0);
    for (const GraphEdge& edge : model.edges()) ++lists.begin[static_cast<std::size_t>(edge.*end) + 1];
    for (std::size_t i = 1; i < lists.begin.size(); ++i) lists.begin[i] += lists.begin[i - 1];
    lists.items.resize(model.edges().size());
    std::vector<int> next(lists.begin.begin(), lists.begin.end() - 1);
    for (std::size_t e = 0; e < model.edges().size(); ++e)
        lists.items[static_cast<std::size_t>(next[static_cast<std::size_t>(model.edges()[e].*end)]++)] = static_cast<int>(e);
    return lists;
}

GraphScene::GraphScene(std::shared_ptr<const GraphModel> model, layout::Drawing drawing)
    : m_model(std::move(model)), m_bounds(drawing.bounds.x, drawing.bounds.y, drawing.bounds.width, drawing.bounds.height) {
    RF_ASSERT(m_model && m_model->nodes().size() == drawing.nodes.size() && m_model->edges().size() == drawing.edges.size());
    m_boxes.reserve(drawing.nodes.size());
    for (const layout::Rect& box : drawing.nodes) m_boxes.emplace_back(box.x, box.y, box.width, box.height);
    std::vector<QRectF> areas;
    m_segmentBegin.push_back(0);
    for (std::size_t e = 0; e < drawing.edges.size(); ++e) {
        const auto& line = drawing.edges[e];
        for (std::size_t i = 1; i < line.size(); ++i) {
            const QPointF from(line[i - 1].x, line[i - 1].y), to(line[i].x, line[i].y);
            m_segments.push_back({static_cast<int>(e), {from, to}, i + 1 == line.size()});
            areas.push_back(around(from, to));
        }
        m_segmentBegin.push_back(static_cast<int>(m_segments.size()));
    }
    m_boxGrid = SpatialGrid(m_boxes);
    m_segmentGrid = SpatialGrid(areas);
    m_out = listsBy(*m_model, &GraphEdge::from);
    m_in = listsBy(*m_model, &GraphEdge::to);
}

std::span<const GraphScene::Segment> GraphScene::segments(int edge) const {
    const auto e = static_cast<std::size_t>(edge);
    return {m_segments.data() + m_segmentBegin[e], m_segments.data() + m_segmentBegin[e + 1]};
}

QPointF GraphScene::lozenge(int edge) const {
    const QLineF& line = segments(edge).back().line;
    const double share = std::min(kLozengeAboveConsumer / std::max(line.dy(), 1.0), 0.5);
    return line.pointAt(1 - share);
}

int GraphScene::nodeAt(const QPointF& point) const {
    std::vector<int> near;
    boxesNear({point, QSizeF()}, near);
    for (const int node : near)
        if (box(node).contains(point)) return node;
    return -1;
}

QRectF GraphScene::headingArea(int node) const {
    const QRectF& here = box(node);
    // Right of the arrow and its quantizer.
    return {here.center().x() + kLozengeReach + 3, here.top() - kHeadingHeight - 2, kHeadingWidth, kHeadingHeight};
}

int GraphScene::headingAt(const QPointF& point) const {
    std::vector<int> near;
    boxesNear(QRectF(point, QSizeF()).adjusted(-2 * kHeadingWidth, 0, 0, 2 * kHeadingHeight), near);
    for (const int node : near)
        if (!this->node(node).heading.isEmpty() && headingArea(node).contains(point)) return node;
    return -1;
}

int GraphScene::quantizedEdgeAt(const QPointF& point) const {
    std::vector<int> near;
    segmentsNear(QRectF(point, QSizeF()).adjusted(-kLozengeReach, -kLozengeReach, kLozengeReach, kLozengeReach), near);
    for (const int index : near) {
        const Segment& part = segment(index);
        if (!part.last || !edge(part.edge).quantizer) continue;
        const QPointF distance = point - lozenge(part.edge);
        if (std::abs(distance.x()) + std::abs(distance.y()) <= kLozengeReach) return part.edge;
    }
    return -1;
}

int GraphScene::neighbour(int node, Qt::Key key) const {
    if (key == Qt::Key_Left || key == Qt::Key_Right) return beside(node, key == Qt::Key_Right);
    const bool down = key == Qt::Key_Down;
    int best = -1;
    double nearest = 0;
    for (const int e : down ? edgesOut(node) : edgesIn(node)) {
        const int other = down ? edge(e).to : edge(e).from;
        const double aside = std::abs(box(other).center().x() - box(node).center().x());
        const double away = std::abs(box(other).center().y() - box(node).center().y());
        const double distance = aside + away;
        if (best < 0 || distance < nearest) {
            best = other;
            nearest = distance;
        }
    }
    return best;
}

int GraphScene::beside(int node, bool right) const {
    const QRectF& here = box(node);
    std::vector<int> row;
    boxesNear({m_bounds.left(), here.top(), m_bounds.width(), here.height()}, row);
    int best = -1;
    double nearest = 0;
    for (const int other : row) {
        const QRectF& there = box(other);
        const double distance = (there.center().x() - here.center().x()) * (right ? 1 : -1);
        const bool sameLayer = there.top() < here.bottom() && here.top() < there.bottom();
        if (other == node || !sameLayer || distance <= 0) continue;
        if (best < 0 || distance < nearest) {
            best = other;
            nearest = distance;
        }
    }
    return best;
}

}  // namespace rf::ui
