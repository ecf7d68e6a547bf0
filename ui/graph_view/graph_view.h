// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPixmap>
#include <QPoint>
#include <QWidget>
#include <filesystem>
#include <memory>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "core/base/result.h"
#include "core/graph/node.h"
#include "core/layout/layout_types.h"
#include "ui/graph_view/overlay.h"
#include "ui/graph_view/view_transform.h"

class QPainter;
class QVariantAnimation;

namespace rf::ui {

class GraphMinimap;
class GraphModel;
class GraphPainter;
class GraphScene;
struct GraphPicture;

/// The canvas that shows a network. Drag to pan, wheel or pinch to zoom, click to select; Space fits, arrow keys walk along the
/// arrows of the graph, + and - zoom, 0 shows 100 %, M hides the minimap, Alt dims what is not selected. Draws only; models and
/// drawings are made elsewhere (graph_model.h, graph_layout.h), in any thread.
class GraphView : public QWidget {
    Q_OBJECT
public:
    explicit GraphView(QWidget* parent = nullptr);
    ~GraphView() override;

    /// `drawing` comes from layoutOf(*model). A null model shows the empty state. Clears the selection.
    void setGraph(std::shared_ptr<const GraphModel> model, layout::Drawing drawing);
    void setOverlay(Overlay overlay);
    const OverlayScale& overlay() const { return m_overlay; }
    /// Nodes drawn as ignored by the user, whatever the model says.
    void setExcluded(std::unordered_set<graph::NodeId> nodes);
    /// Nodes that a search has found: all others are faint. Nothing: no search.
    void setFound(std::optional<std::unordered_set<graph::NodeId>> nodes);
    /// Another line for the tooltip of a node.
    void setNotes(std::unordered_map<graph::NodeId, QString> notes) { m_notes = std::move(notes); }
    /// The sentence shown while there is no graph.
    void setEmptyText(const QString& text);
    void setMinimapVisible(bool visible);

    /// Selects without a signal and brings the node into view; a node that is not drawn selects nothing.
    void select(graph::NodeId id);
    graph::NodeId selected() const;
    void fit();
    void centerOn(graph::NodeId id);
    /// Where a node is on the canvas, to keep it there in another drawing; nothing when it is not drawn.
    std::optional<QPointF> positionOf(graph::NodeId id) const;
    void keepAt(graph::NodeId id, const QPointF& position);
    /// Whether any box is in view; else an arrow back is shown, which clicking follows.
    bool showsAnything() const;
    const ViewTransform& transform() const { return m_transform; }
    void setTransform(const ViewTransform& transform);  ///< at once; the scale is kept within its limits

    /// See graph_export.h. NotFound when there is no graph.
    Result<void> exportSvg(const std::filesystem::path& path) const;
    Result<void> exportPng(const std::filesystem::path& path, double scale) const;

    QSize sizeHint() const override { return {800, 600}; }

signals:
    /// The user selected a node, or nothing (an invalid id).
    void nodeSelected(rf::graph::NodeId id);
    void nodeActivated(rf::graph::NodeId id);  ///< double click or Return
    /// The same on a closed block, or on the heading of an open one.
    void blockActivated(const QString& path);
    /// An invalid id: beside all nodes.
    void contextMenuRequested(rf::graph::NodeId id, QPoint globalPosition);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    GraphPicture picture() const;
    void refreshMinimap();
    void placeMinimap();
    void showStart();
    void moveTo(const ViewTransform& target);
    void zoomBy(double factor, const QPointF& anchor);
    double smallestScale() const;
    void setSelection(int node, bool byUser);
    void walk(Qt::Key key);
    void ensureVisible(int node);
    void setDimmed(bool dimmed);
    void setHovered(int node);
    int nodeUnder(const QPointF& position) const;
    QString noteOf(graph::NodeId id) const;
    bool showTooltip(const QPoint& position, const QPoint& globalPosition);
    void activate(int node);
    /// The part of the widget that shows the graph: all but the strip with the minimap.
    QSize canvas() const;
    QRectF canvasArea() const { return QRectF({}, QSizeF(canvas())); }
    QPointF middle() const { return canvasArea().center(); }
    QRectF wayBack() const;
    void paintWayBack(QPainter& painter) const;
    void paintGraph(QPainter& painter);
    /// What is kept of the last picture of a large graph no longer shows it.
    void outdate() {
        m_kept.picture = {};
        update();
    }

    std::shared_ptr<const GraphScene> m_scene;
    std::unique_ptr<GraphPainter> m_painter;
    OverlayScale m_overlay;
    std::unordered_set<graph::NodeId> m_excluded;
    std::unordered_map<graph::NodeId, QString> m_notes;
    std::optional<std::unordered_set<graph::NodeId>> m_found;
    QString m_emptyText;
    ViewTransform m_transform;
    struct {
        QPixmap picture;     // of the canvas and a rim around it
        ViewTransform from;  // that it was painted with, without the rim
        QSize canvas;
        int selected = -1, hovered = -1;
        bool dimmed = false;
    } m_kept;
    QVariantAnimation* m_animation;
    GraphMinimap* m_minimap;
    bool m_minimapWanted = true;
    bool m_startPending = false;  ///< the first view waits for the widget's size
    int m_selected = -1, m_hovered = -1;
    bool m_dimmed = false;
    std::optional<QPointF> m_pressedAt;
    QPointF m_dragFrom;
    bool m_dragging = false;
};

}  // namespace rf::ui
