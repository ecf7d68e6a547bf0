// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph_view/graph_minimap.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "ui/graph_view/graph_painter.h"
#include "ui/theme.h"

namespace rf::ui {

namespace {
constexpr double kLongSide = 180, kShortSide = 56, kMapMargin = 4;
}

GraphMinimap::GraphMinimap(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::OpenHandCursor);
    setAccessibleName(tr("Overview of the graph"));
}

void GraphMinimap::setScene(std::shared_ptr<const GraphScene> scene) {
    m_scene = std::move(scene);
    m_nodes = {};
    resize(sizeHint());
    update();
}

void GraphMinimap::setVisibleArea(const QRectF& scene) {
    if (m_visible == scene) return;
    m_visible = scene;
    update();
}

// Networks are much higher than wide: beyond 1 : 3 the map is stretched, or it would be a line.
QSize GraphMinimap::sizeHint() const {
    if (!m_scene || m_scene->nodeCount() == 0) return {0, 0};
    const QSizeF drawing = m_scene->bounds().size();
    const double ratio = drawing.width() / std::max(1.0, drawing.height());
    const double width = ratio < 1 ? std::max(kShortSide, kLongSide * ratio) : kLongSide;
    const double height = ratio < 1 ? kLongSide : std::max(kShortSide, kLongSide / ratio);
    return QSizeF(width, height).toSize();
}

QRectF GraphMinimap::toMap(const QRectF& scene) const {
    const QRectF all = m_scene->bounds();
    const double sx = (width() - 2 * kMapMargin) / std::max(1.0, all.width()),
                 sy = (height() - 2 * kMapMargin) / std::max(1.0, all.height());
    return {kMapMargin + (scene.left() - all.left()) * sx, kMapMargin + (scene.top() - all.top()) * sy, scene.width() * sx,
            scene.height() * sy};
}

QPointF GraphMinimap::toScene(const QPointF& map) const {
    const QRectF all = m_scene->bounds();
    return {all.left() + (map.x() - kMapMargin) / (width() - 2 * kMapMargin) * all.width(),
            all.top() + (map.y() - kMapMargin) / (height() - 2 * kMapMargin) * all.height()};
}

void GraphMinimap::refresh(const GraphPicture& picture) {
    if (!m_scene || size().isEmpty()) return;
    const double ratio = devicePixelRatioF();
    m_nodes = QPixmap(size() * ratio);
    m_nodes.setDevicePixelRatio(ratio);
    m_nodes.fill(Qt::transparent);
    QPainter painter(&m_nodes);
    const Theme& theme = *picture.theme;
    QColor ground = theme.surface;
    ground.setAlphaF(0.92F);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.line, 1));
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (int node = 0; node < m_scene->nodeCount(); ++node) {
        const GraphNode& what = m_scene->node(node);
        QRectF box = toMap(m_scene->box(node));
        box.setSize(box.size().expandedTo({1, 1}));
        const bool overlaid = picture.overlay && !picture.overlay->isEmpty();
        if (picture.found && !picture.found->contains(what.id)) {
            painter.fillRect(box, theme.line);
            continue;
        }
        painter.fillRect(box, overlaid ? picture.overlay->color(what.id, theme).value_or(theme.line) : familyColor(what.family, theme));
    }
    update();
}

void GraphMinimap::paintEvent(QPaintEvent*) {
    if (!m_scene) return;
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_nodes);
    const Theme& theme = themeFor(palette());
    QRectF frame = toMap(m_visible) & QRectF(rect()).adjusted(1, 1, -1, -1);
    if (frame.height() < 4) frame.adjust(0, -2, 0, 2);
    if (frame.width() < 4) frame.adjust(-2, 0, 2, 0);
    QColor inside = theme.accent;
    inside.setAlphaF(0.12F);
    painter.setPen(QPen(theme.accent, 1));
    painter.setBrush(inside);
    painter.drawRect(frame.toAlignedRect().adjusted(0, 0, -1, -1));
}

void GraphMinimap::mousePressEvent(QMouseEvent* event) {
    if (m_scene && event->button() == Qt::LeftButton) emit areaRequested(toScene(event->position()));
}

void GraphMinimap::mouseMoveEvent(QMouseEvent* event) {
    if (m_scene && (event->buttons() & Qt::LeftButton)) emit areaRequested(toScene(event->position()));
}

}  // namespace rf::ui
