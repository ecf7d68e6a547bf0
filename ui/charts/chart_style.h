// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

QT_BEGIN_NAMESPACE
class QChart;
QT_END_NAMESPACE

namespace rf::ui {

struct Theme;

/// Colours, fonts and grid of every chart in one place: horizontal grid lines only, no frame, no shadow, no animation.
/// To be called again after axes were added or the theme changed.
void styleChart(QChart& chart, const Theme& theme);

/// Bins a step outline may have (two points each) so that there is at most one point per pixel of the plot.
int mostBins(const QChart& chart);

}  // namespace rf::ui
