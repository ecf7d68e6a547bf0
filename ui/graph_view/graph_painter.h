// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QRectF>
#include <QStaticText>
#include <map>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "ui/graph_view/graph_scene.h"
#include "ui/graph_view/overlay.h"
#include "ui/graph_view/view_transform.h"

class QPainter;

namespace rf::ui {

struct Theme;

/// Everything that the drawing of a graph depends on besides the graph.
struct GraphPicture {
    ViewTransform transform;
    const Theme* theme = nullptr;
    const OverlayScale* overlay = nullptr;
    const std::unordered_set<graph::NodeId>* excluded = nullptr;  ///< drawn as ignored by the user; null: none
    const std::unordered_set<graph::NodeId>* found = nullptr;     ///< by a search: all others are faint; null: no search
    int selected = -1;
    int hovered = -1;
    bool dimOthers = false;  ///< all but the selection and its neighbours at 60 %
};

/// Paints the visible part of a scene in few calls (rectangles and lines batched by colour), with as much detail as is readable
/// at the scale. Keeps the text layout of labels from frame to frame.
class GraphPainter {
public:
    static constexpr double kNamesFrom = 0.35;  ///< blocks only below this scale
    static constexpr double kShapesFrom = 0.8;

    /// Paints what lies in `area` of the canvas.
    void paint(QPainter& painter, const GraphScene& scene, const GraphPicture& picture, const QRectF& area);
    /// Drops the labels; call it after the scene or the application's font has changed.
    void clearLabels() { m_labels.clear(); }

private:
    struct Frame;
    void paintEdges(Frame& frame, const std::vector<int>& segments);
    void paintBlocks(Frame& frame, const std::vector<int>& boxes);
    void paintBoxes(Frame& frame, const std::vector<int>& boxes);
    void paintBox(Frame& frame, int node);
    void paintName(Frame& frame, int node, const QRectF& box, const QColor& color);
    void paintHeadings(Frame& frame, const std::vector<int>& boxes);
    void paintLozenges(Frame& frame, const std::vector<int>& segments);
    void paintShapes(Frame& frame, const std::vector<int>& segments);
    void paintSelection(Frame& frame);

    std::vector<int> m_boxes, m_segments;  // of the frame being painted; kept for their capacity
    std::unordered_map<int, QStaticText> m_labels;
    QFont m_labelFont;
};

}  // namespace rf::ui
