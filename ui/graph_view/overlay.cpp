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
constexpr double kBarHeight = 10;

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
    if (m_overlay.range) {
        m_low = m_overlay.range->first;
        m_high = m_overlay.range->second;
    } else if (low <= high) {
        m_low = low;
        m_high = high;
    }
}

std::optional<double> OverlayScale::value(graph::NodeId node) const {
    const auto found = m_overlay.values.find(node);
    if (found == m_overlay.values.end() || !std::isfinite(found->second)) return std::nullopt;
    if (m_overlay.logarithmic && found->second <= 0) return std::nullopt;
    return found->second;
}

double OverlayScale::share(double value) const {
    if (m_high <= m_low) return 0;
    const bool logarithmic = m_overlay.logarithmic && m_low > 0;
    const double share = logarithmic ? std::log(value / m_low) / std::log(m_high / m_low) : (value - m_low) / (m_high - m_low);
    return std::clamp(share, 0.0, 1.0);
}

QColor OverlayScale::colorAt(double share, const Theme& theme) const {
    const double worse = m_overlay.higherIsWorse ? share : 1 - share;
    return cividis(theme.dark ? worse : 1 - worse);
}

QColor OverlayScale::classColor(int index, const Theme& theme) const {
    const auto& colors = categoricalColors();
    return index + 1 == m_overlay.classes.size() ? theme.line : colors[static_cast<std::size_t>(index) % colors.size()];
}

std::optional<QColor> OverlayScale::color(graph::NodeId node, const Theme& theme) const {
    const auto known = value(node);
    if (!known) return std::nullopt;
    return hasClasses() ? classColor(static_cast<int>(*known), theme) : colorAt(share(*known), theme);
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

QString OverlayScale::titleWithUnit() const {
    return m_overlay.unit.isEmpty() ? m_overlay.title
                                    : QCoreApplication::translate("OverlayLegend", "%1 (%2)").arg(m_overlay.title, m_overlay.unit);
}

void OverlayScale::paintBar(QPainter& painter, const QRectF& area, const Theme& theme) const {
    painter.setFont(textFont(TextSize::Caption));
    const QFontMetricsF metrics(painter.font());
    const QString worse = QCoreApplication::translate("OverlayLegend", "worse");
    const double word = metrics.horizontalAdvance(worse) + 6;
    const QRectF bar(area.left() + (m_overlay.higherIsWorse ? 0 : word), area.top(), area.width() - word, kBarHeight);
    painter.setRenderHint(QPainter::Antialiasing, false);
    const int steps = std::max(2, static_cast<int>(bar.width()));
    for (int i = 0; i < steps; ++i)
        painter.fillRect(QRectF(bar.left() + i, bar.top(), 1, bar.height()), colorAt(static_cast<double>(i) / (steps - 1), theme));
    painter.setPen(theme.muted);
    const double baseline = bar.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    painter.drawText(QPointF(m_overlay.higherIsWorse ? bar.right() + 6 : area.left(), baseline), worse);
    const auto values = ticks();
    for (int i = 0; i < kTicks; ++i) {
        const double x = std::floor(bar.left() + bar.width() * i / (kTicks - 1)) + 0.5;
        painter.drawLine(QLineF(x, bar.bottom(), x, bar.bottom() + 3));
        const QString text = numberText(values[static_cast<std::size_t>(i)], 3);
        const double width = metrics.horizontalAdvance(text);
        const double left = std::clamp(x - width / 2, bar.left(), bar.right() - width);
        painter.drawText(QPointF(left, bar.bottom() + 5 + metrics.ascent()), text);
    }
}

}  // namespace rf::ui
