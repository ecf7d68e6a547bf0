// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QSignalSpy>
#include <cstdio>

#include "tests/ui/demo_bench.h"
#include "tests/ui/ui_support.h"
#include "ui/demo.h"
#include "ui/edits.h"
#include "ui/panels/message_bar.h"

using namespace rf;
using namespace rf::ui;
using rf::test::DemoBench;
using rf::test::kPatience;

namespace {

/// A run of several steps that is over soon.
config::Project shortRun() {
    config::Project project = *demoProject();
    project.quantization.sampling.subsetSize = 40;
    // Named, so that a run does not try all estimators.
    project.quantization.activations.rangeEstimator = {quantization::EstimatorPreset::Default, {}, {}};
    project.errorSamples = 0;
    project.metrics.clear();
    project.testData.reset();
    return project;
}

/// The program in a process of its own: runs, and prints a line whenever the window hears of progress.
int runWindow(const QString& store) {
    DemoBench bench({false, store.toStdString()});
    bench.window().show();
    bench.workbench().openProject(shortRun());
    while (!bench.workbench().canRun()) QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    QObject::connect(&bench.workbench(), &Workbench::progressed, [] {
        std::puts("progress");
        std::fflush(stdout);
    });
    QTest::keyClick(&bench.window(), Qt::Key_F5);
    while (!bench.document().outcome()) QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return 0;
}

/// The demo with a store, a short run, and a metric of the user's own that a test holds up or lets fail.
struct KeptBench : DemoBench {
    explicit KeptBench(std::filesystem::path store) : DemoBench({false, std::move(store)}) {}

    void open(const std::string& script) {
        openDemo();
        shorten();
        config::Project project = document().project();
        project.errorSamples = 0;
        const auto file = folder.write("score.sh", script);
        project.metrics = {metrics::parseSpec("command:[\"/bin/sh\",\"" + file.string() + "\"]").value()};
        document().setProject(project);
        workbench().setCommandQuestion([](const QStringList&) { return true; });
    }
    /// Scores only when the file "go" is there; before, it waits for ever.
    void openHeldUp() {
        open(
            "cd \"$(dirname \"$0\")\"\n[ -e go ] || { mkfifo gate; read -r line < gate; }\n"
            "while read -r line; do echo '{\"value\": 0.5}'; done\n");
    }
    void runUntil(pipeline::Stage stage) {
        bool isThere = false;
        const auto watch = QObject::connect(&workbench(), &Workbench::progressed,
                                            [&](const RunProgress& progress) { isThere = isThere || progress.stage == stage; });
        QTest::keyClick(&window(), Qt::Key_F5);
        QTRY_VERIFY_WITH_TIMEOUT(isThere, kPatience);
        QObject::disconnect(watch);
        QVERIFY(workbench().isRunning());
    }
    void cancel() {
        QTest::keyClick(&window(), Qt::Key_Escape);
        QTest::keyClick(&window(), Qt::Key_Escape);
        QVERIFY(!workbench().isRunning());
    }
    QPushButton* offer(const char* name) { return window().messages().findChild<QPushButton*>(QLatin1String(name)); }
    bool isOffered(const char* name) { return window().messages().isVisible() && offer(name) && offer(name)->isVisible(); }
    void take(const char* name) { QTest::mouseClick(offer(name), Qt::LeftButton); }
    std::vector<storage::RunRecord> kept() {
        QSignalSpy listed(&workbench().store(), &RunStore::changed);
        workbench().store().refresh();
        if (!listed.wait(kPatience)) qFatal("the store does not answer");
        return workbench().store().runs();
    }
    bool isModelOf(const std::filesystem::path& whole) {
        const auto out = folder / "out";
        workbench().exportTo({out, "glyphs"}, document().outcome());
        if (!QTest::qWaitFor([&] { return !workbench().isBusy(); }, kPatience)) return false;
        return test::readFile(out / "glyphs.xml") == test::readFile(whole / "glyphs.xml") &&
               test::readFile(out / "glyphs.bin") == test::readFile(whole / "glyphs.bin");
    }
};

}  // namespace

class KeptRunsTest : public QObject {
    Q_OBJECT

private slots:
    void init() { test::disableAnimations(); }

    void aFinishedRunIsInTheStore() {
        const test::TempDir store;
        KeptBench bench(store.path());
        bench.openDemo();
        bench.shorten();
        bench.run();
        const auto kept = bench.kept();
        QCOMPARE(kept.size(), std::size_t{1});
        QVERIFY(kept[0].status == storage::RunStatus::Finished);
        QCOMPARE(kept[0].start.command, std::string("window"));
        QVERIFY(bench.document().shownRun()->stored == kept[0].id);
        QVERIFY(!bench.window().messages().isVisible());
    }

    void aCancelledRunGoesOnWhereItWas() {
        const test::TempDir store;
        KeptBench bench(store.path());
        bench.openHeldUp();
        bench.runUntil(pipeline::Stage::Evaluate);
        bench.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(bench.isOffered("resumeRun"), kPatience);
        const QString text = bench.window().messages().text();
        QVERIFY2(text.startsWith("Cancelled: ") && text.contains("All ranges are kept"), qPrintable(text));
        bench.folder.write("go", "");
        bench.take("resumeRun");
        QVERIFY(bench.workbench().isRunning());
        QTRY_VERIFY_WITH_TIMEOUT(!bench.workbench().isRunning() && bench.document().outcome(), kPatience);
        QCOMPARE(bench.document().outcome()->report.scores.at(0).value, 0.5);
        QVERIFY(!bench.document().isOutOfDate());
        const auto kept = bench.kept();
        QCOMPARE(kept.size(), std::size_t{1});  // the same run
        QVERIFY(kept[0].status == storage::RunStatus::Finished);
    }

    void whatACancelledRunHasCanBeSeenOrThrownAway() {
        const test::TempDir store;
        KeptBench bench(store.path());
        bench.openHeldUp();
        bench.runUntil(pipeline::Stage::Evaluate);
        bench.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(bench.isOffered("openUnscored"), kPatience);
        bench.take("openUnscored");
        QTRY_VERIFY_WITH_TIMEOUT(!bench.workbench().isRunning() && bench.document().outcome(), kPatience);
        QVERIFY(bench.document().outcome()->report.scores.empty());
        QVERIFY(!bench.document().outcome()->report.quantizers.empty());
        QVERIFY(!bench.document().isOutOfDate());

        std::filesystem::remove(bench.folder / "gate");
        bench.runUntil(pipeline::Stage::Evaluate);
        bench.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(bench.isOffered("discardRun"), kPatience);
        QCOMPARE(bench.kept().size(), std::size_t{2});
        bench.take("discardRun");
        QTRY_COMPARE_WITH_TIMEOUT(bench.workbench().store().runs().size(), std::size_t{1}, kPatience);
    }

    void aRunWhoseEvaluationFailsKeepsItsModel() {
        const test::TempDir store;
        KeptBench bench(store.path());
        bench.open("exit 3\n");
        QTest::keyClick(&bench.window(), Qt::Key_F5);
        QTRY_VERIFY_WITH_TIMEOUT(bench.isOffered("openUnscored"), kPatience);
        QVERIFY2(bench.window().messages().text().startsWith("The run failed."), qPrintable(bench.window().messages().text()));
        bench.take("openUnscored");
        QTRY_VERIFY_WITH_TIMEOUT(!bench.workbench().isRunning() && bench.document().outcome(), kPatience);
        QVERIFY(bench.window().action("export").isEnabled());
    }

    void closingDuringARunAsksOnce() {
        const test::TempDir store;
        KeptBench bench(store.path());
        bench.openHeldUp();
        bench.runUntil(pipeline::Stage::Evaluate);
        bench.answer("");
        bench.window().close();
        QVERIFY(bench.window().isVisible() && bench.workbench().isRunning());
        bench.answer("keep");
        bench.window().close();
        QVERIFY(!bench.window().isVisible() && !bench.workbench().isRunning());
        QTRY_VERIFY_WITH_TIMEOUT(bench.kept().at(0).status == storage::RunStatus::Cancelled, kPatience);
        QVERIFY(!bench.kept().at(0).steps.empty());
    }

    void aRunThatIsDiscardedLeavesNothing() {
        const test::TempDir store;
        KeptBench bench(store.path());
        bench.openHeldUp();
        bench.runUntil(pipeline::Stage::Evaluate);
        const auto model = bench.document().model();
        bench.answer("stay");
        bench.drop(demoProject()->model);
        QVERIFY(bench.workbench().isRunning() && !bench.workbench().isOpening());
        bench.answer("discard");
        bench.drop(demoProject()->model);
        QTRY_VERIFY_WITH_TIMEOUT(bench.document().model() != model && !bench.workbench().isBusy(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(bench.kept().empty(), kPatience);
        QVERIFY(!bench.isOffered("resumeRun"));
    }

    void editedSettingsAreAskedForUnlessARunKeepsThem() {
        const test::TempDir store;
        KeptBench bench(store.path());
        bench.openDemo();
        bench.shorten();
        excludeLayers(bench.document(), {test::kLayer});
        bench.answer("stay");
        bench.window().close();
        QVERIFY(bench.window().isVisible());
        bench.window().action("run").trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.workbench().isRunning() && bench.document().outcome(), kPatience);
        bench.window().close();  // no question: the store has the run with its settings
        QVERIFY(!bench.window().isVisible());
    }

    void aStoreThatCantBeUsedEndsNoRun() {
        DemoBench bench({false, "/proc/none"});
        bench.openDemo();
        bench.shorten();
        bench.run();
        QTRY_VERIFY_WITH_TIMEOUT(bench.window().messages().text().contains("/proc/none"), kPatience);
        QVERIFY(bench.document().outcome());
    }

    // The process is killed with SIGKILL at several moments; the next start of the program offers to go on.
    void aKilledRunGoesOnWithTheSameBytes() {
        const test::TempDir stores;
        const auto whole = stores / "whole";
        const auto killedAfter = [&](const std::filesystem::path& store, int lines) {
            QProcess window;
            window.start(QCoreApplication::applicationFilePath(), {"--window", QString::fromStdString(store.string())});
            int seen = 0;
            while (window.waitForReadyRead(kPatience)) {
                seen += static_cast<int>(window.readAllStandardOutput().count('\n'));
                if (lines > 0 && seen >= lines) {
                    window.kill();
                    break;
                }
            }
            window.waitForFinished(kPatience);
            return seen;
        };
        const int lines = killedAfter(stores / "undisturbed", 0);
        QVERIFY(lines > 0);
        {
            test::DemoBench bench;
            bench.window().show();
            bench.workbench().openProject(shortRun());
            QTRY_VERIFY_WITH_TIMEOUT(bench.workbench().canRun(), kPatience);
            bench.run();
            bench.workbench().exportTo({whole, "glyphs"}, bench.document().outcome());
            QTRY_VERIFY_WITH_TIMEOUT(!bench.workbench().isBusy() && std::filesystem::exists(whole / "glyphs.bin"), kPatience);
        }
        constexpr int kMoments = 8;  // every one is two programs and a run
        int offered = 0;
        for (int moment = 0; moment < kMoments; ++moment) {
            const auto folder = stores / ("killed " + std::to_string(moment));
            killedAfter(folder, 1 + lines * moment / kMoments);
            KeptBench bench(folder);
            bench.window().show();
            QSignalSpy listed(&bench.workbench().store(), &RunStore::changed);
            bench.workbench().lookForInterruptedRuns();
            QVERIFY(!listed.isEmpty() || listed.wait(kPatience));
            if (!bench.workbench().store().interrupted()) continue;  // before it began, or after it had ended
            QTRY_VERIFY_WITH_TIMEOUT(bench.isOffered("resumeRun"), kPatience);
            ++offered;
            bench.take("resumeRun");
            QTRY_VERIFY_WITH_TIMEOUT(!bench.workbench().isBusy() && bench.document().outcome(), kPatience);
            QVERIFY2(bench.isModelOf(whole), qPrintable(QString::number(moment)));
            const auto kept = bench.kept();
            QCOMPARE(kept.size(), std::size_t{1});
            QVERIFY(kept[0].status == storage::RunStatus::Finished);
        }
        qInfo("%d of %d killed windows had a run to go on with", offered, kMoments);
        QVERIFY(offered > 0);  // how many depends on how far the program gets before the kill reaches it
    }
};

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--window") == 0) return runWindow(QString::fromLocal8Bit(argv[2]));
    KeptRunsTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "kept_runs_test.moc"
