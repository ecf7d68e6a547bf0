// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QLabel>
#include <QMenuBar>
#include <QMimeData>
#include <QRegularExpression>
#include <QStatusBar>
#include <QToolBar>
#include <QUrl>
#include <QVBoxLayout>

#include "core/base/assert.h"
#include "ui/dialogs/about_dialog.h"
#include "ui/dialogs/choose_file.h"
#include "ui/dialogs/command_question.h"
#include "ui/graph_view/graph_view.h"
#include "ui/panels/error_panel.h"
#include "ui/panels/graph_panel.h"
#include "ui/panels/layer_panel.h"
#include "ui/panels/layers_panel.h"
#include "ui/panels/log_panel.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/run_status.h"
#include "ui/panels/setup_panel.h"
#include "ui/panels/stage_strip.h"
#include "ui/workbench.h"

namespace rf::ui {

namespace {

constexpr int kWidth = 1440, kHeight = 900;
constexpr int kSetupWidth = 290, kLayerWidth = 360, kBottomHeight = 270;
constexpr int kToolBarMargin = 8;

// The one local file or folder of a drop; empty when it is something else.
QString droppedPath(const QMimeData& data) {
    const auto urls = data.urls();
    return urls.size() == 1 ? urls.front().toLocalFile() : QString();
}

// Buttons show no mnemonics: "&Run", "运行(&R)" → "Run", "运行".
QString buttonText(const QString& menuText) {
    static const QRegularExpression mnemonic(QStringLiteral("\\(&.\\)|&"));
    return QString(menuText).remove(mnemonic);
}

}  // namespace

MainWindow::MainWindow(Workbench& workbench, LogLines& log, Settings& settings) : m_workbench(workbench), m_settings(settings) {
    setAcceptDrops(true);
    setDockNestingEnabled(true);
    resize(kWidth, kHeight);
    createPanels(log);
    createActions();
    createMenus();
    createToolBar();
    createStatusBar();
    resetLayout();
    restoreGeometry(settings.geometry());
    restoreState(settings.windowState());

    workbench.setCommandQuestion([this](const QStringList& commands) { return allowsCommands(*this, commands); });
    auto& document = workbench.document();
    connect(&workbench, &Workbench::failed, m_messages, &MessageBar::showError);
    connect(&workbench, &Workbench::noticed, m_messages, &MessageBar::showNotice);
    connect(&workbench, &Workbench::activityChanged, this, [this] {
        if (m_workbench.isBusy()) m_messages->hide();
        updateActions();
    });
    connect(&document, &ProjectDocument::modelChanged, this, &MainWindow::updateTitle);
    connect(&document, &ProjectDocument::projectChanged, this, &MainWindow::updateActions);
    connect(&document, &ProjectDocument::projectChanged, this, &MainWindow::updateEngineLine);
    connect(&document, &ProjectDocument::outcomeChanged, this, &MainWindow::updateActions);
    connect(&workbench, &Workbench::exported, &document.undoStack(), &QUndoStack::setClean);  // the settings are in the folder
    connect(&document.undoStack(), &QUndoStack::cleanChanged, this, [this](bool clean) { setWindowModified(!clean); });
    updateActions();
    updateTitle();
    updateEngineLine();
}

QAction& MainWindow::action(const QString& name) {
    auto* found = findChild<QAction*>(name);
    RF_ASSERT(found);
    return *found;
}

void MainWindow::createPanels(LogLines& log) {
    m_messages = new MessageBar;
    m_graph = new GraphPanel(m_workbench);
    auto* centre = new QWidget;
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_messages);
    column->addWidget(m_graph, 1);
    setCentralWidget(centre);

    m_setup = new SetupPanel(m_workbench, m_settings);
    m_layer = new LayerPanel(m_workbench);
    m_layers = new LayersPanel(m_workbench);
    m_errors = new ErrorPanel(m_workbench);
    m_setupDock = addDock(QStringLiteral("setupDock"), tr("Setup"), m_setup, Qt::LeftDockWidgetArea);
    m_layerDock = addDock(QStringLiteral("layerDock"), tr("Layer"), m_layer, Qt::RightDockWidgetArea);
    m_layersDock = addDock(QStringLiteral("layersDock"), tr("Layers"), m_layers, Qt::BottomDockWidgetArea);
    m_errorsDock = addDock(QStringLiteral("errorsDock"), tr("Error"), m_errors, Qt::BottomDockWidgetArea);
    m_logDock = addDock(QStringLiteral("logDock"), tr("Log"), new LogPanel(log), Qt::BottomDockWidgetArea);
}

QDockWidget* MainWindow::addDock(const QString& name, const QString& title, QWidget* panel, Qt::DockWidgetArea area) {
    auto* dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setWidget(panel);
    addDockWidget(area, dock);
    return dock;
}

void MainWindow::resetLayout() {
    // The side docks have the whole height, the bottom docks the width between them.
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    const std::pair<QDockWidget*, Qt::DockWidgetArea> places[] = {{m_setupDock, Qt::LeftDockWidgetArea},
                                                                  {m_layerDock, Qt::RightDockWidgetArea},
                                                                  {m_layersDock, Qt::BottomDockWidgetArea},
                                                                  {m_errorsDock, Qt::BottomDockWidgetArea},
                                                                  {m_logDock, Qt::BottomDockWidgetArea}};
    for (const auto& [dock, area] : places) {
        dock->setFloating(false);
        addDockWidget(area, dock);
        dock->show();
    }
    tabifyDockWidget(m_layersDock, m_errorsDock);
    tabifyDockWidget(m_errorsDock, m_logDock);
    m_layersDock->raise();
    resizeDocks({m_setupDock, m_layerDock}, {kSetupWidth, kLayerWidth}, Qt::Horizontal);
    resizeDocks({m_layersDock}, {kBottomHeight}, Qt::Vertical);
}

void MainWindow::rememberLayout() { m_settings.setWindow(saveGeometry(), saveState()); }

QAction* MainWindow::addAction(const QString& name, const QString& text, const QKeySequence& shortcut) {
    auto* action = new QAction(text, this);
    action->setObjectName(name);
    action->setIconText(buttonText(text));
    action->setShortcut(shortcut);
    QMainWindow::addAction(action);
    return action;
}

void MainWindow::createActions() {
    connect(addAction(QStringLiteral("open"), tr("&Open…"), QKeySequence::Open), &QAction::triggered, this, &MainWindow::openModel);
    connect(addAction(QStringLiteral("export"), tr("&Export int8 model…"), Qt::CTRL | Qt::Key_E), &QAction::triggered, this,
            &MainWindow::exportModel);
    connect(addAction(QStringLiteral("exportGraph"), tr("Save &graph as picture…"), {}), &QAction::triggered, this,
            &MainWindow::exportGraph);
    connect(addAction(QStringLiteral("quit"), tr("&Quit"), QKeySequence::Quit), &QAction::triggered, this, &QWidget::close);
    connect(addAction(QStringLiteral("find"), tr("&Find layer"), QKeySequence::Find), &QAction::triggered, this, [this] {
        m_layersDock->show();
        m_layersDock->raise();
        m_layers->focusFilter();
    });
    connect(addAction(QStringLiteral("run"), tr("&Run"), Qt::Key_F5), &QAction::triggered, &m_workbench, &Workbench::run);
    connect(addAction(QStringLiteral("cancel"), tr("&Cancel"), Qt::Key_Escape), &QAction::triggered, &m_workbench, &Workbench::cancel);
    connect(addAction(QStringLiteral("fit"), tr("&Fit graph"), {}), &QAction::triggered, this, [this] { m_graph->view().fit(); });
    connect(addAction(QStringLiteral("resetLayout"), tr("&Reset layout"), {}), &QAction::triggered, this, &MainWindow::resetLayout);
    connect(addAction(QStringLiteral("about"), tr("&About Rangefinder"), {}), &QAction::triggered, this,
            [this] { showAboutDialog(*this); });
    connect(addAction(QStringLiteral("shortcuts"), tr("&Keyboard"), Qt::Key_F1), &QAction::triggered, this,
            [this] { showKeyboardDialog(*this); });

    auto& stack = m_workbench.document().undoStack();
    auto* undo = stack.createUndoAction(this, tr("&Undo"));
    undo->setObjectName(QStringLiteral("undo"));
    undo->setShortcut(QKeySequence::Undo);
    auto* redo = stack.createRedoAction(this, tr("&Redo"));
    redo->setObjectName(QStringLiteral("redo"));
    redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Y), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z)});
    QMainWindow::addAction(undo);
    QMainWindow::addAction(redo);
}

void MainWindow::createMenus() {
    auto* file = menuBar()->addMenu(tr("&File"));
    file->addActions({&action(QStringLiteral("open")), &action(QStringLiteral("export")), &action(QStringLiteral("exportGraph"))});
    file->addSeparator();
    file->addAction(&action(QStringLiteral("quit")));
    auto* edit = menuBar()->addMenu(tr("&Edit"));
    edit->addActions({&action(QStringLiteral("undo")), &action(QStringLiteral("redo"))});
    edit->addSeparator();
    edit->addAction(&action(QStringLiteral("find")));
    auto* run = menuBar()->addMenu(tr("&Run"));
    run->addActions({&action(QStringLiteral("run")), &action(QStringLiteral("cancel"))});
    auto* view = menuBar()->addMenu(tr("&View"));
    for (QDockWidget* dock : {m_setupDock, m_layerDock, m_layersDock, m_errorsDock, m_logDock}) view->addAction(dock->toggleViewAction());
    view->addSeparator();
    view->addActions({&action(QStringLiteral("fit")), &action(QStringLiteral("resetLayout"))});
    view->addSeparator();
    createThemeMenu(*view->addMenu(tr("&Theme")));
    createLanguageMenu(*view->addMenu(tr("&Language")));
    auto* help = menuBar()->addMenu(tr("&Help"));
    help->addActions({&action(QStringLiteral("shortcuts")), &action(QStringLiteral("about"))});
}

void MainWindow::createThemeMenu(QMenu& menu) {
    auto* group = new QActionGroup(this);
    const std::tuple<ThemeChoice, QString, QString> choices[] = {{ThemeChoice::System, QStringLiteral("theme.system"), tr("As the system")},
                                                                 {ThemeChoice::Light, QStringLiteral("theme.light"), tr("Light")},
                                                                 {ThemeChoice::Dark, QStringLiteral("theme.dark"), tr("Dark")}};
    for (const auto& [theme, name, text] : choices) {
        auto* action = addAction(name, text, {});
        action->setCheckable(true);
        action->setChecked(m_settings.theme() == theme);
        group->addAction(action);
        menu.addAction(action);
        connect(action, &QAction::triggered, this, [this, choice = theme] { emit themeChosen(choice); });
    }
}

void MainWindow::createLanguageMenu(QMenu& menu) {
    auto* group = new QActionGroup(this);
    // Languages are named in themselves, so that they can be found by those who need them.
    const std::pair<QString, QString> choices[] = {{QString(), tr("As the system")},
                                                   {QStringLiteral("en"), QStringLiteral("English")},
                                                   {QStringLiteral("zh_CN"), QStringLiteral("简体中文")}};
    for (const auto& [language, text] : choices) {
        auto* action = addAction(QStringLiteral("language.") + language, text, {});
        action->setCheckable(true);
        action->setChecked(m_settings.language() == language);
        group->addAction(action);
        menu.addAction(action);
        connect(action, &QAction::triggered, this, [this, chosen = language] { emit languageChosen(chosen); });
    }
}

void MainWindow::createToolBar() {
    auto* bar = new QToolBar(tr("Steps"), this);
    bar->setObjectName(QStringLiteral("steps"));
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextOnly);
    bar->addAction(&action(QStringLiteral("open")));
    auto* strip = new QWidget;
    auto* row = new QHBoxLayout(strip);
    row->setContentsMargins(kToolBarMargin, 0, kToolBarMargin, 0);
    row->addStretch(1);
    row->addWidget(new StageStrip(m_workbench));
    row->addStretch(1);
    bar->addWidget(strip);
    bar->addAction(&action(QStringLiteral("run")));
    bar->widgetForAction(&action(QStringLiteral("run")))->setObjectName(QStringLiteral("runButton"));
    bar->addAction(&action(QStringLiteral("export")));
    addToolBar(Qt::TopToolBarArea, bar);
}

void MainWindow::createStatusBar() {
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(new RunStatus(m_workbench), 1);
    m_engine = new QLabel;
    m_engine->setObjectName(QStringLiteral("engineLine"));
    m_engine->setContentsMargins(0, 0, kToolBarMargin, 0);
    statusBar()->addPermanentWidget(m_engine);
}

void MainWindow::updateActions() {
    const auto& outcome = m_workbench.document().outcome();
    action(QStringLiteral("run")).setEnabled(m_workbench.canRun());
    action(QStringLiteral("cancel")).setEnabled(m_workbench.isBusy());
    action(QStringLiteral("export")).setEnabled(outcome && !m_workbench.document().isOutOfDate() && !m_workbench.isBusy());
    action(QStringLiteral("exportGraph")).setEnabled(m_workbench.document().model() != nullptr);
}

void MainWindow::updateTitle() {
    const QString model = QString::fromStdString(m_workbench.document().project().model.filename().string());
    setWindowTitle(model.isEmpty() ? QStringLiteral("Rangefinder") : QStringLiteral("%1[*] – Rangefinder").arg(model));
}

void MainWindow::updateEngineLine() {
    const config::Project& project = m_workbench.document().project();
    m_engine->setText(engineLine(project.engine, project.threads));
}

void MainWindow::openModel() {
    choosePath(*this, m_settings, Choose::File, tr("Open a model or a configuration"), tr("Models and configurations (*.xml *.json)"),
               [this](const QString& path) { m_workbench.open(path.toStdString()); });
}

void MainWindow::exportModel() {
    choosePath(*this, m_settings, Choose::NewFolder, tr("Export into a folder"), {},
               [this](const QString& folder) { m_workbench.exportTo(folder.toStdString()); });
}

void MainWindow::exportGraph() {
    choosePath(*this, m_settings, Choose::NewFile, tr("Save the graph"), tr("Pictures (*.svg *.png)"), [this](const QString& path) {
        constexpr double kPixelsPerUnit = 2;
        const std::filesystem::path file = path.toStdString();
        const auto saved = file.extension() == ".png" ? m_graph->view().exportPng(file, kPixelsPerUnit) : m_graph->view().exportSvg(file);
        if (saved)
            m_messages->showNotice(tr("The picture is in %1.").arg(path));
        else
            m_messages->showError(tr("The picture could not be saved."), saved.error());
    });
}

void MainWindow::closeEvent(QCloseEvent* event) {
    rememberLayout();
    m_workbench.cancel();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    const QString path = droppedPath(*event->mimeData());
    if (path.isEmpty()) return;
    statusBar()->showMessage(Workbench::isModelOrProject(path.toStdString()) ? tr("Drop to open") : tr("Drop to use as calibration data"));
    event->acceptProposedAction();
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent*) { statusBar()->clearMessage(); }

void MainWindow::dropEvent(QDropEvent* event) {
    statusBar()->clearMessage();
    const QString path = droppedPath(*event->mimeData());
    if (path.isEmpty()) return;
    event->acceptProposedAction();
    m_workbench.drop(path.toStdString());
}

}  // namespace rf::ui
