// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph_view/graph_view.h"

#include <QAccessible>
#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>
#include <QVariantAnimation>
#include <algorithm>
#include <cmath>

#include "ui/graph_view/graph_export.h"
#include "ui/graph_view/graph_minimap.h"
#include "ui/graph_view/graph_painter.h"
#include "ui/graph_view/graph_scene.h"
#include "ui/graph_view/graph_tooltip.h"
#include "ui/models/graph_blocks.h"
#include "ui/theme.h"

namespace rf::ui {

namespace {

constexpr double kLargestScale = 4, kSmallestScale = 0.02;
constexpr double kWheelStep = 1.2;  // per notch of the wheel
constexpr double kKeyStep = 1.25;
constexpr int kAnimationMs = 120;
constexpr double kReadableScale = 0.5, kStartScale = 0.8;
constexpr double kCornerMargin = 12, kEdgeOfView = 40;
constexpr int kKeptFrom = 8000;  // boxes
constexpr double kBackWidth = 190, kBackHeight = 32;

bool motionReduced(const QWidget& widget) { return widget.style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, &widget) == 0; }

}  // namespace

GraphView::GraphView(QWidget* parent)
    : QWidget(parent),
      m_painter(std::make_unique<GraphPainter>()),
      m_emptyText(tr("Open a model to see its graph.")),
      m_animation(new QVariantAnimation(this)),
      m_minimap(new GraphMinimap(this)) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Network graph"));
    setMinimumSize(160, 120);
    m_minimap->hide();
    m_animation->setDuration(kAnimationMs);
    m_animation->setStartValue(0.0);
    m_animation->setEndValue(1.0);
    connect(m_minimap, &GraphMinimap::areaRequested, this,
            [this](QPointF centre) { setTransform(m_transform.centredOn(centre, canvas())); });
}

GraphView::~GraphView() = default;

void GraphView::setGraph(std::shared_ptr<const GraphModel> model, layout::Drawing drawing) {
    m_animation->stop();
    m_painter->clearLabels();
    m_scene = model && !model->nodes().empty() ? std::make_shared<const GraphScene>(std::move(model), std::move(drawing)) : nullptr;
    m_hovered = -1;
    setSelection(-1, false);
    m_minimap->setScene(m_scene);
    setMinimapVisible(m_minimapWanted);
    m_startPending = true;
    if (isVisible()) showStart();
    refreshMinimap();
    outdate();
}

void GraphView::setOverlay(Overlay overlay) {
    m_overlay = OverlayScale(std::move(overlay));
    refreshMinimap();
    outdate();
}

void GraphView::setExcluded(std::unordered_set<graph::NodeId> nodes) {
    m_excluded = std::move(nodes);
    outdate();
}

void GraphView::setFound(std::optional<std::unordered_set<graph::NodeId>> nodes) {
    m_found = std::move(nodes);
    refreshMinimap();
    outdate();
}

void GraphView::setEmptyText(const QString& text) {
    m_emptyText = text;
    update();
}

void GraphView::setMinimapVisible(bool visible) {
    m_minimapWanted = visible;
    m_minimap->setVisible(visible && m_scene);
    placeMinimap();
}

GraphPicture GraphView::picture() const {
    GraphPicture picture;
    picture.transform = m_transform;
    picture.theme = &themeFor(palette());
    picture.overlay = &m_overlay;
    picture.excluded = &m_excluded;
    picture.found = m_found ? &*m_found : nullptr;
    picture.selected = m_selected;
    picture.hovered = m_hovered;
    picture.dimOthers = m_dimmed;
    return picture;
}

void GraphView::refreshMinimap() {
    if (m_scene) m_minimap->refresh(picture());
}

void GraphView::placeMinimap() {
    const auto margin = static_cast<int>(kCornerMargin);
    m_minimap->move(width() - m_minimap->width() - margin, height() - m_minimap->height() - margin);
    m_minimap->setVisible(m_minimapWanted && m_scene && m_minimap->height() + 2 * margin < height() && m_minimap->width() * 4 < width());
    m_minimap->setVisibleArea(m_transform.toScene(canvasArea()));
}

QSize GraphView::canvas() const {
    const int strip = m_minimap->isHidden() ? 0 : m_minimap->width() + 2 * static_cast<int>(kCornerMargin);
    return {width() - strip, height()};
}

// ---- selection ----

graph::NodeId GraphView::selected() const { return m_scene && m_selected >= 0 ? m_scene->node(m_selected).id : graph::NodeId{}; }

void GraphView::select(graph::NodeId id) {
    if (!m_scene) return;
    setSelection(m_scene->model().boxOf(id), false);
    if (m_selected >= 0) ensureVisible(m_selected);
}

void GraphView::setSelection(int node, bool byUser) {
    if (node == m_selected) return;
    m_selected = node;
    setAccessibleDescription(node >= 0 ? spokenText(m_scene->node(node)) : QString());
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    update();
    if (byUser) emit nodeSelected(selected());
}

void GraphView::walk(Qt::Key key) {
    if (!m_scene) return;
    const int next = m_selected < 0 ? 0 : m_scene->neighbour(m_selected, key);
    if (next < 0) return;
    setSelection(next, true);
    ensureVisible(next);
}

// ---- moving about ----

double GraphView::smallestScale() const {
    return m_scene ? std::min(kSmallestScale, ViewTransform::fitting(m_scene->bounds(), canvas()).scale / 2) : kSmallestScale;
}

void GraphView::setTransform(const ViewTransform& transform) {
    m_animation->stop();
    m_transform = transform;
    const double allowed = std::clamp(transform.scale, smallestScale(), kLargestScale);
    if (allowed != transform.scale) m_transform = transform.zoomed(allowed / transform.scale, middle());
    m_minimap->setVisibleArea(m_transform.toScene(canvasArea()));
    update();
}

void GraphView::moveTo(const ViewTransform& target) {
    m_animation->stop();
    m_animation->disconnect(this);
    if (motionReduced(*this) || !isVisible()) return setTransform(target);
    const ViewTransform from = m_transform;
    connect(m_animation, &QVariantAnimation::valueChanged, this, [this, from, target](const QVariant& share) {
        m_transform = ViewTransform::between(from, target, share.toDouble(), canvas());
        m_minimap->setVisibleArea(m_transform.toScene(canvasArea()));
        update();
    });
    m_animation->start();
}

void GraphView::fit() {
    if (m_scene) moveTo(ViewTransform::fitting(m_scene->bounds(), canvas()));
}

void GraphView::centerOn(graph::NodeId id) {
    const int node = m_scene ? m_scene->model().boxOf(id) : -1;
    if (node < 0) return;
    ViewTransform target = m_transform;
    target.scale = std::max(target.scale, kReadableScale);
    moveTo(target.centredOn(m_scene->box(node).center(), canvas()));
}

std::optional<QPointF> GraphView::positionOf(graph::NodeId id) const {
    const int node = m_scene ? m_scene->model().boxOf(id) : -1;
    if (node < 0) return std::nullopt;
    const QRectF box = m_transform.toView(m_scene->box(node));
    return QPointF(box.center().x(), box.top());
}

void GraphView::keepAt(graph::NodeId id, const QPointF& position) {
    const auto now = positionOf(id);
    if (!now) return;
    ViewTransform moved = m_transform;
    moved.offset += position - *now;
    setTransform(moved);
}

bool GraphView::showsAnything() const { return !m_scene || m_transform.toView(m_scene->bounds()).intersects(canvasArea()); }

QRectF GraphView::wayBack() const { return QRectF(middle() - QPointF(kBackWidth / 2, kBackHeight / 2), QSizeF(kBackWidth, kBackHeight)); }

// Thousands of small boxes take longer to paint than a frame lasts. While such a graph is only moved, a picture of it that is
// larger than the canvas moves, and is painted anew when its rim comes into view.
void GraphView::paintGraph(QPainter& painter) {
    GraphPicture now = picture();
    if (m_scene->nodeCount() < kKeptFrom || m_transform.scale >= GraphPainter::kNamesFrom)
        return m_painter->paint(painter, *m_scene, now, canvasArea());
    const QPoint rim(width() / 4, height() / 4);
    const QPointF moved = m_transform.offset - m_kept.from.offset;
    const bool isSame = !m_kept.picture.isNull() && m_kept.from.scale == m_transform.scale && m_kept.canvas == canvas() &&
                        m_kept.selected == m_selected && m_kept.hovered == m_hovered && m_kept.dimmed == m_dimmed &&
                        std::abs(moved.x()) <= rim.x() && std::abs(moved.y()) <= rim.y();
    if (isSame) return painter.drawPixmap(moved.toPoint() - rim, m_kept.picture);
    const QSize size = canvas() + 2 * QSize(rim.x(), rim.y());
    m_kept = {QPixmap(size * devicePixelRatioF()), m_transform, canvas(), m_selected, m_hovered, m_dimmed};
    m_kept.picture.setDevicePixelRatio(devicePixelRatioF());
    m_kept.picture.fill(now.theme->background);
    now.transform.offset += rim;
    QPainter kept(&m_kept.picture);
    m_painter->paint(kept, *m_scene, now, QRectF({}, QSizeF(size)));
    kept.end();
    painter.drawPixmap(-rim, m_kept.picture);
}

// A button at the middle: an arrow towards the graph and a word.
void GraphView::paintWayBack(QPainter& painter) const {
    const Theme& theme = themeFor(palette());
    const QRectF area = wayBack();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.accent, 1));
    painter.setBrush(theme.surface);
    painter.drawRoundedRect(area, 4, 4);
    const QPointF towards = m_transform.toView(m_scene->bounds().center()) - middle();
    painter.save();
    painter.translate(area.left() + kBackHeight / 2, area.center().y());
    painter.rotate(std::atan2(towards.y(), towards.x()) * 180 / std::acos(-1.0));
    painter.setPen(QPen(theme.accent, 2));
    painter.drawPolyline(QPolygonF({QPointF(2, -5), QPointF(8, 0), QPointF(2, 5)}));
    painter.drawLine(QPointF(-8, 0), QPointF(8, 0));
    painter.restore();
    painter.setFont(textFont(TextSize::Body));
    painter.setPen(theme.text);
    painter.drawText(area.adjusted(kBackHeight, 0, -8, 0), Qt::AlignCenter, tr("Back to the graph"));
}

void GraphView::activate(int node) {
    const GraphNode& what = m_scene->node(node);
    if (what.block.isEmpty())
        emit nodeActivated(what.id);
    else
        emit blockActivated(what.block);
}

void GraphView::ensureVisible(int node) {
    const QRectF box = m_transform.toView(m_scene->box(node));
    const QRectF inside = canvasArea().adjusted(kEdgeOfView, kEdgeOfView, -kEdgeOfView, -kEdgeOfView);
    if (!inside.contains(box.center()) || m_transform.scale < GraphPainter::kNamesFrom) centerOn(m_scene->node(node).id);
}

// All of a small graph; the top of one that could not be read as a whole.
void GraphView::showStart() {
    m_startPending = false;
    if (!m_scene) return;
    ViewTransform start = ViewTransform::fitting(m_scene->bounds(), canvas());
    if (start.scale < kReadableScale) {
        start.scale = kStartScale;
        const QPointF top = m_scene->box(0).center();
        start = start.centredOn(top, canvas());
        start.offset.setY(kEdgeOfView - m_scene->bounds().top() * start.scale);
        // Of several columns the first, not the empty space beside it.
        if (m_scene->bounds().width() * start.scale > canvas().width())
            start.offset.setX(std::min(start.offset.x(), kEdgeOfView - m_scene->bounds().left() * start.scale));
    }
    setTransform(start);
    if (m_selected >= 0) ensureVisible(m_selected);  // selected before the widget had a size
}

void GraphView::zoomBy(double factor, const QPointF& anchor) {
    if (!m_scene) return;
    const double scale = std::clamp(m_transform.scale * factor, smallestScale(), kLargestScale);
    setTransform(m_transform.zoomed(scale / m_transform.scale, anchor));
}

void GraphView::setDimmed(bool dimmed) {
    if (m_dimmed == dimmed) return;
    m_dimmed = dimmed;
    update();
}

void GraphView::setHovered(int node) {
    if (m_hovered == node) return;
    m_hovered = node;
    update();
}

int GraphView::nodeUnder(const QPointF& position) const { return m_scene ? m_scene->nodeAt(m_transform.toScene(position)) : -1; }

QString GraphView::noteOf(graph::NodeId id) const {
    const auto found = m_notes.find(id);
    return found == m_notes.end() ? QString() : found->second;
}

bool GraphView::showTooltip(const QPoint& position, const QPoint& globalPosition) {
    QString text;
    if (m_scene) {
        const int node = nodeUnder(position);
        const int edge = node < 0 ? m_scene->quantizedEdgeAt(m_transform.toScene(QPointF(position))) : -1;
        if (node >= 0)
            text = tooltipText(m_scene->node(node), m_overlay, noteOf(m_scene->node(node).id));
        else if (edge >= 0)
            text = tooltipText(*m_scene->edge(edge).quantizer);
    }
    QToolTip::showText(globalPosition, text, this);
    return true;
}

// ---- events ----

bool GraphView::event(QEvent* event) {
    // Alt dims; a menu bar that saw the key would take the focus when it is let go.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Alt) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        return showTooltip(help->pos(), help->globalPos());
    }
    if (event->type() == QEvent::NativeGesture) {
        const auto* gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() != Qt::ZoomNativeGesture) return QWidget::event(event);
        zoomBy(1 + gesture->value(), gesture->position());
        return true;
    }
    return QWidget::event(event);
}

void GraphView::paintEvent(QPaintEvent* event) {
    QPainter painter(this);
    const Theme& theme = themeFor(palette());
    painter.fillRect(event->rect(), theme.background);
    if (m_scene) {
        painter.save();
        painter.setClipRect(canvasArea());
        paintGraph(painter);
        painter.restore();
        if (canvas().width() < width()) painter.fillRect(QRectF(canvas().width(), 0, 1, height()), theme.line);
        if (!showsAnything()) paintWayBack(painter);
    } else {
        painter.setFont(textFont(TextSize::Title));
        painter.setPen(theme.muted);
        painter.drawText(rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
    }
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(theme.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void GraphView::resizeEvent(QResizeEvent*) {
    placeMinimap();
    if (m_startPending) showStart();
}

void GraphView::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton) return;
    m_animation->stop();
    m_pressedAt = m_dragFrom = event->position();
    m_dragging = false;
}

void GraphView::mouseMoveEvent(QMouseEvent* event) {
    if (!m_pressedAt) return setHovered(nodeUnder(event->position()));
    if (!m_dragging && (event->position() - *m_pressedAt).manhattanLength() < QApplication::startDragDistance()) return;
    m_dragging = true;
    setCursor(Qt::ClosedHandCursor);
    ViewTransform moved = m_transform;
    moved.offset += event->position() - m_dragFrom;
    m_dragFrom = event->position();
    setTransform(moved);
}

void GraphView::mouseReleaseEvent(QMouseEvent* event) {
    if (!m_pressedAt) return;
    const bool clicked = !m_dragging && event->button() == Qt::LeftButton;
    m_pressedAt.reset();
    m_dragging = false;
    unsetCursor();
    if (clicked && !showsAnything() && wayBack().contains(event->position())) return fit();
    if (clicked) setSelection(nodeUnder(event->position()), true);
}

void GraphView::mouseDoubleClickEvent(QMouseEvent* event) {
    const int node = nodeUnder(event->position());
    if (node >= 0) return activate(node);
    const int heading = m_scene ? m_scene->headingAt(m_transform.toScene(event->position())) : -1;
    if (heading >= 0) emit blockActivated(m_scene->node(heading).heading);
}

void GraphView::leaveEvent(QEvent*) { setHovered(-1); }

void GraphView::wheelEvent(QWheelEvent* event) {
    zoomBy(std::pow(kWheelStep, event->angleDelta().y() / 120.0), event->position());
    event->accept();
}

void GraphView::keyPressEvent(QKeyEvent* event) {
    const auto key = static_cast<Qt::Key>(event->key());
    switch (key) {
        case Qt::Key_Space: return fit();
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_Left:
        case Qt::Key_Right: return walk(key);
        case Qt::Key_Plus:
        case Qt::Key_Equal: return zoomBy(kKeyStep, middle());
        case Qt::Key_Minus: return zoomBy(1 / kKeyStep, middle());
        case Qt::Key_0: return zoomBy(1 / m_transform.scale, middle());
        case Qt::Key_M: return setMinimapVisible(!m_minimapWanted);
        case Qt::Key_Alt: return setDimmed(true);
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (m_selected >= 0) activate(m_selected);
            return;
        case Qt::Key_Backspace:
            if (m_selected >= 0 && !blockPath(m_scene->node(m_selected).name).isEmpty())
                emit blockActivated(blockPath(m_scene->node(m_selected).name));
            return;
        default: return QWidget::keyPressEvent(event);
    }
}

void GraphView::keyReleaseEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Alt) return setDimmed(false);
    QWidget::keyReleaseEvent(event);
}

void GraphView::contextMenuEvent(QContextMenuEvent* event) {
    const bool byMouse = event->reason() == QContextMenuEvent::Mouse;
    const int node = byMouse ? nodeUnder(QPointF(event->pos())) : m_selected;
    QPoint position = event->globalPos();
    if (!byMouse && node >= 0) position = mapToGlobal(m_transform.toView(m_scene->box(node)).center().toPoint());
    if (node >= 0) setSelection(node, true);
    emit contextMenuRequested(node >= 0 ? m_scene->node(node).id : graph::NodeId{}, position);
}

void GraphView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        m_painter->clearLabels();
        refreshMinimap();
        outdate();
    }
    QWidget::changeEvent(event);
}

void GraphView::focusOutEvent(QFocusEvent* event) {
    setDimmed(false);
    QWidget::focusOutEvent(event);
}

// ---- export ----

Result<void> GraphView::exportSvg(const std::filesystem::path& path) const {
    if (!m_scene) return fail(ErrorCode::NotFound, RF_TEXT("core", "there is no graph to export; open a model first"));
    return ui::exportSvg(*m_scene, picture(), path);
}

Result<void> GraphView::exportPng(const std::filesystem::path& path, double scale) const {
    if (!m_scene) return fail(ErrorCode::NotFound, RF_TEXT("core", "there is no graph to export; open a model first"));
    return ui::exportPng(*m_scene, picture(), scale, path);
}

}  // namespace rf::ui
