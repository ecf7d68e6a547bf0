// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace rf::ui {

struct Theme;

/// The style sheet for what a palette can't express: flat docks and headers, hairlines instead of frames, indicators that can
/// be seen on dark.
QString styleSheetFor(const Theme& theme);

}  // namespace rf::ui
