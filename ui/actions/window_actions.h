// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QMenuBar;
class QToolBar;

namespace rf::ui {

class MainWindow;
class Settings;
class Workbench;

/// Gives the window a QAction for each row of actionRows(), found again with MainWindow::action().
void createActions(MainWindow& window);
/// Which actions can be used now, and what undo and redo would do.
void updateActions(MainWindow& window, Workbench& workbench);

/// Menus of all actions, with the docks, themes and languages in View.
void fillMenuBar(QMenuBar& bar, MainWindow& window, const Settings& settings);
/// The actions that have a place in the tool bar, around the stages of the work.
void fillToolBar(QToolBar& bar, MainWindow& window, Workbench& workbench);

}  // namespace rf::ui
