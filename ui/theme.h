// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <array>

class QFont;
class QPalette;

namespace rf::ui {

/// The colours of the window by role, so that nothing else names a colour. Text on background and surface has a contrast
/// of at least 4.5 : 1.
struct Theme {
    QColor background, surface, text, muted, line, accent, good, warn, bad;
    bool dark = false;
};

const Theme& lightTheme();
const Theme& darkTheme();
/// The theme that goes with a palette: dark when its window colour is.
const Theme& themeFor(const QPalette& palette);
QPalette paletteFor(const Theme& theme);

/// Categories that can be told apart with any colour vision: Okabe and Ito, "Color Universal Design", 2008, without black.
const std::array<QColor, 7>& categoricalColors();

/// `share` of b in a, in sRGB.
QColor mixed(const QColor& a, const QColor& b, double share);
/// Black or white, whichever can be read better on `background`.
QColor readableOn(const QColor& background);
/// WCAG 2 contrast ratio, 1 to 21.
double contrast(const QColor& a, const QColor& b);

enum class TextSize { Caption = 11, Body = 13, Title = 15 };
/// The application's font in one of the three sizes (pixels).
QFont textFont(TextSize size);

}  // namespace rf::ui
