// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_style.h"

#include <QAbstractAxis>
#include <QChart>
#include <QFont>
#include <QLegend>
#include <QPen>
#include <algorithm>

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

int mostBins(const QChart& chart) { return std::max(16, static_cast<int>(chart.plotArea().width()) / 2); }

}  // namespace rf::ui
