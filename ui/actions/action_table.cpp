// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/action_table.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <vector>

#include "ui/dialogs/about_dialog.h"
#include "ui/dialogs/shortcut_sheet.h"
#include "ui/graph_view/graph_view.h"
#include "ui/main_window.h"
#include "ui/panels/graph_panel.h"
#include "ui/workbench.h"

namespace rf::ui {

namespace {

constexpr const char* kContext = "rf::ui::Actions";

/// What the rows do.
namespace verbs {

void open(MainWindow& window) { window.openModel(); }
void exportModel(MainWindow& window) { window.exportModel(); }
void exportGraph(MainWindow& window) { window.exportGraph(); }
void exportErrors(MainWindow& window) { window.exportErrors(); }
void exportTable(MainWindow& window) { window.exportTable(); }
void quit(MainWindow& window) { window.close(); }
void undo(MainWindow& window) { window.workbench().document().undoStack().undo(); }
void redo(MainWindow& window) { window.workbench().document().undoStack().redo(); }
void find(MainWindow& window) { window.findLayer(); }
void run(MainWindow& window) { window.workbench().run(); }
void cancel(MainWindow& window) { window.workbench().cancel(); }
void fit(MainWindow& window) { window.graph().view().fit(); }
void openBlocks(MainWindow& window) { window.workbench().pictures().setAllOpen(true); }
void closeBlocks(MainWindow& window) { window.workbench().pictures().setAllOpen(false); }
void resetLayout(MainWindow& window) { window.resetLayout(); }
void showShortcuts(MainWindow& window) { showShortcutSheet(window); }
void about(MainWindow& window) { showAboutDialog(window); }

}  // namespace verbs

/// When they can be done.
namespace when {

bool hasModel(Workbench& workbench) { return workbench.document().model() != nullptr; }
/// A finished run stays exportable whatever the settings are now, and while another one goes on.
bool hasResult(Workbench& workbench) { return workbench.document().outcome() && !workbench.isOpening() && !workbench.isExporting(); }
bool canUndo(Workbench& workbench) { return workbench.document().undoStack().canUndo(); }
bool canRedo(Workbench& workbench) { return workbench.document().undoStack().canRedo(); }
bool canRun(Workbench& workbench) { return workbench.canRun(); }
bool isBusy(Workbench& workbench) { return workbench.isBusy(); }

}  // namespace when

QString undoText(Workbench& workbench) { return workbench.document().undoStack().undoText(); }
QString redoText(Workbench& workbench) { return workbench.document().undoStack().redoText(); }

std::vector<ActionRow> makeRows() {
    using enum MenuId;
    const QList<QKeySequence> none, redo{Qt::CTRL | Qt::Key_Y, Qt::CTRL | Qt::SHIFT | Qt::Key_Z}, help{Qt::Key_F1, Qt::Key_Question};
    // clang-format off
    return {
        {"open", File, 0, QT_TRANSLATE_NOOP("rf::ui::Actions", "&Open…"), {QKeySequence::Open}, "document-open", nullptr, verbs::open},
        {"export", File, 0, QT_TRANSLATE_NOOP("rf::ui::Actions", "&Export int8 model…"), {Qt::CTRL | Qt::Key_E}, "document-save-as", when::hasResult, verbs::exportModel},
        {"exportGraph", File, 0, QT_TRANSLATE_NOOP("rf::ui::Actions", "Save &graph as picture…"), none, "image-x-generic", when::hasModel, verbs::exportGraph},
        {"exportErrors", File, 0, QT_TRANSLATE_NOOP("rf::ui::Actions", "Save error &chart as picture…"), none, "image-x-generic", when::hasResult, verbs::exportErrors},
        {"exportTable", File, 0, QT_TRANSLATE_NOOP("rf::ui::Actions", "Save &table as CSV…"), none, "x-office-spreadsheet", when::hasModel, verbs::exportTable},
        {"quit", File, 1, QT_TRANSLATE_NOOP("rf::ui::Actions", "&Quit"), {QKeySequence::Quit}, "application-exit", nullptr, verbs::quit},

        {"undo", Edit, 0, QT_TRANSLATE_NOOP("rf::ui::Actions", "&Undo"), {QKeySequence::Undo}, "edit-undo", when::canUndo, verbs::undo, undoText},
        {"redo", Edit, 0, QT_TRANSLATE_NOOP("rf::ui::Actions", "&Redo"), redo, "edit-redo", when::canRedo, verbs::redo, redoText},
        {"find", Edit, 1, QT_TRANSLATE_NOOP("rf::ui::Actions", "&Find layer"), {QKeySequence::Find}, "edit-find", nullptr, verbs::find},

        {"run", Run, 0, QT_TRANSLATE_NOOP("rf::ui::Actions", "&Run"), {Qt::Key_F5}, "media-playback-start", when::canRun, verbs::run},
        {"cancel", Run, 0, QT_TRANSLATE_NOOP("rf::ui::Actions", "&Cancel"), {Qt::Key_Escape}, "process-stop", when::isBusy, verbs::cancel},

        {"fit", View, 0, QT_TRANSLATE_NOOP("rf::ui::Actions", "&Fit graph"), none, "zoom-fit-best", nullptr, verbs::fit},
        {"openBlocks", View, 0, QT_TRANSLATE_NOOP("rf::ui::Actions", "&Open all blocks"), none, nullptr, when::hasModel, verbs::openBlocks},
        {"closeBlocks", View, 0, QT_TRANSLATE_NOOP("rf::ui::Actions", "&Close all blocks"), none, nullptr, when::hasModel, verbs::closeBlocks},
        {"resetLayout", View, 0, QT_TRANSLATE_NOOP("rf::ui::Actions", "&Reset layout"), none, "view-restore", nullptr, verbs::resetLayout},

        {"shortcuts", Help, 0, QT_TRANSLATE_NOOP("rf::ui::Actions", "&Keyboard"), help, "help-contents", nullptr, verbs::showShortcuts},
        {"about", Help, 0, QT_TRANSLATE_NOOP("rf::ui::Actions", "&About Rangefinder"), none, "help-about", nullptr, verbs::about},
    };
    // clang-format on
}

constexpr MenuRow kMenus[] = {{MenuId::File, QT_TRANSLATE_NOOP("rf::ui::Actions", "&File")},
                              {MenuId::Edit, QT_TRANSLATE_NOOP("rf::ui::Actions", "&Edit")},
                              {MenuId::Run, QT_TRANSLATE_NOOP("rf::ui::Actions", "&Run")},
                              {MenuId::View, QT_TRANSLATE_NOOP("rf::ui::Actions", "&View")},
                              {MenuId::Help, QT_TRANSLATE_NOOP("rf::ui::Actions", "&Help")}};

constexpr const char* kToolBar[] = {"open", nullptr, "run", "export"};

constexpr CanvasKeyRow kCanvasKeys[] = {
    {QT_TRANSLATE_NOOP("rf::ui::Actions", "Space"), QT_TRANSLATE_NOOP("rf::ui::Actions", "Fit the graph")},
    {QT_TRANSLATE_NOOP("rf::ui::Actions", "Arrow keys"), QT_TRANSLATE_NOOP("rf::ui::Actions", "Walk along the arrows of the graph")},
    {"+  −  0", QT_TRANSLATE_NOOP("rf::ui::Actions", "Zoom in, out, to 100 %")},
    {"M", QT_TRANSLATE_NOOP("rf::ui::Actions", "Show or hide the overview")},
    {QT_TRANSLATE_NOOP("rf::ui::Actions", "Return, Backspace"),
     QT_TRANSLATE_NOOP("rf::ui::Actions", "Open the selected block, close the one around")},
    {"Alt", QT_TRANSLATE_NOOP("rf::ui::Actions", "Dim what is not selected")}};

}  // namespace

std::span<const ActionRow> actionRows() {
    static const std::vector<ActionRow> rows = makeRows();
    return rows;
}

std::span<const MenuRow> menuRows() { return kMenus; }
std::span<const char* const> toolBarIds() { return kToolBar; }
std::span<const CanvasKeyRow> canvasKeyRows() { return kCanvasKeys; }

QString actionText(const ActionRow& row) { return QCoreApplication::translate(kContext, row.text); }
QString menuTitle(const MenuRow& row) { return QCoreApplication::translate(kContext, row.title); }
QString canvasKeyText(const char* english) { return QCoreApplication::translate(kContext, english); }

QString withoutMnemonic(const QString& menuText) {
    static const QRegularExpression mnemonic(QStringLiteral("\\(&.\\)|&"));
    return QString(menuText).remove(mnemonic);
}

}  // namespace rf::ui
