// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_style.h"

#include <QAbstractAxis>
#include <QChart>
#include <QFont>
#include <QLegend>
#include <QPen>
#include <QValueAxis>
#include <algorithm>
#include <cmath>

#include "ui/theme.h"

namespace rf::ui {

void styleChart(QChart& chart, const Theme& theme) {
    chart.setBackgroundBrush(theme.background);
    chart.setBackgroundRoundness(0);
    chart.setBackgroundPen(Qt::NoPen);
    chart.setPlotAreaBackgroundVisible(false);
    chart.setDropShadowEnabled(false);
    chart.setAnimationOptions(QChart::NoAnimation);
    chart.setMargins(QMargins(4, 4, 8, 4));
    chart.legend()->hide();
    const auto axes = chart.axes();
    for (QAbstractAxis* axis : axes) {
        const bool horizontal = axis->orientation() == Qt::Horizontal;
        axis->setGridLineVisible(!horizontal);
        axis->setMinorGridLineVisible(false);
        axis->setGridLinePen(QPen(mixed(theme.background, theme.text, 0.12), 1));
        axis->setLinePen(QPen(theme.line, 1));
        axis->setLineVisible(horizontal);
        axis->setLabelsColor(theme.muted);
        axis->setLabelsFont(textFont(TextSize::Caption));
        axis->setTitleFont(textFont(TextSize::Caption));
        axis->setTitleBrush(theme.muted);
    }
}

int mostPoints(int chartWidth) {
    constexpr int kAxisWidth = 70;
    return std::max(32, chartWidth - kAxisWidth);
}

double niceInterval(double range, int parts) {
    if (!(range > 0) || !std::isfinite(range)) return 1;
    const double least = range / parts;
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= least) return factor * power;
    return 10 * power;
}

QString labelFormat(double interval, double largest) {
    constexpr int kMostDigits = 6, kMostDecimals = 4;
    const int decimals = std::max(0, static_cast<int>(std::ceil(-std::log10(interval) - 1e-9)));
    const bool isShort = decimals <= kMostDecimals && std::log10(std::max(largest, interval)) + decimals < kMostDigits;
    return isShort ? QStringLiteral("%.%1f").arg(decimals) : QStringLiteral("%.3g");
}

void setNiceRange(QValueAxis& axis, double low, double high, int parts) {
    const double interval = niceInterval(high - low, parts);
    axis.setTickType(QValueAxis::TicksDynamic);
    axis.setTickAnchor(0);
    // Range and interval can't be set at once: in between no interval may divide a range into millions of parts.
    axis.setTickInterval(std::max(high - low, axis.max() - axis.min()));
    axis.setRange(low, high);
    axis.setTickInterval(interval);
    axis.setLabelFormat(labelFormat(interval, std::max(std::abs(low), std::abs(high))));
}

}  // namespace rf::ui
