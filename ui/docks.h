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

/// The objects that dock panels are made with. Docks of one area are tabs, the first in front.
struct DockContext {
    Workbench& workbench;
    Settings& settings;
    LogLines& log;
};

struct DockRow {
    const char* id;     ///< object name; identifies the dock in the saved window layout
    const char* title;  ///< in English; dockTitle() translates it
    Qt::DockWidgetArea area;
    int extent;  ///< of the first dock of its area when the window layout is reset: width at the sides, height at the bottom
    QWidget* (*make)(const DockContext&);
};

std::span<const DockRow> dockRows();
QString dockTitle(const DockRow& row);

}  // namespace rf::ui
