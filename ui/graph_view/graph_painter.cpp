// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph_view/graph_painter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/models/graph_layout.h"
#include "ui/theme.h"

namespace rf::ui {

namespace {

constexpr double kRadius = 6, kBarWidth = 4, kNotch = 7, kLozengeRadius = 8;
constexpr double kStack = 3, kHeadingSize = 10;
constexpr double kNameSize = 12, kSmallestNameSize = 7;
constexpr double kArrowFrom = 0.5;         // scale from which arrows have heads
constexpr double kOutlineFrom = 5;         // block height in pixels from which states are outlined
constexpr double kShortestLine = 0.7;      // pixels; shorter pieces of arrows are left out
constexpr std::size_t kManyLines = 20000;  // in view, of which those shorter than this say nothing:
constexpr double kShortestOfMany = 6;
constexpr double kDimmed = 0.6;
constexpr double kFading = 0.75;  // of nodes that a search did not find
constexpr std::size_t kMostLabels = 4000;
constexpr double kReach = 24;  // how far marks reach beyond their box or arrow

struct Look {
    QColor fill, outline, text, bar;
    Qt::PenStyle line = Qt::SolidLine;
    bool hatched = false, slashed = false;
};

}  // namespace

struct GraphPainter::Frame {
    QPainter& painter;
    const GraphScene& scene;
    const GraphPicture& picture;
    const Theme& theme;
    double scale;
    double pixelRatio;

    /// To the middle of a device pixel, where a line of one pixel is crisp.
    double crisp(double value) const { return (std::floor(value * pixelRatio) + 0.5) / pixelRatio; }
    QRectF crisp(const QRectF& r) const { return {QPointF(crisp(r.left()), crisp(r.top())), QPointF(crisp(r.right()), crisp(r.bottom()))}; }
    QRectF box(int node) const { return picture.transform.toView(scene.box(node)); }
    QLineF line(const QLineF& l) const {
        QPointF a = picture.transform.toView(l.p1()), b = picture.transform.toView(l.p2());
        if (l.x1() == l.x2()) a.setX(crisp(a.x())), b.setX(a.x());
        return {a, b};
    }
    NodeState state(const GraphNode& node) const {
        return picture.excluded && picture.excluded->contains(node.id) ? NodeState::Ignored : node.state;
    }

    bool isFaint(const GraphNode& node) const { return picture.found && !picture.found->contains(node.id); }
    QColor faded(const QColor& color) const { return color.alpha() == 0 ? color : mixed(color, theme.background, kFading); }

    Look look(const GraphNode& node) const {
        Look look = plainLook(node);
        if (!isFaint(node)) return look;
        for (QColor* color : {&look.fill, &look.outline, &look.text, &look.bar}) *color = faded(*color);
        return look;
    }
    Look plainLook(const GraphNode& node) const {
        Look look;
        const NodeState state = this->state(node);
        look.bar = familyColor(node.family, theme);
        look.slashed = state == NodeState::Ignored;
        look.line = look.slashed ? Qt::DashLine : Qt::SolidLine;
        const QColor tint = mixed(theme.background, look.bar, theme.dark ? 0.38 : 0.28);
        const QColor flat = mixed(theme.surface, theme.line, 0.6);
        look.outline = state == NodeState::NotQuantizable ? flat : mixed(look.bar, theme.text, 0.25);
        look.fill = state == NodeState::Quantized ? tint : state == NodeState::NotQuantizable ? flat : theme.background;
        look.text = state == NodeState::NotQuantizable ? mixed(theme.text, theme.muted, 0.5) : theme.text;
        if (!picture.overlay || picture.overlay->isEmpty()) return look;
        // The scale has the stage to itself: no other colours beside it.
        look.bar = Qt::transparent;
        look.outline = mixed(theme.line, theme.muted, 0.7);
        if (const auto color = picture.overlay->color(node.id, theme)) {
            look.fill = *color;
            look.text = readableOn(*color);
        } else {
            look.fill = theme.background;
            look.hatched = true;
        }
        return look;
    }
    /// The colour of a block too small for an outline.
    QColor blockColor(const GraphNode& node) const {
        const QColor color = plainBlockColor(node);
        return isFaint(node) ? faded(color) : color;
    }
    QColor plainBlockColor(const GraphNode& node) const {
        if (picture.overlay && !picture.overlay->isEmpty()) return picture.overlay->color(node.id, theme).value_or(theme.line);
        const QColor family = familyColor(node.family, theme);
        switch (state(node)) {
            case NodeState::Quantized: return family;
            case NodeState::Float: return mixed(theme.background, family, 0.5);
            case NodeState::Ignored: return mixed(theme.background, theme.muted, 0.6);
            case NodeState::NotQuantizable: return theme.line;
        }
        return theme.line;
    }
};

void GraphPainter::paint(QPainter& painter, const GraphScene& scene, const GraphPicture& picture, const QRectF& area) {
    const double ratio = painter.device() ? painter.device()->devicePixelRatioF() : 1;
    Frame frame{painter, scene, picture, *picture.theme, picture.transform.scale, ratio};
    const QRectF visible = picture.transform.toScene(area).adjusted(-kReach, -kReach, kReach, kReach);
    m_boxes.clear();
    m_segments.clear();
    scene.boxesNear(visible, m_boxes);
    scene.segmentsNear(visible, m_segments);
    std::erase_if(m_boxes, [&](int node) { return !scene.box(node).intersects(visible); });
    std::erase_if(m_segments, [&](int index) {
        const QLineF& line = scene.segment(index).line;
        return std::max(line.y1(), line.y2()) < visible.top() || std::min(line.y1(), line.y2()) > visible.bottom() ||
               std::max(line.x1(), line.x2()) < visible.left() || std::min(line.x1(), line.x2()) > visible.right();
    });

    painter.save();
    paintEdges(frame, m_segments);
    if (frame.scale < kNamesFrom) {
        paintBlocks(frame, m_boxes);
    } else {
        paintBoxes(frame, m_boxes);
        if (frame.scale >= kShapesFrom) paintShapes(frame, m_segments);
        paintHeadings(frame, m_boxes);
        paintLozenges(frame, m_segments);
    }
    if (picture.dimOthers && picture.selected >= 0) {
        QColor veil = frame.theme.background;
        veil.setAlphaF(static_cast<float>(1 - kDimmed));
        painter.fillRect(area, veil);
    }
    paintSelection(frame);
    painter.restore();
}

void GraphPainter::paintEdges(Frame& frame, const std::vector<int>& segments) {
    const bool detailed = frame.scale >= kNamesFrom;
    const double shortest = segments.size() > kManyLines ? kShortestOfMany : kShortestLine;
    QVector<QLineF> lines;
    lines.reserve(static_cast<qsizetype>(segments.size()));
    QPainterPath heads;
    heads.setFillRule(Qt::WindingFill);
    for (const int index : segments) {
        const GraphScene::Segment& segment = frame.scene.segment(index);
        const QLineF line = frame.line(segment.line);
        if (!detailed && std::abs(line.dx()) + std::abs(line.dy()) < shortest) continue;
        lines.push_back(line);
        if (segment.last && frame.scale >= kArrowFrom) {
            const double size = 4 * std::min(1.0, frame.scale);
            const QPointF tip = line.p2();
            heads.addPolygon(QPolygonF({tip, tip + QPointF(-size * 0.75, -size * 1.5), tip + QPointF(size * 0.75, -size * 1.5), tip}));
        }
    }
    const QColor color = mixed(frame.theme.line, frame.theme.muted, detailed ? 0.5 : 0.15);
    frame.painter.setRenderHint(QPainter::Antialiasing, detailed);
    frame.painter.setPen(QPen(color, detailed ? 1 : 0));
    frame.painter.drawLines(lines);
    if (!heads.isEmpty()) frame.painter.fillPath(heads, color);
}

void GraphPainter::paintBlocks(Frame& frame, const std::vector<int>& boxes) {
    std::map<QRgb, QVector<QRectF>> fills, outlines, dashes;
    const double smallest = 1 / frame.pixelRatio;
    for (const int node : boxes) {
        QRectF box = frame.box(node);
        box.setSize(box.size().expandedTo({smallest, smallest}));
        const GraphNode& what = frame.scene.node(node);
        const bool outlined = box.height() >= kOutlineFrom;
        if (outlined) {
            const Look look = frame.look(what);
            fills[look.fill.rgb()].push_back(box);
            (look.slashed ? dashes : outlines)[look.outline.rgb()].push_back(frame.crisp(box));
        } else {
            fills[frame.blockColor(what).rgb()].push_back(box);
        }
    }
    frame.painter.setRenderHint(QPainter::Antialiasing, false);
    frame.painter.setPen(Qt::NoPen);
    for (const auto& [color, rectangles] : fills) {
        frame.painter.setBrush(QColor(color));
        frame.painter.drawRects(rectangles);
    }
    frame.painter.setBrush(Qt::NoBrush);
    for (const auto& [color, rectangles] : outlines) {
        frame.painter.setPen(QPen(QColor(color), 0));
        frame.painter.drawRects(rectangles);
    }
    for (const auto& [color, rectangles] : dashes) {
        frame.painter.setPen(QPen(QColor(color), 0, Qt::DotLine));
        frame.painter.drawRects(rectangles);
    }
}

void GraphPainter::paintBoxes(Frame& frame, const std::vector<int>& boxes) {
    const double size = std::max(kSmallestNameSize, std::floor(kNameSize * frame.scale));
    if (m_labelFont.pixelSize() != static_cast<int>(size) || m_labels.size() > kMostLabels) {
        m_labelFont = textFont(TextSize::Body);
        m_labelFont.setPixelSize(static_cast<int>(size));
        m_labels.clear();
    }
    frame.painter.setRenderHint(QPainter::Antialiasing);
    frame.painter.setFont(m_labelFont);
    for (const int node : boxes) paintBox(frame, node);
}

void GraphPainter::paintBox(Frame& frame, int node) {
    const GraphNode& what = frame.scene.node(node);
    const Look look = frame.look(what);
    const QRectF box = frame.crisp(frame.box(node));
    const double radius = kRadius * frame.scale;
    QPainter& painter = frame.painter;

    painter.setPen(QPen(look.outline, 1, look.line));
    painter.setBrush(look.fill);
    // A closed block is a small stack.
    if (!what.block.isEmpty()) painter.drawRoundedRect(box.translated(kStack * frame.scale, kStack * frame.scale), radius, radius);
    painter.drawRoundedRect(box, radius, radius);
    if (look.hatched) {
        painter.setBrush(QBrush(mixed(frame.theme.line, frame.theme.muted, 0.5), Qt::BDiagPattern));
        painter.drawRoundedRect(box, radius, radius);
    }
    if (look.bar.alpha() > 0)
        painter.fillRect(QRectF(box.left() + 1, box.top() + radius * 0.6, kBarWidth * frame.scale, box.height() - radius * 1.2), look.bar);
    if (what.holdsConstants) {
        const double notch = kNotch * frame.scale;
        painter.setPen(Qt::NoPen);
        painter.setBrush(look.outline);
        painter.drawPolygon(QPolygonF({box.topRight() + QPointF(-notch - radius * 0.4, 0.5), box.topRight() + QPointF(-radius * 0.4, 0.5),
                                       box.topRight() + QPointF(-notch / 2 - radius * 0.4, notch * 0.7)}));
    }
    paintName(frame, node, box.adjusted(kBarWidth * frame.scale, 0, 0, 0), look.text);
    if (look.slashed) {
        painter.setPen(QPen(look.outline, std::max(1.0, 1.5 * frame.scale)));
        painter.drawLine(QLineF(box.right() - box.height() * 0.75, box.bottom(), box.right(), box.top()));
    }
    if (node == frame.picture.hovered) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(frame.theme.muted, 1));
        painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), radius + 2, radius + 2);
    }
}

void GraphPainter::paintName(Frame& frame, int node, const QRectF& box, const QColor& color) {
    auto label = m_labels.find(node);
    if (label == m_labels.end()) {
        const QFontMetricsF metrics(m_labelFont);
        QStaticText text(metrics.elidedText(boxLabel(frame.scene.node(node)), Qt::ElideLeft, box.width() - 4 * frame.scale));
        text.setTextFormat(Qt::PlainText);
        text.setPerformanceHint(QStaticText::AggressiveCaching);
        text.prepare({}, m_labelFont);
        label = m_labels.emplace(node, std::move(text)).first;
    }
    const QSizeF size = label->second.size();
    frame.painter.setPen(color);
    frame.painter.drawStaticText(QPointF(std::round(box.center().x() - size.width() / 2), std::round(box.center().y() - size.height() / 2)),
                                 label->second);
}

void GraphPainter::paintHeadings(Frame& frame, const std::vector<int>& boxes) {
    QFont font = textFont(TextSize::Caption);
    font.setPixelSize(std::max(7, static_cast<int>(kHeadingSize * frame.scale)));
    font.setWeight(QFont::DemiBold);
    const QFontMetricsF metrics(font);
    frame.painter.setFont(font);
    frame.painter.setPen(frame.theme.muted);
    QColor ground = frame.theme.background;
    ground.setAlphaF(0.8F);
    for (const int node : boxes) {
        const GraphNode& what = frame.scene.node(node);
        if (what.heading.isEmpty()) continue;
        const QRectF area = frame.picture.transform.toView(frame.scene.headingArea(node));
        const QString text = metrics.elidedText(what.heading, Qt::ElideLeft, area.width());
        const QRectF line(std::round(area.left()), std::round(area.bottom() - metrics.height()), metrics.horizontalAdvance(text),
                          metrics.height());
        frame.painter.fillRect(line, ground);
        frame.painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, text);
    }
}

void GraphPainter::paintLozenges(Frame& frame, const std::vector<int>& segments) {
    QPainter& painter = frame.painter;
    const double radius = kLozengeRadius * frame.scale;
    const bool written = frame.scale >= kArrowFrom;
    QFont font = textFont(TextSize::Caption);
    font.setPixelSize(std::max(6, static_cast<int>(10 * frame.scale)));
    painter.setFont(font);
    for (const int index : segments) {
        const GraphScene::Segment& segment = frame.scene.segment(index);
        const auto& quantizer = frame.scene.edge(segment.edge).quantizer;
        if (!segment.last || !quantizer) continue;
        const QPointF middle = frame.picture.transform.toView(frame.scene.lozenge(segment.edge));
        const QPointF at(frame.crisp(middle.x()), frame.crisp(middle.y()));
        painter.setPen(QPen(frame.theme.accent, 1));
        painter.setBrush(written ? frame.theme.background : frame.theme.accent);
        painter.drawPolygon(
            QPolygonF({at + QPointF(0, -radius), at + QPointF(radius, 0), at + QPointF(0, radius), at + QPointF(-radius, 0)}));
        if (!written) continue;
        painter.setPen(frame.theme.text);
        painter.drawText(QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius), Qt::AlignCenter,
                         QString::number(quantizer->bits));
    }
}

void GraphPainter::paintShapes(Frame& frame, const std::vector<int>& segments) {
    QFont font = textFont(TextSize::Caption);
    font.setPixelSize(std::max(8, static_cast<int>(10 * frame.scale)));
    const QFontMetricsF metrics(font);
    frame.painter.setFont(font);
    frame.painter.setPen(frame.theme.muted);
    QColor ground = frame.theme.background;  // arrows that pass below the text must not make it unreadable
    ground.setAlphaF(0.8F);
    for (const int index : segments) {
        const GraphScene::Segment& segment = frame.scene.segment(index);
        const GraphEdge& edge = frame.scene.edge(segment.edge);
        if (&segment != &frame.scene.segments(segment.edge).front() || !edge.showsShape) continue;
        const double left = std::round(frame.picture.transform.toView(segment.line.p1()).x() + 6 * frame.scale);
        const double top = std::round(frame.box(edge.from).bottom() + 2);
        frame.painter.fillRect(QRectF(left - 1, top, metrics.horizontalAdvance(edge.shape) + 2, metrics.height()), ground);
        frame.painter.drawText(QPointF(left, top + metrics.ascent()), edge.shape);
    }
}

void GraphPainter::paintSelection(Frame& frame) {
    const int selected = frame.picture.selected;
    if (selected < 0) return;
    QVector<QLineF> lines;
    std::vector<int> repaint{selected}, ends;
    const auto highlight = [&](std::span<const int> edges, int GraphEdge::*other) {
        for (const int e : edges) {
            for (const auto& segment : frame.scene.segments(e)) lines.push_back(frame.line(segment.line));
            repaint.push_back(frame.scene.edge(e).*other);
            ends.push_back(frame.scene.lastSegment(e));
        }
    };
    highlight(frame.scene.edgesIn(selected), &GraphEdge::from);
    highlight(frame.scene.edgesOut(selected), &GraphEdge::to);
    frame.painter.setRenderHint(QPainter::Antialiasing);
    frame.painter.setPen(QPen(frame.theme.accent, 2));
    frame.painter.drawLines(lines);
    // Boxes and lozenges lie above arrows: those that the accent lines touch are painted once more.
    if (frame.scale >= kNamesFrom) {
        paintBoxes(frame, repaint);
        paintLozenges(frame, ends);
    } else {
        paintBlocks(frame, repaint);
    }
    const QRectF ring = frame.crisp(frame.box(selected)).adjusted(-2.5, -2.5, 2.5, 2.5);
    const double radius = kRadius * frame.scale + 2;
    frame.painter.setRenderHint(QPainter::Antialiasing);
    frame.painter.setBrush(Qt::NoBrush);
    frame.painter.setPen(QPen(frame.theme.accent, 2));
    frame.painter.drawRoundedRect(ring, radius, radius);
}

}  // namespace rf::ui
