// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style_sheet.h"

#include "ui/theme.h"

namespace rf::ui {

namespace {

// Placeholders are the roles of the theme.
constexpr const char* kTemplate = R"(
QMainWindow::separator { background: @line; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: @accent; }
QToolBar { background: @surface; border: none; border-bottom: 1px solid @line; padding: 4px 8px; spacing: 8px; }
QToolBar QToolButton { padding: 5px 12px; border: 1px solid @line; border-radius: 4px; background: @background; color: @text; }
QToolBar QToolButton:hover, QToolBar QToolButton:focus { border-color: @accent; }
QToolBar QToolButton:disabled { color: @muted; background: @surface; }
QToolBar QToolButton#runButton { background: @accent; border-color: @accent; color: @onAccent; font-weight: 600; }
QToolBar QToolButton#runButton:disabled { background: @line; border-color: @line; color: @muted; }
QToolBar QToolButton#runButton:focus { border-color: @text; }
QStatusBar { background: @surface; border-top: 1px solid @line; }
QStatusBar::item { border: none; }
QMenuBar { background: @surface; }
QDockWidget { font-weight: 600; }
QDockWidget::title { background: @surface; padding: 7px 12px; border-bottom: 1px solid @line; }
QHeaderView { background: @background; }
QHeaderView::section { background: @background; color: @muted; border: none; border-bottom: 1px solid @line; padding: 4px; }
QHeaderView::up-arrow, QHeaderView::down-arrow { subcontrol-position: top center; width: 9px; height: 6px; }
QTableView { background: @background; alternate-background-color: @surface; border: none; }
QTabBar::tab { background: transparent; color: @muted; padding: 6px 14px; border: none; border-top: 2px solid transparent; }
QTabBar::tab:selected { color: @text; border-top-color: @accent; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:focus { border: 1px solid @accent; }
QRadioButton::indicator { width: 12px; height: 12px; border: 1px solid @muted; border-radius: 7px; background: @background; }
QRadioButton::indicator:hover, QRadioButton::indicator:focus { border-color: @accent; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 4px solid @accent; background: @onAccent; }
QCheckBox::indicator { width: 12px; height: 12px; border: 1px solid @muted; border-radius: 3px; background: @background; }
QCheckBox::indicator:hover, QCheckBox::indicator:focus { border-color: @accent; }
QCheckBox::indicator:checked { width: 6px; height: 6px; border: 4px solid @accent; background: @onAccent; }
QLineEdit#layerFilter { border: 1px solid @line; border-radius: 4px; padding: 3px 6px; background: @background; }
QLineEdit#layerFilter:focus { border-color: @accent; }
QRadioButton { spacing: 8px; }
QRadioButton:focus { color: @accent; }
QToolTip { background: @surface; color: @text; border: 1px solid @line; padding: 4px; }
QProgressBar { background: @line; border: none; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
)";

}  // namespace

QString styleSheetFor(const Theme& theme) {
    QString sheet = QString::fromUtf8(kTemplate);
    const std::pair<const char*, QColor> roles[] = {{"@onAccent", readableOn(theme.accent)},
                                                    {"@background", theme.background},
                                                    {"@surface", theme.surface},
                                                    {"@accent", theme.accent},
                                                    {"@muted", theme.muted},
                                                    {"@text", theme.text},
                                                    {"@line", theme.line}};
    for (const auto& [role, color] : roles) sheet.replace(QLatin1String(role), color.name());
    return sheet;
}

}  // namespace rf::ui
