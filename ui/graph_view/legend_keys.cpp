// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph_view/legend_keys.h"

#include <QCoreApplication>
#include <QEvent>
#include <QFontMetricsF>
#include <QPainter>

#include "ui/text/state_words.h"
#include "ui/theme.h"

namespace rf::ui {

namespace {

constexpr double kMarkWidth = 22, kMarkHeight = 12, kLegendTextGap = 5, kLegendKeyGap = 14, kLegendLineGap = 4, kScaleWidth = 260,
                 kLegendTitleGap = 12;

void paintState(QPainter& painter, const QRectF& mark, const Theme& theme, NodeState state) {
    const QColor family = categoricalColors()[0], flat = mixed(theme.surface, theme.line, 0.6);
    const QColor tint = mixed(theme.background, family, theme.dark ? 0.38 : 0.28), outline = mixed(family, theme.text, 0.25);
    const bool ignored = state == NodeState::Ignored, fixed = state == NodeState::NotQuantizable;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(fixed ? flat : outline, 1, ignored ? Qt::DashLine : Qt::SolidLine));
    painter.setBrush(state == NodeState::Quantized ? tint : fixed ? flat : theme.background);
    painter.drawRoundedRect(mark.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    if (ignored) painter.drawLine(QLineF(mark.right() - 9, mark.bottom() - 0.5, mark.right(), mark.top() + 0.5));
}

void paintLozenge(QPainter& painter, const QRectF& mark, const Theme& theme) {
    const QPointF at = mark.center();
    constexpr double kLozengeHalf = 7;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.accent, 1));
    painter.setBrush(theme.background);
    painter.drawPolygon(QPolygonF(
        {at + QPointF(0, -kLozengeHalf), at + QPointF(kLozengeHalf, 0), at + QPointF(0, kLozengeHalf), at + QPointF(-kLozengeHalf, 0)}));
}

void paintHatched(QPainter& painter, const QRectF& mark, const Theme& theme) {
    painter.setPen(QPen(mixed(theme.line, theme.muted, 0.7), 1));
    painter.setBrush(QBrush(mixed(theme.line, theme.muted, 0.5), Qt::BDiagPattern));
    painter.drawRect(mark.adjusted(0.5, 0.5, -0.5, -0.5));
}

}  // namespace

LegendKeys::LegendKeys(QWidget* parent) : QWidget(parent) {
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setFont(textFont(TextSize::Caption));
}

void LegendKeys::setModel(std::shared_ptr<const GraphModel> model) {
    m_model = std::move(model);
    m_states.clear();
    m_families.clear();
    if (m_model)
        for (const GraphNode& node : m_model->nodes()) {
            m_states.insert(node.state);
            m_families.insert(node.family);
        }
    setAccessibleDescription(names().join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

void LegendKeys::setScale(const OverlayScale& scale) {
    m_scale = scale;
    setAccessibleDescription(names().join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

std::vector<LegendKeys::Key> LegendKeys::keys() const {
    std::vector<Key> keys;
    if (!m_model) return keys;
    const Key unknown{tr("no value"),
                      [](QPainter& painter, const QRectF& mark, const Theme& theme) { paintHatched(painter, mark, theme); }};
    if (m_scale.hasClasses())
        for (int i = 0; i < m_scale.overlay().classes.size(); ++i)
            keys.push_back({m_scale.overlay().classes[i], [this, i](QPainter& painter, const QRectF& mark, const Theme& theme) {
                                painter.fillRect(mark, m_scale.classColor(i, theme));
                            }});
    if (!m_scale.isEmpty()) {
        keys.push_back(unknown);
        return keys;
    }
    for (const NodeState state : m_states)
        keys.push_back({stateSource(state),
                        [state](QPainter& painter, const QRectF& mark, const Theme& theme) { paintState(painter, mark, theme, state); }});
    if (m_states.contains(NodeState::Quantized))
        keys.push_back({tr("quantizer, with its bits"),
                        [](QPainter& painter, const QRectF& mark, const Theme& theme) { paintLozenge(painter, mark, theme); }});
    for (const OperatorFamily family : m_families)
        keys.push_back({familyName(family), [family](QPainter& painter, const QRectF& mark, const Theme& theme) {
                            painter.fillRect(QRectF(mark.right() - 5, mark.top(), 4, mark.height()), familyColor(family, theme));
                        }});
    return keys;
}

QStringList LegendKeys::names() const {
    QStringList names;
    if (!m_scale.isEmpty()) names << m_scale.titleWithUnit();
    for (const Key& key : keys()) names << key.name;
    return names;
}

double LegendKeys::flow(int width, const std::function<void(const Key&, const QPointF&)>& place) const {
    if (!m_model) return 0;
    const QFontMetricsF metrics(font());
    const bool hasBar = !m_scale.isEmpty() && !m_scale.hasClasses();
    const double line = std::max(metrics.height(), hasBar ? OverlayScale::kBarSpace : 0.0);
    double x = m_scale.isEmpty() ? 0 : metrics.horizontalAdvance(m_scale.titleWithUnit()) + kLegendTitleGap;
    if (hasBar) x += kScaleWidth + kLegendKeyGap;
    double y = 0;
    for (const Key& key : keys()) {
        const double extent = kMarkWidth + kLegendTextGap + metrics.horizontalAdvance(key.name);
        if (x > 0 && x + extent > width) {
            x = 0;
            y += (y == 0 ? line : metrics.height()) + kLegendLineGap;
        }
        if (place) place(key, {x, y});
        x += extent + kLegendKeyGap;
    }
    return y + (y == 0 ? line : metrics.height());
}

QSize LegendKeys::sizeHint() const { return {width(), heightForWidth(width())}; }

int LegendKeys::heightForWidth(int width) const { return static_cast<int>(std::ceil(flow(width, {}))); }

void LegendKeys::paintEvent(QPaintEvent*) {
    if (!m_model) return;
    QPainter painter(this);
    painter.setFont(font());
    const Theme& theme = themeFor(palette());
    const QFontMetricsF metrics(font());
    if (!m_scale.isEmpty()) {
        const QString title = m_scale.titleWithUnit();
        painter.setPen(theme.text);
        painter.drawText(QPointF(0, metrics.ascent()), title);
        if (!m_scale.hasClasses())
            m_scale.paintBar(painter, QRectF(metrics.horizontalAdvance(title) + kLegendTitleGap, 2, kScaleWidth, OverlayScale::kBarSpace),
                             theme);
    }
    flow(width(), [&](const Key& key, const QPointF& at) {
        painter.save();
        key.paint(painter, QRectF(at.x(), at.y() + (metrics.height() - kMarkHeight) / 2, kMarkWidth, kMarkHeight), theme);
        painter.restore();
        painter.setPen(theme.text);
        painter.drawText(QPointF(at.x() + kMarkWidth + kLegendTextGap, at.y() + metrics.ascent()), key.name);
    });
}

void LegendKeys::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) update();
    QWidget::changeEvent(event);
}

}  // namespace rf::ui
