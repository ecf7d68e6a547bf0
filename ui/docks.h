// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <span>

class QWidget;

namespace rf::ui {

class LogLines;
class Settings;
class Workbench;

/// What a dock shows. Docks of one area are tabs, the first in front.
struct DockContext {
    Workbench& workbench;
    Settings& settings;
    LogLines& log;
};

struct DockRow {
    const char* id;     ///< object name; the saved layout knows a dock by it
    const char* title;  ///< in English; dockTitle() translates it
    Qt::DockWidgetArea area;
    int extent;  ///< width at the sides, height at the bottom, when the layout is reset; of the first dock of its area
    QWidget* (*make)(const DockContext&);
};

std::span<const DockRow> dockRows();
QString dockTitle(const DockRow& row);

}  // namespace rf::ui
