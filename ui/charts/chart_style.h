// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

QT_BEGIN_NAMESPACE
class QChart;
class QValueAxis;
QT_END_NAMESPACE

namespace rf::ui {

struct Theme;

/// Colours, fonts and grid of every chart in one place: horizontal grid lines only, no frame, no shadow, no animation.
/// To be called again after axes were added or the theme changed.
void styleChart(QChart& chart, const Theme& theme);

/// How many points a line may have on a chart of this width so that there is at most one per pixel. Not computed from the
/// plot's own width: that depends on the labels of the axis, and those on the points.
int mostPoints(int chartWidth);

/// 1, 2 or 5 times a power of ten that divides `range` into about `parts` parts.
double niceInterval(double range, int parts);
/// The format of numbers that are multiples of `interval` and at most as large as `largest`: as many decimals as they need.
QString labelFormat(double interval, double largest);
/// The range [low, high] with ticks at multiples of a nice interval. The range itself is not rounded: that can make it half as
/// long again, for nothing.
void setNiceRange(QValueAxis& axis, double low, double high, int parts);

}  // namespace rf::ui
