// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDialog>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFile>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QProcess>
#include <QPushButton>
#include <QRadioButton>
#include <QSet>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QTest>
#include <QTimer>
#include <QToolTip>
#include <filesystem>
#include <latch>

#include "tests/support/temp_dir.h"
#include "tests/ui/ui_support.h"
#include "ui/actions/action_table.h"
#include "ui/application.h"
#include "ui/charts/layer_error_chart.h"
#include "ui/demo.h"
#include "ui/docks.h"
#include "ui/edits.h"
#include "ui/graph_view/graph_view.h"
#include "ui/languages.h"
#include "ui/models/layer_table_model.h"
#include "ui/models/overlay_rows.h"
#include "ui/models/run_table_model.h"
#include "ui/panels/error_panel.h"
#include "ui/panels/graph_panel.h"
#include "ui/panels/layer_panel.h"
#include "ui/panels/layers_panel.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/runs_panel.h"
#include "ui/panels/tensor_section.h"

using namespace rf;
using namespace rf::ui;

namespace {

constexpr int kPatience = 180'000;  // milliseconds; a limit for a machine under load, not a measurement

/// The program as it starts, with settings of its own, and the demo open.
struct Bench {
    test::TempDir folder;
    Settings settings{QString::fromStdString((folder / "settings.ini").string())};
    Application application{settings, QStringLiteral("en")};

    Workbench& workbench() { return application.workbench(); }
    ProjectDocument& document() { return workbench().document(); }
    MainWindow& window() { return application.window(); }

    void openDemo() {
        window().show();
        application.open({});
        QTRY_VERIFY_WITH_TIMEOUT(workbench().picture() && workbench().dataFacts() && document().placement(), kPatience);
    }
    /// A short run of the demo: few samples, no accuracy.
    void shorten() {
        config::Project project = document().project();
        project.quantization.sampling.subsetSize = 20;
        project.errorSamples = 4;
        project.metrics.clear();
        project.testData.reset();
        document().setProject(project);
    }
    void run() {
        QTest::keyClick(&window(), Qt::Key_F5);
        QVERIFY(workbench().isRunning());
        QTRY_VERIFY_WITH_TIMEOUT(!workbench().isRunning() && document().outcome(), kPatience);
    }
    const GraphNode& node(const QString& name) {
        const auto& nodes = workbench().picture()->model->nodes();
        return *std::find_if(nodes.begin(), nodes.end(), [&](const GraphNode& node) { return node.name == name; });
    }
    int quantizers() { return static_cast<int>(document().placement()->quantizers.size()); }
    QPoint positionOf(const QString& name) {
        const auto& picture = *workbench().picture();
        const layout::Rect& box = picture.drawing.nodes[static_cast<std::size_t>(picture.model->boxOf(node(name).id))];
        return window().graph().view().transform().toView(QPointF(box.x + box.width / 2, box.y + box.height / 2)).toPoint();
    }
    QString label(const char* name) {
        const auto* found = window().findChild<QLabel*>(QLatin1String(name));
        return found ? found->text() : QString();
    }
    QMenu* menuAt(const QString& name) {
        auto& view = window().graph().view();
        QContextMenuEvent event(QContextMenuEvent::Mouse, positionOf(name), view.mapToGlobal(positionOf(name)));
        QApplication::sendEvent(&view, &event);
        return window().graph().findChild<QMenu*>(QStringLiteral("layerMenu"));
    }
    void drop(const std::filesystem::path& path) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(QString::fromStdString(path.string()))});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(&window(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(&window(), &event);
    }
};

const QString kLayer = QStringLiteral("stem/conv");

}  // namespace

class MainWindowTest : public QObject {
    Q_OBJECT

private slots:
    void init() { test::disableAnimations(); }

    void startsWithTheDemoAndSaysWhatToDo() {
        Bench bench;
        bench.openDemo();
        QVERIFY(bench.window().windowTitle().startsWith("glyphs.xml"));
        QCOMPARE(bench.workbench().dataFacts()->samples, 300);
        QVERIFY(bench.window().action("run").isEnabled());
        QVERIFY(!bench.window().action("export").isEnabled());
        QVERIFY(bench.node(kLayer).state == NodeState::Quantized);
        QVERIFY(bench.window().panel<LayersPanel>().model().rowCount() > 0);
    }

    void aRunFillsTableAndChartsAndHistogramsGrow() {
        Bench bench;
        bench.openDemo();
        bench.shorten();
        bench.workbench().selection().select({kLayer});
        const auto& activations = bench.window().panel<LayerPanel>().activations();
        QVERIFY(activations.distribution().isEmpty());
        double seenDuringRun = 0;
        connect(&bench.workbench(), &Workbench::histogramGrew, this, [&] {
            if (bench.workbench().isRunning()) seenDuringRun = std::max(seenDuringRun, activations.distribution().size());
        });
        bench.run();
        QVERIFY(seenDuringRun > 0);
        const auto& model = bench.window().panel<LayersPanel>().model();
        QVERIFY(model.row(model.rowOf(kLayer)).accumulated.has_value());
        QVERIFY(model.row(model.rowOf(kLayer)).isolated.has_value());
        // The picture follows with the ranges that were found.
        QTRY_VERIFY_WITH_TIMEOUT(activations.current() && activations.current()->quantizer && activations.current()->quantizer->hasRange,
                                 kPatience);
        QVERIFY(bench.window().action("export").isEnabled());
    }

    void programsOfAProjectRunOnlyAfterTheQuestion() {
        Bench bench;
        bench.openDemo();
        bench.shorten();
        const auto script =
            bench.folder.write("score.sh", "touch \"$(dirname \"$0\")/ran\"\nwhile read -r line; do echo '{\"value\": 0.5}'; done\n");
        config::Project project = bench.document().project();
        project.metrics = {metrics::parseSpec("command:[\"/bin/sh\",\"" + script.string() + "\"]").value()};
        bench.document().setProject(project);

        QString asked;
        const auto answer = [&](bool yes) {
            QTimer::singleShot(0, this, [&asked, yes] {
                auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
                QVERIFY(box);
                asked = box->informativeText();
                const auto buttons = box->buttons();
                const auto run = std::find_if(buttons.begin(), buttons.end(),
                                              [&](auto* button) { return box->buttonRole(button) == QMessageBox::AcceptRole; });
                QVERIFY(run != buttons.end());
                QVERIFY(box->defaultButton() != *run);
                if (yes)
                    (*run)->click();
                else
                    QTest::keyClick(box, Qt::Key_Escape);
            });
        };
        answer(false);
        bench.workbench().run();
        QVERIFY2(asked.contains(QString::fromStdString("/bin/sh '" + script.string() + "'")), qPrintable(asked));
        QVERIFY(!bench.workbench().isRunning());
        QVERIFY(!std::filesystem::exists(bench.folder / "ran"));

        answer(true);
        bench.workbench().run();
        QVERIFY(bench.workbench().isRunning());
        QTRY_VERIFY_WITH_TIMEOUT(!bench.workbench().isRunning() && bench.document().outcome(), kPatience);
        QVERIFY(std::filesystem::exists(bench.folder / "ran"));
        QCOMPARE(bench.document().outcome()->report.scores.at(0).value, 0.5);
    }

    void cancelLeavesTheWorldAsBefore() {
        Bench bench;
        bench.openDemo();
        bench.shorten();
        bench.run();
        const auto before = bench.document().outcome();
        const config::Project project = bench.document().project();
        bench.window().action("run").trigger();
        QVERIFY(bench.workbench().isRunning());
        QTest::keyClick(&bench.window(), Qt::Key_Escape);
        QVERIFY(bench.workbench().isRunning());
        QTest::keyClick(&bench.window(), Qt::Key_Escape);
        QVERIFY(!bench.workbench().isRunning());
        QCOMPARE(bench.document().outcome(), before);
        QVERIFY(bench.document().project() == project);
        QVERIFY(!bench.document().isOutOfDate());
        QVERIFY(!bench.window().messages().isVisible());
        QVERIFY(bench.window().action("run").isEnabled());
    }

    void anEditDuringARunLetsItFinishForItsOwnSettings() {
        Bench bench;
        bench.openDemo();
        bench.shorten();
        bench.run();
        const auto before = bench.document().outcome();
        bench.window().action("run").trigger();
        QTest::mouseClick(bench.window().findChild<QRadioButton*>("preset.accuracy"), Qt::LeftButton);
        QVERIFY(bench.workbench().isRunning());
        QVERIFY2(bench.label("runActivity").contains("for earlier settings"), qPrintable(bench.label("runActivity")));
        QTRY_VERIFY_WITH_TIMEOUT(!bench.workbench().isRunning() && bench.document().runs().size() == 2, kPatience);
        QVERIFY(bench.document().outcome() && bench.document().outcome() != before);
        QVERIFY(bench.document().project().quantization.preset == quantization::Preset::Accuracy);
        QVERIFY(bench.document().shownRun()->settings.quantization.preset == quantization::Preset::Performance);
        QVERIFY(bench.document().isOutOfDate());
        QVERIFY2(bench.label("runHeader").contains("Run 2, for earlier settings"), qPrintable(bench.label("runHeader")));
        QVERIFY2(bench.label("runActivity").contains("for earlier settings"), qPrintable(bench.label("runActivity")));
        QVERIFY(bench.window().action("export").isEnabled());
        QTest::keyClick(&bench.window(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!bench.document().isOutOfDate());
        QVERIFY(bench.window().findChild<QRadioButton*>("preset.performance")->isChecked());
        QCOMPARE(bench.label("runHeader"), "Run 2");
        QVERIFY(bench.window().action("export").isEnabled());
    }

    void thePictureOfAnEditDoesNotWaitForTheRun() {
        Bench bench;
        bench.openDemo();
        bench.shorten();
        const auto engineIsFree = std::make_shared<std::latch>(1);
        bench.workbench().jobs().start<int>(
            Lane::Engine, "other work",
            [engineIsFree](const Progress&) {
                engineIsFree->wait();
                return Result<int>(0);
            },
            [](const Result<int>&) {});
        QTest::keyClick(&bench.window(), Qt::Key_F5);
        QVERIFY(bench.workbench().isRunning());
        const auto before = bench.workbench().picture();
        QTest::mouseClick(bench.window().findChild<QRadioButton*>("preset.accuracy"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(bench.workbench().picture() != before, kPatience);
        QVERIFY(bench.workbench().isRunning() && bench.document().runs().empty());
        engineIsFree->count_down();
        QTRY_VERIFY_WITH_TIMEOUT(bench.document().runs().size() == 1, kPatience);
        QVERIFY(bench.document().isOutOfDate());
    }

    void aSecondRunIsKeptBesideTheFirst() {
        Bench bench;
        bench.openDemo();
        bench.shorten();
        bench.run();
        const auto first = bench.document().outcome();
        QTest::mouseClick(bench.window().findChild<QRadioButton*>("preset.accuracy"), Qt::LeftButton);
        QCOMPARE(bench.document().outcome(), first);
        QTest::keyClick(&bench.window(), Qt::Key_F5);
        QTRY_VERIFY_WITH_TIMEOUT(bench.document().runs().size() == 2, kPatience);
        QCOMPARE(bench.document().runs().front().outcome, first);
        QCOMPARE(bench.label("runHeader"), "Run 2");
        // What was measured with the former settings is there again without a run.
        QTest::keyClick(&bench.window(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(bench.document().outcome(), first);
        QCOMPARE(bench.label("runHeader"), "Run 1");
        QVERIFY(bench.window().action("export").isEnabled());
        QTest::keyClick(&bench.window(), Qt::Key_Y, Qt::ControlModifier);
        QCOMPARE(bench.label("runHeader"), "Run 2");
    }

    void runsAreListedShownByAClickAndTheirSettingsTakenAgain() {
        Bench bench;
        bench.openDemo();
        bench.shorten();
        bench.run();
        QTest::mouseClick(bench.window().findChild<QRadioButton*>("preset.accuracy"), Qt::LeftButton);
        QTest::keyClick(&bench.window(), Qt::Key_F5);
        QTRY_VERIFY_WITH_TIMEOUT(bench.document().runs().size() == 2 && !bench.workbench().isRunning(), kPatience);

        auto& panel = bench.window().panel<RunsPanel>();
        auto* dock = qobject_cast<QDockWidget*>(panel.parentWidget());
        QVERIFY(dock);
        dock->raise();
        QTRY_VERIFY(panel.isVisible() && panel.table().model()->rowCount() == 2);
        const auto cell = [&](int row, int column) { return panel.table().model()->index(row, column).data().toString(); };
        QCOMPARE(panel.table().currentIndex().row(), 1);
        QCOMPARE(cell(0, RunTableModel::Preset), "Performance");
        QCOMPARE(cell(1, RunTableModel::Preset), "Accuracy");
        QCOMPARE(cell(0, RunTableModel::Samples), "20");
        QVERIFY(!cell(0, RunTableModel::LowestSqnr).isEmpty());
        QCOMPARE(cell(0, RunTableModel::Settings), "earlier");
        QCOMPARE(cell(1, RunTableModel::Settings), "as now");

        auto* use = bench.window().findChild<QPushButton*>("useSettings");
        QVERIFY(use && !use->isEnabled());
        const QRect first = panel.table().visualRect(panel.table().model()->index(0, 0));
        QTest::mouseClick(panel.table().viewport(), Qt::LeftButton, {}, first.center());
        QCOMPARE(bench.label("runHeader"), "Run 1, for earlier settings. Press Run (F5) for new results.");
        QTest::mouseClick(use, Qt::LeftButton);
        QCOMPARE(bench.label("runHeader"), "Run 1");
        QVERIFY(bench.window().findChild<QRadioButton*>("preset.performance")->isChecked());
        QVERIFY(bench.window().action("export").isEnabled());
        QTest::keyClick(&bench.window(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(bench.window().findChild<QRadioButton*>("preset.accuracy")->isChecked());
        QCOMPARE(bench.label("runHeader"), "Run 2");
    }

    void noColumnOfTheRunsIsCut() {
        Bench bench;
        bench.openDemo();
        bench.window().resize(1440, 900);
        auto outcome = std::make_shared<pipeline::Outcome>();
        outcome->report.scores = {{.metric = "accuracy@1", .value = 0.9912, .reference = 0.9934, .samples = 10'000}};
        outcome->report.provenance.samples = 10'000;
        QVERIFY(bench.document().addRun(bench.document().snapshot(), outcome, {}));
        qobject_cast<QDockWidget*>(bench.window().panel<RunsPanel>().parentWidget())->raise();
        for (const char* language : {"language.zh_CN", "language.en"}) {
            bench.window().action(QLatin1String(language)).trigger();
            auto& panel = bench.window().panel<RunsPanel>();
            qobject_cast<QDockWidget*>(panel.parentWidget())->raise();
            QTRY_VERIFY(panel.isVisible() && panel.table().model()->rowCount() == 1);
            QTRY_VERIFY2(panel.table().horizontalHeader()->length() <= panel.table().viewport()->width(), language);
            for (int column = 0; column < RunTableModel::ColumnCount; ++column) {
                QVERIFY2(panel.table().columnWidth(column) >= panel.table().horizontalHeader()->sectionSizeHint(column), language);
                const QString cell = panel.table().model()->index(0, column).data().toString();
                QVERIFY2(panel.table().columnWidth(column) > panel.table().fontMetrics().horizontalAdvance(cell), qPrintable(cell));
            }
        }
    }

    void aRunThatHasNothingToQuantizeSaysSo() {
        Bench bench;
        bench.openDemo();
        bench.shorten();
        config::Project project = bench.document().project();
        project.quantization.ignored.patterns = {{"*"}};
        bench.document().setProject(project);
        bench.run();
        QVERIFY2(bench.label("runActivity").startsWith("Nothing to quantize: "), qPrintable(bench.label("runActivity")));
        QCOMPARE(bench.label("runHeader"), "Run 1: nothing to quantize");
        project.quantization.ignored.patterns.clear();
        bench.document().setProject(project);
        bench.run();
        QVERIFY2(bench.label("runActivity").startsWith("Done."), qPrintable(bench.label("runActivity")));
        QCOMPARE(bench.label("runHeader"), "Run 2");
    }

    void onlyQuantizationSettingsChangeThePicture() {
        Bench bench;
        bench.openDemo();
        bench.shorten();
        bench.run();
        const auto& view = bench.window().panel<LayerPanel>().activations();
        bench.workbench().selection().select({kLayer});
        QTRY_VERIFY_WITH_TIMEOUT(view.current() && view.current()->quantizer && view.current()->quantizer->hasRange, kPatience);
        const auto before = bench.workbench().picture();
        QTest::keyClick(bench.window().findChild<QWidget*>("metric"), Qt::Key_End);
        QVERIFY(bench.document().isOutOfDate());
        // A picture that had been asked for would be ready before this job.
        bool done = false;
        bench.workbench().jobs().start<int>(
            Lane::Quick, "after", [](const Progress&) { return Result<int>(0); }, [&](const Result<int>&) { done = true; });
        QTRY_VERIFY_WITH_TIMEOUT(done, kPatience);
        QCOMPARE(bench.workbench().picture(), before);
        QVERIFY(view.current()->quantizer->hasRange);
        QTest::mouseClick(bench.window().findChild<QRadioButton*>("preset.accuracy"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(bench.workbench().picture() != before, kPatience);
    }

    void everySettingIsTakenBackAndBroughtBackWithKeys() {
        Bench bench;
        bench.openDemo();
        auto& window = bench.window();
        const auto press = [&](const char* name, Qt::Key key) {
            auto* control = window.findChild<QWidget*>(QLatin1String(name));
            QVERIFY2(control, name);
            for (int i = 0; i < 3; ++i) QTest::keyClick(control, key);
        };
        const std::pair<const char*, std::function<void()>> settings[] = {
            {"preset", [&] { QTest::mouseClick(window.findChild<QRadioButton*>("preset.mixed"), Qt::LeftButton); }},
            {"subset", [&] { press("subset", Qt::Key_Up); }},
            {"device", [&] { press("device", Qt::Key_End); }},
            {"metric", [&] { press("metric", Qt::Key_Home); }},
            {"layer", [&] {
                 QMenu* menu = bench.menuAt(kLayer);
                 menu->findChild<QAction*>("exclude")->trigger();
                 menu->close();
             }}};
        for (const auto& [name, change] : settings) {
            const config::Project before = bench.document().project();
            change();
            const config::Project after = bench.document().project();
            QVERIFY2(!(after == before), name);
            QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
            QVERIFY2(bench.document().project() == before, name);
            QTest::keyClick(&window, Qt::Key_Y, Qt::ControlModifier);
            QVERIFY2(bench.document().project() == after, name);
        }
        QCOMPARE(bench.document().undoStack().count(), static_cast<int>(std::size(settings)));
    }

    void excludingByRightClickRemovesQuantizersAndUndoBringsThemBack() {
        Bench bench;
        bench.openDemo();
        const int before = bench.quantizers();
        QMenu* menu = bench.menuAt(kLayer);
        QVERIFY(menu);
        menu->findChild<QAction*>("exclude")->trigger();
        menu->close();
        QVERIFY(bench.workbench().isExcluded(kLayer));
        QTRY_VERIFY_WITH_TIMEOUT(bench.document().placement() && bench.node(kLayer).state == NodeState::Ignored, kPatience);
        QVERIFY(bench.quantizers() < before);
        bench.window().action("undo").trigger();
        QTRY_VERIFY_WITH_TIMEOUT(bench.node(kLayer).state == NodeState::Quantized, kPatience);
        QCOMPARE(bench.quantizers(), before);
    }

    void selectionIsTheSameInGraphTableAndChart() {
        Bench bench;
        bench.openDemo();
        bench.shorten();
        bench.run();
        auto& view = bench.window().graph().view();
        auto& table = bench.window().panel<LayersPanel>().table();
        auto& chart = bench.window().panel<ErrorPanel>().chart();
        const auto& errors = bench.document().outcome()->report.errors;
        const auto chartLayer = [&] {
            return chart.selected() < 0 ? QString() : QString::fromStdString(errors[static_cast<std::size_t>(chart.selected())].layer);
        };
        const auto tableLayer = [&] { return table.currentIndex().siblingAtColumn(LayerTableModel::Layer).data().toString(); };

        QTest::mouseClick(&view, Qt::LeftButton, {}, bench.positionOf(kLayer));
        QCOMPARE(bench.workbench().selection().current(), kLayer);
        QCOMPARE(tableLayer(), kLayer);
        QCOMPARE(chartLayer(), kLayer);

        const int row = bench.window().panel<LayersPanel>().model().rowOf("block1/pointwise");
        const QModelIndex index =
            static_cast<QSortFilterProxyModel*>(table.model())->mapFromSource(bench.window().panel<LayersPanel>().model().index(row, 1));
        table.scrollTo(index);
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(index).center());
        QCOMPARE(view.selected(), bench.node("block1/pointwise").id);
        QCOMPARE(chartLayer(), "block1/pointwise");

        emit chart.layerClicked(0);
        QCOMPARE(bench.workbench().selection().current(), QString::fromStdString(errors[0].layer));
        QCOMPARE(tableLayer(), QString::fromStdString(errors[0].layer));
    }

    void ctrlFFiltersTheTable() {
        Bench bench;
        bench.openDemo();
        auto* filter = bench.window().findChild<QLineEdit*>("layerFilter");
        bench.window().action("find").trigger();
        QTest::keyClicks(filter, "depthwise GroupConv");
        const auto& shown = *bench.window().panel<LayersPanel>().table().model();
        QVERIFY(shown.rowCount() > 0 && shown.rowCount() < bench.window().panel<LayersPanel>().model().rowCount());
        for (int row = 0; row < shown.rowCount(); ++row)
            QVERIFY(shown.index(row, LayerTableModel::Layer).data().toString().contains("depthwise"));
    }

    void droppingAModelOpensItAndDroppingDataUsesIt() {
        Bench bench;
        bench.window().show();
        const auto demo = demoProject();
        QVERIFY(demo);
        bench.drop(demo->model);
        QTRY_VERIFY_WITH_TIMEOUT(bench.document().model(), kPatience);
        QVERIFY(bench.document().project().data.sources.empty());
        QVERIFY(!bench.window().action("run").isEnabled());
        bench.drop(demo->data.sources.front().location);
        QTRY_VERIFY_WITH_TIMEOUT(bench.workbench().dataFacts(), kPatience);
        QCOMPARE(bench.workbench().dataFacts()->samples, 300);
        QVERIFY(bench.window().action("run").isEnabled());
        bench.window().action("undo").trigger();
        QVERIFY(bench.document().project().data.sources.empty());
    }

    void aBrokenFileGivesASentenceAndKeepsTheModel() {
        Bench bench;
        bench.openDemo();
        const auto model = bench.document().model();
        bench.workbench().open(bench.folder.write("broken.xml", "<net"));
        QTRY_VERIFY_WITH_TIMEOUT(bench.window().messages().isVisible(), kPatience);
        QVERIFY(bench.window().messages().text().contains("broken.xml"));
        QCOMPARE(bench.document().model(), model);
        QVERIFY(!QApplication::activeModalWidget());
    }

    void everyActionOfTheTableIsInAMenuAndItsKeysAreInTheSheet() {
        Bench bench;
        bench.window().show();
        QVERIFY(QTest::qWaitForWindowActive(&bench.window()));
        QTest::keyClick(&bench.window(), Qt::Key_F1);
        auto* sheet = bench.window().findChild<QDialog*>("shortcutSheet");
        QVERIFY(sheet && sheet->isVisible());
        QStringList shown, lines;  // a text is followed by its keys
        for (const QLabel* label : sheet->findChildren<QLabel*>()) {
            if (!shown.isEmpty()) lines << shown.last() + QStringLiteral("  ") + label->text();
            shown << label->text();
        }
        QVERIFY(actionRows().size() > 10);
        for (const ActionRow& row : actionRows()) {
            const QAction& action = bench.window().action(row.id);
            const auto menus = action.associatedObjects();
            QVERIFY2(std::any_of(menus.begin(), menus.end(), [](QObject* object) { return qobject_cast<QMenu*>(object); }), row.id);
            if (row.keys.isEmpty()) continue;
            QStringList line{withoutMnemonic(actionText(row))};
            for (const QKeySequence& key : row.keys) line << key.toString(QKeySequence::NativeText);
            QVERIFY2(lines.contains(line.join(QStringLiteral("  "))), row.id);
        }
        for (const CanvasKeyRow& row : canvasKeyRows()) QVERIFY2(shown.contains(canvasKeyText(row.text)), row.text);
        QTest::keyClick(sheet, Qt::Key_Escape);
        QTRY_VERIFY(!bench.window().findChild<QDialog*>("shortcutSheet"));
        bench.window().activateWindow();  // without a window manager nobody else does
        QVERIFY(QTest::qWaitForWindowActive(&bench.window()));
        QTest::keyClick(&bench.window(), Qt::Key_Question);
        QVERIFY(bench.window().findChild<QDialog*>("shortcutSheet"));
    }

    void noTwoActionsShareAKeyOrAnId() {
        QSet<QString> ids, keys;
        for (const ActionRow& row : actionRows()) {
            QVERIFY2(!ids.contains(row.id), row.id);
            ids << row.id;
            for (const QKeySequence& key : row.keys) {
                QVERIFY2(!keys.contains(key.toString()), row.id);
                keys << key.toString();
            }
        }
        for (const char* id : toolBarIds()) QVERIFY(!id || ids.contains(id));
    }

    void closedDocksComeBackWithResetLayout() {
        Bench bench;
        bench.window().show();
        QVERIFY(dockRows().size() > 3);
        for (const DockRow& row : dockRows()) {
            QDockWidget& dock = bench.window().dock(row);
            QVERIFY2(dock.toggleViewAction()->isChecked(), row.id);
            dock.toggleViewAction()->trigger();
            QVERIFY2(dock.isHidden(), row.id);
        }
        bench.window().action("resetLayout").trigger();
        for (const DockRow& row : dockRows()) {
            QVERIFY2(!bench.window().dock(row).isHidden(), row.id);
            QVERIFY2(bench.window().dockWidgetArea(&bench.window().dock(row)) == row.area, row.id);
        }
    }

    void everyLanguageHasACatalogueAndAMenuEntry() {
        Bench bench;
        for (const LanguageRow& row : kLanguages) {
            QVERIFY2(QFile::exists(QStringLiteral(":/translations/rangefinder_%1.qm").arg(row.code)), row.code);
            bench.window().action(QStringLiteral("language.") + row.code).trigger();
            QCOMPARE(bench.settings.language(), row.code);
            QVERIFY(bench.window().action(QStringLiteral("language.") + row.code).isChecked());
        }
    }

    void theGraphIsPaintedWithEveryOverlay() {
        Bench bench;
        bench.openDemo();
        bench.shorten();
        bench.run();
        auto* overlays = bench.window().findChild<QComboBox*>("overlay");
        QVERIFY(overlays);
        QCOMPARE(overlays->count(), static_cast<int>(overlayRows().size()));
        overlays->setFocus();
        auto& view = bench.window().graph().view();
        const QImage operators = view.grab().toImage();
        for (int row = 1; row < overlays->count(); ++row) {
            QTest::keyClick(overlays, Qt::Key_Down);
            QCOMPARE(overlays->currentText(), overlayTitle(overlayRows()[static_cast<std::size_t>(row)]));
            QVERIFY2(view.grab().toImage() != operators, overlayRows()[static_cast<std::size_t>(row)].id);
        }
    }

    void theThemeChangesWithoutARestart() {
        Bench bench;
        bench.openDemo();
        bench.window().action("theme.dark").trigger();
        QVERIFY(QApplication::palette().color(QPalette::Window) == darkTheme().surface);
        QVERIFY(test::showsColour(bench.window().graph().view(), darkTheme().background));
        bench.window().action("theme.light").trigger();
        QVERIFY(test::showsColour(bench.window().graph().view(), lightTheme().background));
        QVERIFY(bench.settings.theme() == ThemeChoice::Light);
    }

    void aWarningStaysOneInAnotherTheme() {
        Bench bench;
        bench.openDemo();
        bench.window().action("theme.light").trigger();
        auto* header = bench.window().findChild<QLabel*>("runHeader");
        QVERIFY(header);
        QVERIFY(header->palette().color(QPalette::WindowText) == lightTheme().muted);
        QVERIFY(bench.document().addRun(bench.document().snapshot(), std::make_shared<const pipeline::Outcome>(), {}));
        QTest::mouseClick(bench.window().findChild<QRadioButton*>("preset.accuracy"), Qt::LeftButton);
        const int size = header->font().pixelSize();
        for (const auto& [action, theme] : {std::pair("theme.dark", &darkTheme()), std::pair("theme.light", &lightTheme())}) {
            bench.window().action(QLatin1String(action)).trigger();
            QVERIFY2(header->palette().color(QPalette::WindowText) == theme->warn, action);
            QCOMPARE(header->font().pixelSize(), size);
        }
    }

    void settingsExplainThemselvesUnderTheMouse() {
        Bench bench;
        bench.openDemo();
        const std::pair<const char*, std::pair<QString, QString>> settings[] = {
            {"calibrationData", {"Samples to calibrate with.", "data"}},
            {"preset.mixed", {"", "compression.algorithms.params.preset"}},
            {"subset", {"at most what the data has", "compression.algorithms.params.stat_subset_size"}},
            {"device", {"", "compression.target_device"}},
            {"engine", {"What runs the network", "runtime"}},
            {"metric", {"Metric of the float and the quantized model", "metric"}},
            {"testData", {"Samples to measure metrics on.", "test_data"}},
            {"ignoredRules", {"Layers that stay in floating point.", "compression.algorithms.params.ignored"}},
        };
        const auto shown = [&](const char* name) {
            auto* control = bench.window().findChild<QWidget*>(QLatin1String(name));
            if (!control) return QString();
            QHelpEvent event(QEvent::ToolTip, control->rect().center(), control->mapToGlobal(control->rect().center()));
            QApplication::sendEvent(control, &event);
            return QToolTip::text();
        };
        for (const auto& [name, expected] : settings) {
            const QString text = shown(name);
            QVERIFY2(text.contains(expected.first), name);
            QVERIFY2(text.contains("<code>" + expected.second + "</code>"), name);
            QVERIFY2(!text.startsWith(QLatin1String("<p></p>")), name);
        }
        bench.window().action("language.zh_CN").trigger();
        QVERIFY(shown("engine").contains("runtime"));
        QVERIFY2(!shown("engine").contains("What runs the network"), qPrintable(shown("engine")));
        bench.window().action("language.en").trigger();
    }

    void rulesTellWhatTheyDidAndAreTakenBack() {
        Bench bench;
        bench.openDemo();
        const int before = bench.quantizers();
        config::Project project = bench.document().project();
        project.quantization.ignored.patterns = {{"stem/*"}, {"no such layer*"}};
        bench.document().setProject(project);
        auto* rules = bench.window().findChild<QListWidget*>(QStringLiteral("ignoredRules"));
        QVERIFY(rules);
        QTRY_VERIFY_WITH_TIMEOUT(rules->count() == 2 && rules->item(1)->text().contains("has no effect"), kPatience);
        const int fewer = before - bench.quantizers();
        QVERIFY(fewer > 0);
        QVERIFY2(rules->item(0)->text().contains(QStringLiteral("%1 quantizer").arg(fewer)), qPrintable(rules->item(0)->text()));

        rules->setFocus();
        rules->setCurrentRow(0);
        const auto buttons = rules->parentWidget()->findChildren<QPushButton*>();
        const auto remove = std::find_if(buttons.begin(), buttons.end(), [](auto* button) { return button->text() == "Include again"; });
        QVERIFY(remove != buttons.end() && (*remove)->isEnabled());
        QTest::mouseClick(*remove, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(bench.document().placement() && bench.quantizers() == before, kPatience);
        QCOMPARE(rules->count(), 1);
    }

    void theLanguageChangesWhileARunGoesOn() {
        Bench bench;
        bench.openDemo();
        bench.shorten();
        QCOMPARE(bench.window().action("run").iconText(), "Run");
        bench.window().action("run").trigger();
        bench.window().action("language.zh_CN").trigger();
        QCOMPARE(bench.window().action("run").iconText(), "运行");
        QVERIFY(bench.window().isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(bench.document().outcome(), kPatience);
        QVERIFY(bench.window().action("export").isEnabled());
        bench.window().action("language.en").trigger();
        QCOMPARE(bench.window().action("run").iconText(), "Run");
    }

    void whatIsExportedIsWhatTheCommandLineWrites() {
        Bench bench;
        bench.openDemo();
        bench.shorten();
        bench.run();
        const auto window = bench.folder / "window", cli = bench.folder / "cli";
        bench.workbench().exportTo({window, "glyphs"}, bench.document().outcome());
        QTRY_VERIFY_WITH_TIMEOUT(std::filesystem::exists(window / "report.json") && !bench.workbench().isBusy(), kPatience);
        QProcess process;
        process.start(RF_CLI, {"optimize", "--config", QString::fromStdString((window / "config.json").string()), "--output",
                               QString::fromStdString(cli.string())});
        QVERIFY(process.waitForFinished(kPatience));
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
        for (const char* name : {"glyphs.xml", "glyphs.bin", "report.json", "config.json"})
            QVERIFY2(test::readFile(window / name) == test::readFile(cli / name), name);

        // The folder opens as a document with the same settings.
        const config::Project project = bench.document().project();
        bench.workbench().open(window);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.document().outcome() && bench.document().model(), kPatience);
        QVERIFY(bench.document().project() == project);
    }

    void closingDuringARunEndsIt() {
        auto bench = std::make_unique<Bench>();
        bench->openDemo();
        bench->window().action("run").trigger();
        QVERIFY(bench->workbench().isRunning());
        bench->window().close();
        QVERIFY(!bench->workbench().isRunning());
        bench.reset();  // waits for the worker, which has been asked to stop
    }
};

QTEST_MAIN(MainWindowTest)
#include "main_window_test.moc"
