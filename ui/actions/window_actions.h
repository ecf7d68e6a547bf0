// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QMenuBar;
class QToolBar;

namespace rf::ui {

class MainWindow;
class Settings;
class Workbench;

/// Creates a QAction in the window for each row of actionRows(); MainWindow::action() finds them.
void createActions(MainWindow& window);
/// Updates which actions are enabled, and the texts of undo and redo.
void updateActions(MainWindow& window, Workbench& workbench);

/// Menus of all actions, with the docks, themes and languages in View.
void fillMenuBar(QMenuBar& bar, MainWindow& window, const Settings& settings);
/// The actions that have a place in the tool bar, around the stages of the work.
void fillToolBar(QToolBar& bar, MainWindow& window, Workbench& workbench);

}  // namespace rf::ui
