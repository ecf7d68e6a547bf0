// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPixmap>
#include <QWidget>
#include <memory>

namespace rf::ui {

class GraphScene;
struct GraphPicture;

/// The whole graph in a corner of the view, in the colours of the view; drag the frame to move.
class GraphMinimap : public QWidget {
    Q_OBJECT
public:
    explicit GraphMinimap(QWidget* parent);

    void setScene(std::shared_ptr<const GraphScene> scene);
    /// The part of the drawing that the view shows.
    void setVisibleArea(const QRectF& scene);
    /// Repaints the nodes after a change of colours or theme.
    void refresh(const GraphPicture& picture);
    QSize sizeHint() const override;

signals:
    void areaRequested(QPointF centre);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    QRectF toMap(const QRectF& scene) const;
    QPointF toScene(const QPointF& map) const;

    std::shared_ptr<const GraphScene> m_scene;
    QRectF m_visible;
    QPixmap m_nodes;
};

}  // namespace rf::ui
