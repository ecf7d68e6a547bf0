// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph_view/overlay.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/number_format.h"
#include "ui/theme.h"

namespace rf::ui {

namespace {

constexpr std::array<QRgb, 10> kCividis{0x00204d, 0x00336f, 0x39486b, 0x575c6d, 0x707173, 0x8a8779, 0xa69d75, 0xc4b56c, 0xe4cf5b, 0xffea46};
constexpr double kLegendWidth = 248, kLegendHeight = 66, kBarHeight = 10, kPadding = 12;

}  // namespace

QColor cividis(double share) {
    const double at = std::clamp(share, 0.0, 1.0) * (kCividis.size() - 1);
    const auto lower = std::min(static_cast<std::size_t>(at), kCividis.size() - 2);
    return mixed(QColor(kCividis[lower]), QColor(kCividis[lower + 1]), at - static_cast<double>(lower));
}

OverlayScale::OverlayScale(Overlay overlay) : m_overlay(std::move(overlay)) {
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const auto& [node, unused] : m_overlay.values) {
        const auto known = value(node);
        if (!known) continue;
        low = std::min(low, *known);
        high = std::max(high, *known);
    }
    if (low > high) return;
    m_low = low;
    m_high = high;
}

std::optional<double> OverlayScale::value(graph::NodeId node) const {
    const auto found = m_overlay.values.find(node);
    if (found == m_overlay.values.end() || !std::isfinite(found->second)) return std::nullopt;
    if (m_overlay.logarithmic && found->second <= 0) return std::nullopt;
    return found->second;
}

double OverlayScale::share(double value) const {
    if (m_high <= m_low) return 0;
    return m_overlay.logarithmic ? std::log(value / m_low) / std::log(m_high / m_low) : (value - m_low) / (m_high - m_low);
}

QColor OverlayScale::colorAt(double share) const { return cividis(m_overlay.higherIsWorse ? share : 1 - share); }

std::optional<QColor> OverlayScale::color(graph::NodeId node) const {
    const auto known = value(node);
    if (!known) return std::nullopt;
    return colorAt(share(*known));
}

std::array<double, OverlayScale::kTicks> OverlayScale::ticks() const {
    std::array<double, kTicks> ticks;
    for (int i = 0; i < kTicks; ++i) {
        const double at = static_cast<double>(i) / (kTicks - 1);
        ticks[static_cast<std::size_t>(i)] =
            m_overlay.logarithmic && m_low > 0 ? m_low * std::pow(m_high / m_low, at) : m_low + (m_high - m_low) * at;
    }
    return ticks;
}

void OverlayScale::paintLegend(QPainter& painter, const QPointF& topLeft, const Theme& theme) const {
    const QRectF frame(topLeft, QSizeF(kLegendWidth, kLegendHeight));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.line, 1));
    painter.setBrush(theme.background);
    painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);

    painter.setFont(textFont(TextSize::Caption));
    const QFontMetricsF metrics(painter.font());
    const QString title = m_overlay.unit.isEmpty()
                              ? m_overlay.title
                              : QCoreApplication::translate("OverlayLegend", "%1 (%2)").arg(m_overlay.title, m_overlay.unit);
    const QRectF inner = frame.adjusted(kPadding, 8, -kPadding, -6);
    painter.setPen(theme.text);
    painter.drawText(inner, Qt::AlignLeft | Qt::AlignTop, metrics.elidedText(title, Qt::ElideMiddle, inner.width()));

    const QRectF bar(inner.left(), inner.top() + 19, inner.width(), kBarHeight);
    painter.setRenderHint(QPainter::Antialiasing, false);
    const int steps = static_cast<int>(bar.width());
    for (int i = 0; i < steps; ++i)
        painter.fillRect(QRectF(bar.left() + i, bar.top(), 1, bar.height()), colorAt(static_cast<double>(i) / (steps - 1)));

    painter.setPen(theme.muted);
    const auto values = ticks();
    for (int i = 0; i < kTicks; ++i) {
        const double x = std::floor(bar.left() + bar.width() * i / (kTicks - 1)) + 0.5;
        painter.drawLine(QLineF(x, bar.bottom(), x, bar.bottom() + 3));
        const QString text = numberText(values[static_cast<std::size_t>(i)], 3);
        const double width = metrics.horizontalAdvance(text);
        const double left = std::clamp(x - width / 2, inner.left(), inner.right() - width);
        painter.drawText(QPointF(left, bar.bottom() + 5 + metrics.ascent()), text);
    }
    painter.restore();
}

}  // namespace rf::ui
