// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include <QAction>
#include <QCloseEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QLabel>
#include <QMenuBar>
#include <QMimeData>
#include <QStatusBar>
#include <QToolBar>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>
#include <map>

#include "core/base/assert.h"
#include "core/base/atomic_file.h"
#include "core/config/project_files.h"
#include "core/pipeline/recognise.h"
#include "ui/actions/window_actions.h"
#include "ui/charts/layer_error_chart.h"
#include "ui/charts/save_picture.h"
#include "ui/dialogs/choose_file.h"
#include "ui/dialogs/command_question.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/dialogs/leave_question.h"
#include "ui/docks.h"
#include "ui/graph_view/graph_view.h"
#include "ui/models/graph_model.h"
#include "ui/models/picture.h"
#include "ui/panels/error_panel.h"
#include "ui/panels/graph_panel.h"
#include "ui/panels/layers_panel.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/result_card.h"
#include "ui/panels/run_status.h"
#include "ui/panels/search_bar.h"
#include "ui/text/error_text.h"
#include "ui/text/run_text.h"
#include "ui/widgets/careful_input.h"
#include "ui/workbench.h"

namespace rf::ui {

namespace {

constexpr int kWindowWidth = 1440, kWindowHeight = 900;
constexpr int kEngineMargin = 8;

// The one local file or folder of a drop; empty when it is something else.
QString droppedPath(const QMimeData& data) {
    const auto urls = data.urls();
    return urls.size() == 1 ? urls.front().toLocalFile() : QString();
}

/// With the first of the extensions unless it has one of them.
std::filesystem::path withExtension(std::filesystem::path file, std::initializer_list<const char*> extensions) {
    const bool known =
        std::any_of(extensions.begin(), extensions.end(), [&](const char* extension) { return file.extension() == extension; });
    if (!known) file += *extensions.begin();
    return file;
}

// What a drop will do, or what is wrong with it.
QString dropText(const pipeline::Recognised& file, bool hasModel) {
    switch (file.kind) {
        case pipeline::PathKind::Model:
        case pipeline::PathKind::Weights:
        case pipeline::PathKind::Configuration:
        case pipeline::PathKind::Result: return MainWindow::tr("Drop to open");
        case pipeline::PathKind::AccuracyChecker: return MainWindow::tr("Drop to use its data and metrics");
        case pipeline::PathKind::Data:
            if (hasModel) return MainWindow::tr("Drop to use as calibration data");
            break;
        default: break;
    }
    return errorText(pipeline::outOfPlace(file));
}

}  // namespace

MainWindow::MainWindow(Workbench& workbench, LogLines& log, Settings& settings) : m_workbench(workbench), m_settings(settings) {
    setAcceptDrops(true);
    setDockNestingEnabled(true);
    resize(kWindowWidth, kWindowHeight);
    createCentre();
    createDocks(log);
    createActions(*this);
    fillMenuBar(*menuBar(), *this, settings);
    createToolBar();
    createStatusBar();
    resetLayout();
    restoreGeometry(settings.geometry());
    restoreState(settings.windowState());

    workbench.setCommandQuestion([this](const QStringList& commands) { return allowsCommands(*this, commands); });
    workbench.setExportQuestion(
        [this](const exporting::Target& target, const exporting::Obstacles& obstacles) { return askWhatToKeep(*this, target, obstacles); });
    connectWorkbench();
    watchInput();
    refreshActions();
    updateTitle();
    updateEngineLine();
}

void MainWindow::connectWorkbench() {
    auto& document = m_workbench.document();
    connect(&m_workbench, &Workbench::failed, m_messages, &MessageBar::showError);
    connect(&m_workbench, &Workbench::noticed, m_messages, &MessageBar::showNotice);
    connect(&m_workbench, &Workbench::activityChanged, this, [this] {
        if (m_workbench.isBusy()) m_messages->hide();
        refreshActions();
    });
    connect(&m_workbench, &Workbench::unfinished, this, &MainWindow::offerToGoOn);
    connect(&document, &ProjectDocument::runAdded, this, &MainWindow::presentRun);
    connect(&document, &ProjectDocument::modelChanged, this, &MainWindow::updateTitle);
    connect(&document, &ProjectDocument::projectChanged, this, &MainWindow::forgetOldError);
    connect(&document, &ProjectDocument::projectChanged, this, &MainWindow::refreshActions);
    connect(&document, &ProjectDocument::projectChanged, this, &MainWindow::updateEngineLine);
    connect(&document, &ProjectDocument::outcomeChanged, this, &MainWindow::refreshActions);
    connect(&m_workbench, &Workbench::dataFactsChanged, this, &MainWindow::refreshActions);
    connect(&document.undoStack(), &QUndoStack::indexChanged, this, &MainWindow::refreshActions);
    connect(&m_workbench, &Workbench::exported, &document.undoStack(), &QUndoStack::setClean);  // the settings are in the folder
    connect(&document.undoStack(), &QUndoStack::cleanChanged, this, [this](bool clean) { setWindowModified(!clean); });
}

void MainWindow::watchInput() {
    CarefulInput::Escape escape;
    escape.closeMessage = [this] {
        const bool wasVisible = m_messages->isVisible();
        m_messages->hide();
        return wasVisible;
    };
    escape.isBusy = [this] { return m_workbench.isBusy(); };
    escape.belongsToJob = [this](const QWidget* widget) { return statusBar()->isAncestorOf(widget); };
    escape.askAgain = [this] { findChild<RunStatus*>()->askForSecondEscape(); };
    new CarefulInput(*this, std::move(escape));
}

void MainWindow::refreshActions() { updateActions(*this, m_workbench); }

QAction& MainWindow::action(const QString& name) {
    auto* found = findChild<QAction*>(name);
    RF_ASSERT(found);
    return *found;
}

QDockWidget& MainWindow::dock(const DockRow& row) {
    auto* found = findChild<QDockWidget*>(QLatin1String(row.id));
    RF_ASSERT(found);
    return *found;
}

void MainWindow::createCentre() {
    m_messages = new MessageBar;
    m_card = new ResultCard(m_workbench);
    m_graph = new GraphPanel(m_workbench);
    connect(m_card, &ResultCard::layerWanted, this, &MainWindow::showLayer);
    auto* centre = new QWidget;
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_messages);
    column->addWidget(m_card);
    column->addWidget(m_graph, 1);
    setCentralWidget(centre);
}

void MainWindow::createDocks(LogLines& log) {
    // The side docks have the whole height, the bottom docks the width between them.
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    for (const DockRow& row : dockRows()) {
        auto* dock = new QDockWidget(dockTitle(row), this);
        dock->setObjectName(QLatin1String(row.id));
        dock->setWidget(row.make({m_workbench, m_settings, log}));
    }
}

void MainWindow::resetLayout() {
    std::map<Qt::DockWidgetArea, QDockWidget*> first, last;  // of each area
    for (const DockRow& row : dockRows()) {
        QDockWidget& placed = dock(row);
        placed.setFloating(false);
        addDockWidget(row.area, &placed);
        placed.show();
        if (QDockWidget* before = last[row.area])
            tabifyDockWidget(before, &placed);
        else
            first[row.area] = &placed;
        last[row.area] = &placed;
    }
    for (const auto& [area, shown] : first) shown->raise();
    struct Extents {
        QList<QDockWidget*> docks;
        QList<int> sizes;
    } widths, heights;
    for (const DockRow& row : dockRows()) {
        if (first[row.area] != &dock(row)) continue;
        const bool isSide = row.area == Qt::LeftDockWidgetArea || row.area == Qt::RightDockWidgetArea;
        Extents& extents = isSide ? widths : heights;
        extents.docks << &dock(row);
        extents.sizes << row.extent;
    }
    resizeDocks(widths.docks, widths.sizes, Qt::Horizontal);
    resizeDocks(heights.docks, heights.sizes, Qt::Vertical);
}

void MainWindow::findLayer() { panel<SearchBar>().focusField(); }

void MainWindow::rememberLayout() { m_settings.setWindow(saveGeometry(), saveState()); }

void MainWindow::createToolBar() {
    auto* bar = new QToolBar(tr("Steps"), this);
    bar->setObjectName(QStringLiteral("steps"));
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextOnly);
    fillToolBar(*bar, *this, m_workbench);
    addToolBar(Qt::TopToolBarArea, bar);
}

void MainWindow::createStatusBar() {
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(new RunStatus(m_workbench), 1);
    m_engine = new QLabel;
    m_engine->setObjectName(QStringLiteral("engineLine"));
    m_engine->setContentsMargins(0, 0, kEngineMargin, 0);
    statusBar()->addPermanentWidget(m_engine);
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
    choosePath(*this, m_settings, Choose::File, tr("Open a model or a configuration"),
               tr("Models and configurations (*.xml *.onnx *.tflite *.pb *.pdmodel *.json *.yml *.yaml)"),
               [this](const QString& path) { openPath(path); });
}

void MainWindow::openPath(const QString& path) {
    if (!m_workbench.wouldReplace(path.toStdString()) || mayLeave()) m_workbench.open(path.toStdString());
}

bool MainWindow::mayLeave() {
    LeavingReasons reasons;
    if (m_workbench.isRunning()) reasons.run = reachedText(m_workbench.reached());
    reasons.isKept = !m_workbench.store().isOff();
    reasons.isEdited = m_workbench.hasUnsavedSettings();
    if (!reasons.isLost()) return true;
    const Leaving answer = askBeforeLeaving(*this, reasons);
    if (answer == Leaving::Keep) m_workbench.cancel();
    if (answer == Leaving::Discard) m_workbench.discardRun();
    return answer != Leaving::Stay;
}

void MainWindow::offerToGoOn(const UnfinishedRun& run) {
    if (m_workbench.isRunning()) return;
    std::vector<MessageBar::Choice> choices;
    const bool isOfThisModel = run.input && run.input->modelRevision == m_workbench.document().snapshot().modelRevision;
    choices.push_back({"resumeRun", tr("Resume"), [this, run, isOfThisModel] {
                           if (isOfThisModel || mayLeave()) m_workbench.goOn(run);
                       }});
    if (run.hasModel() && isOfThisModel)
        choices.push_back({"openUnscored", tr("Show the model"), [this, run] { m_workbench.openUnscored(run); }});
    choices.push_back({"discardRun", tr("Discard"), [this, run] { m_workbench.store().remove(run.kept.id); }});
    m_messages->showOffer(unfinishedText(run), choices);
}

void MainWindow::showLayer(const QString& layer) {
    m_workbench.selection().select({layer});
    if (const auto& picture = m_workbench.picture())
        if (const auto node = picture->graph->find(layer.toStdString())) m_graph->view().centerOn(*node);
}

// Where to look first; what the user has chosen stays.
void MainWindow::presentRun() {
    const QString worst = QString::fromStdString(m_card->summary().worstLayer);
    if (worst.isEmpty()) return;
    if (m_workbench.selection().names().isEmpty()) m_workbench.selection().select({worst});
    m_graph->paintErrors();
    panel<LayersPanel>().sortByError();
}

// What was wrong with the former settings may be right now.
void MainWindow::forgetOldError() {
    if (m_messages->isError()) m_messages->hide();
}

void MainWindow::exportModel() {
    const auto& document = m_workbench.document();
    const RunRecord* run = document.shownRun();
    if (!run) return;
    exporting::Target target = m_workbench.proposedTarget();
    const QString what = document.isOutOfDate() ? tr("This is run %1, with the settings it was made with.").arg(run->number) : QString();
    // The run is chosen now: another one may end and be shown before the user has answered.
    chooseExportFolder(*this, what, target.folder, [this, target, outcome = run->outcome](const std::filesystem::path& folder) mutable {
        target.folder = folder;
        m_workbench.exportTo(target, outcome);
    });
}

void MainWindow::savePictureAs(const QString& title, std::function<Result<void>(const std::filesystem::path&)> save) {
    choosePath(*this, m_settings, Choose::NewFile, title, tr("Pictures (*.svg *.png)"),
               [this, save = std::move(save)](const QString& path) {
                   const std::filesystem::path file = withExtension(path.toStdString(), {".svg", ".png"});
                   // The file dialog has asked about replacing, but does not know what the project reads.
                   auto saved = exporting::checkFile(file, exporting::Earlier::Replace, config::filesOf(m_workbench.document().project()));
                   if (saved) saved = save(file);
                   if (saved)
                       m_messages->showNotice(tr("The picture is in %1.").arg(QString::fromStdString(file.string())));
                   else
                       m_messages->showError(tr("The picture could not be saved."), saved.error());
               });
}

void MainWindow::exportGraph() {
    savePictureAs(tr("Save the graph"), [this](const std::filesystem::path& file) {
        constexpr double kPixelsPerUnit = 2;
        return file.extension() == ".png" ? m_graph->view().exportPng(file, kPixelsPerUnit) : m_graph->view().exportSvg(file);
    });
}

void MainWindow::exportErrors() {
    savePictureAs(tr("Save the error chart"),
                  [this](const std::filesystem::path& file) { return savePicture(panel<ErrorPanel>().chart(), file); });
}

void MainWindow::exportTable() {
    choosePath(*this, m_settings, Choose::NewFile, tr("Save the table of layers"), tr("Comma-separated values (*.csv)"),
               [this](const QString& path) {
                   const std::filesystem::path file = withExtension(path.toStdString(), {".csv"});
                   const std::string text = panel<LayersPanel>().csv().toStdString();
                   auto saved = exporting::checkFile(file, exporting::Earlier::Replace, config::filesOf(m_workbench.document().project()));
                   AtomicFiles files;
                   if (saved) saved = files.add(file, text);
                   if (saved) saved = files.commit();
                   if (saved)
                       m_messages->showNotice(tr("The table is in %1.").arg(QString::fromStdString(file.string())));
                   else
                       m_messages->showError(tr("The table could not be saved."), saved.error());
               });
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!mayLeave()) return event->ignore();
    rememberLayout();
    m_workbench.cancel();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    const QString path = droppedPath(*event->mimeData());
    if (path.isEmpty()) return;
    statusBar()->showMessage(dropText(pipeline::recognise(path.toStdString()), m_workbench.document().model() != nullptr));
    event->acceptProposedAction();
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent*) { statusBar()->clearMessage(); }

void MainWindow::dropEvent(QDropEvent* event) {
    statusBar()->clearMessage();
    const QString path = droppedPath(*event->mimeData());
    if (path.isEmpty()) return;
    event->acceptProposedAction();
    if (!m_workbench.wouldReplace(path.toStdString()) || mayLeave()) m_workbench.drop(path.toStdString());
}

}  // namespace rf::ui
