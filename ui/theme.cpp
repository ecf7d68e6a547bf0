// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme.h"

#include <QFont>
#include <QGuiApplication>
#include <QPalette>
#include <cmath>

namespace rf::ui {

const Theme& lightTheme() {
    static const Theme theme{0xffffff, 0xf6f7f9, 0x1d2127, 0x667080, 0xd9dde3, 0x2f6fde, 0x1e8e5a, 0xb26a00, 0xc4314b, false};
    return theme;
}

const Theme& darkTheme() {
    static const Theme theme{0x1b1d21, 0x23262b, 0xe6e8eb, 0x98a1ad, 0x3a3f47, 0x6ea0ff, 0x4cc38a, 0xf0b257, 0xff7b8e, true};
    return theme;
}

const Theme& themeFor(const QPalette& palette) { return palette.color(QPalette::Window).lightness() < 128 ? darkTheme() : lightTheme(); }

QPalette paletteFor(const Theme& theme) {
    QPalette palette;
    palette.setColor(QPalette::Window, theme.surface);
    palette.setColor(QPalette::WindowText, theme.text);
    palette.setColor(QPalette::Base, theme.background);
    palette.setColor(QPalette::AlternateBase, theme.surface);
    palette.setColor(QPalette::Text, theme.text);
    palette.setColor(QPalette::PlaceholderText, theme.muted);
    palette.setColor(QPalette::Button, theme.surface);
    palette.setColor(QPalette::ButtonText, theme.text);
    palette.setColor(QPalette::BrightText, theme.bad);
    palette.setColor(QPalette::ToolTipBase, theme.surface);
    palette.setColor(QPalette::ToolTipText, theme.text);
    palette.setColor(QPalette::Highlight, theme.accent);
    palette.setColor(QPalette::HighlightedText, readableOn(theme.accent));
    palette.setColor(QPalette::Link, theme.accent);
    palette.setColor(QPalette::LinkVisited, theme.accent);
    palette.setColor(QPalette::Light, mixed(theme.surface, theme.background, 0.5));
    palette.setColor(QPalette::Midlight, mixed(theme.surface, theme.line, 0.3));
    palette.setColor(QPalette::Mid, theme.line);
    palette.setColor(QPalette::Dark, mixed(theme.line, theme.muted, 0.5));
    palette.setColor(QPalette::Shadow, theme.dark ? QColor(Qt::black) : theme.muted);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, mixed(theme.muted, theme.surface, 0.3));
    return palette;
}

const std::array<QColor, 7>& categoricalColors() {
    static const std::array<QColor, 7> colors{QColor(0x0072b2), QColor(0xe69f00), QColor(0x009e73), QColor(0xcc79a7),
                                              QColor(0x56b4e9), QColor(0xd55e00), QColor(0xf0e442)};
    return colors;
}

QColor mixed(const QColor& a, const QColor& b, double share) {
    const auto channel = [share](int from, int to) { return static_cast<int>(std::lround(from + (to - from) * share)); };
    return QColor(channel(a.red(), b.red()), channel(a.green(), b.green()), channel(a.blue(), b.blue()), channel(a.alpha(), b.alpha()));
}

namespace {

/// Relative luminance, WCAG 2.2.
double luminance(const QColor& color) {
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

}  // namespace

double contrast(const QColor& a, const QColor& b) {
    const double la = luminance(a) + 0.05, lb = luminance(b) + 0.05;
    return la > lb ? la / lb : lb / la;
}

QColor readableOn(const QColor& background) {
    return contrast(background, Qt::white) >= contrast(background, Qt::black) ? QColor(Qt::white) : QColor(Qt::black);
}

QFont textFont(TextSize size) {
    QFont font = QGuiApplication::font();
    font.setPixelSize(static_cast<int>(size));
    return font;
}

}  // namespace rf::ui
