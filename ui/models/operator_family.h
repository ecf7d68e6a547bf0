// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

#include "core/graph/operators.h"

namespace rf::ui {

struct Theme;

using graph::OperatorFamily;

/// One colour for each family.
QColor familyColor(OperatorFamily family, const Theme& theme);
/// Translated, for tooltips and legends.
QString familyName(OperatorFamily family);

}  // namespace rf::ui
