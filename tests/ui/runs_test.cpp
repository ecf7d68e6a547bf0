// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QDockWidget>
#include <QHeaderView>
#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QRadioButton>
#include <QTableView>
#include <QTest>
#include <QTimer>
#include <filesystem>
#include <latch>

#include "tests/ui/demo_bench.h"
#include "tests/ui/ui_support.h"
#include "ui/application.h"
#include "ui/models/layer_table_model.h"
#include "ui/models/run_table_model.h"
#include "ui/panels/layer_panel.h"
#include "ui/panels/layers_panel.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/runs_panel.h"
#include "ui/panels/tensor_section.h"

using namespace rf;
using namespace rf::ui;
using rf::test::DemoBench;
using rf::test::kLayer;
using rf::test::kPatience;

class RunsTest : public QObject {
    Q_OBJECT

private slots:
    void init() { test::disableAnimations(); }

    void aRunFillsTableAndChartsAndHistogramsGrow() {
        DemoBench bench;
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
        DemoBench bench;
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
        DemoBench bench;
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
        DemoBench bench;
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
        DemoBench bench;
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
        DemoBench bench;
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
        DemoBench bench;
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
        DemoBench bench;
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
        DemoBench bench;
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

    void theLanguageChangesWhileARunGoesOn() {
        DemoBench bench;
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
        DemoBench bench;
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
        auto bench = std::make_unique<DemoBench>();
        bench->openDemo();
        bench->window().action("run").trigger();
        QVERIFY(bench->workbench().isRunning());
        bench->answer("discard");
        bench->window().close();
        QVERIFY(!bench->workbench().isRunning());
        bench.reset();  // waits for the worker, which has been asked to stop
    }
};

QTEST_MAIN(RunsTest)
#include "runs_test.moc"
