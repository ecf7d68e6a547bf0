// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>

#include "ui/settings.h"

class QLabel;

namespace rf::ui {

class ErrorPanel;
class GraphPanel;
class LayerPanel;
class LayersPanel;
class LogLines;
class MessageBar;
class SetupPanel;
class Workbench;

/// The window: docks, menus and their wiring. Shows a workbench that outlives it, so that it can be made anew in another
/// language while a run goes on.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(Workbench& workbench, LogLines& log, Settings& settings);

    /// By object name: "open", "run", "cancel", "export", "undo", "redo", "find", …
    QAction& action(const QString& name);
    GraphPanel& graph() { return *m_graph; }
    LayerPanel& layer() { return *m_layer; }
    LayersPanel& layers() { return *m_layers; }
    ErrorPanel& errors() { return *m_errors; }
    MessageBar& messages() { return *m_messages; }
    void resetLayout();
    void rememberLayout();

signals:
    void themeChosen(rf::ui::ThemeChoice theme);
    /// "en", "zh_CN", or empty: as the system.
    void languageChosen(const QString& language);

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QAction* addAction(const QString& name, const QString& text, const QKeySequence& shortcut);
    void createPanels(LogLines& log);
    QDockWidget* addDock(const QString& name, const QString& title, QWidget* panel, Qt::DockWidgetArea area);
    void createActions();
    void createMenus();
    void createThemeMenu(QMenu& menu);
    void createLanguageMenu(QMenu& menu);
    void createToolBar();
    void createStatusBar();
    void updateActions();
    void updateTitle();
    void updateEngineLine();
    void openModel();
    void exportModel();
    void exportGraph();

    Workbench& m_workbench;
    Settings& m_settings;
    MessageBar* m_messages;
    SetupPanel* m_setup;
    GraphPanel* m_graph;
    LayerPanel* m_layer;
    LayersPanel* m_layers;
    ErrorPanel* m_errors;
    QDockWidget* m_setupDock;
    QDockWidget* m_layerDock;
    QDockWidget* m_layersDock;
    QDockWidget* m_errorsDock;
    QDockWidget* m_logDock;
    QLabel* m_engine;
};

}  // namespace rf::ui
