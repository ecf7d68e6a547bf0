// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>
#include <filesystem>
#include <functional>

#include "core/base/result.h"
#include "ui/settings.h"

class QLabel;

namespace rf::ui {

class GraphPanel;
class LogLines;
class MessageBar;
class ResultCard;
class Workbench;
struct DockRow;
struct UnfinishedRun;

/// The window: the graph in the middle, the docks of ui/docks.h around it, the actions of ui/actions. Shows a workbench that
/// outlives it, so the window can be created anew in another language during a run.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(Workbench& workbench, LogLines& log, Settings& settings);

    Workbench& workbench() { return m_workbench; }
    /// By id, see ui/actions/action_table.h; and "theme.dark", "language.en", …
    QAction& action(const QString& id);
    QDockWidget& dock(const DockRow& row);
    /// The panel in a dock, e.g. panel<LayersPanel>().
    template <class Panel>
    Panel& panel() {
        return *findChild<Panel*>();
    }
    GraphPanel& graph() { return *m_graph; }
    MessageBar& messages() { return *m_messages; }

    void openModel();
    void exportModel();
    void exportGraph();
    void exportErrors();
    void exportTable();
    void findLayer();
    void resetLayout();
    void rememberLayout();
    /// False: the user wants to go on with the open model. Otherwise the run in progress has been stopped.
    bool mayLeave();

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
    void savePictureAs(const QString& title, std::function<Result<void>(const std::filesystem::path&)> save);
    void createCentre();
    void createDocks(LogLines& log);
    void createToolBar();
    void createStatusBar();
    void connectWorkbench();
    void watchInput();
    void openPath(const QString& path);
    void offerToGoOn(const UnfinishedRun& run);
    void forgetOldError();
    void showLayer(const QString& layer);
    void presentRun();
    void refreshActions();
    void updateTitle();
    void updateEngineLine();

    Workbench& m_workbench;
    Settings& m_settings;
    MessageBar* m_messages;
    ResultCard* m_card;
    GraphPanel* m_graph;
    QLabel* m_engine;
};

}  // namespace rf::ui
