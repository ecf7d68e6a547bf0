// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QComboBox>

#include "tests/ui/demo_bench.h"
#include "tests/ui/ui_support.h"
#include "ui/demo.h"
#include "ui/edits.h"
#include "ui/models/run_problems.h"
#include "ui/panels/message_bar.h"

using namespace rf;
using namespace rf::ui;
using rf::test::DemoBench;
using rf::test::kPatience;

namespace {

/// Pictures of one channel as IDX: `size` pixels in both directions.
std::string pictures(int count, int size) {
    std::string file{0, 0, 8, 3, 0, 0, 0, static_cast<char>(count), 0, 0, 0, static_cast<char>(size), 0, 0, 0, static_cast<char>(size)};
    return file + std::string(static_cast<std::size_t>(count * size * size), 'x');
}
std::string labels(int count) {
    return std::string{0, 0, 8, 1, 0, 0, 0, static_cast<char>(count)} + std::string(static_cast<std::size_t>(count), 1);
}

}  // namespace

class RunProblemsTest : public QObject {
    Q_OBJECT

private slots:
    void init() { test::disableAnimations(); }

    void dataThatIsInOrderHasNoProblem() {
        const config::Project project = *demoProject();
        const KnownData known{DataFacts{300, true, {}}, DataFacts{500, true, {}}, 0};
        QVERIFY(runProblems(project, known).empty());
        QVERIFY(!isBeingLookedAt(project, known));
        QVERIFY(isBeingLookedAt(project, {DataFacts{300, true, {}}, {}, {}}));
    }

    void whatBlocksARunAndWhatDoesNot() {
        config::Project project = *demoProject();
        const DataFacts fine{300, true, {}}, bare{300, false, {}};
        auto problems = runProblems(project, {fine, bare, {}});
        QCOMPARE(problems.size(), std::size_t{1});
        QVERIFY(problems[0].field == ProblemField::Metric && problems[0].blocks);
        problems = runProblems(project, {fine, fine, 12});
        QCOMPARE(problems.size(), std::size_t{1});
        QVERIFY(problems[0].field == ProblemField::Test && !problems[0].blocks);
        project.metrics = {metrics::parseSpec("sqnr").value()};
        QVERIFY(runProblems(project, {fine, bare, {}}).empty());
        project.metrics.clear();  // test data is not read without a metric
        const DataFacts broken{0, false, fail(ErrorCode::InvalidFile, "no")};
        QVERIFY(runProblems(project, {fine, broken, {}}).empty());
        QVERIFY(problemOf(runProblems(project, {broken, fine, {}}), ProblemField::Calibration)->blocks);
    }

    void brokenDataIsSaidAtTheFieldAndCantBeRun_data() {
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("labels");
        QTest::newRow("pictures of another size") << 5 << 2;
        QTest::newRow("labels of another count") << 28 << 3;
    }
    void brokenDataIsSaidAtTheFieldAndCantBeRun() {
        QFETCH(int, size);
        QFETCH(int, labels);
        DemoBench bench;
        bench.openDemo();
        QVERIFY(bench.window().action("run").isEnabled());
        bench.drop(bench.folder.write("images.idx", pictures(2, size)));
        setLabels(bench.document(), bench.folder.write("labels.idx", ::labels(labels)).string());
        QTRY_VERIFY_WITH_TIMEOUT(bench.workbench().dataFacts(), kPatience);
        QVERIFY(bench.workbench().dataFacts()->error);
        QVERIFY(!bench.window().action("run").isEnabled());
        QVERIFY2(!bench.label("runActivity").contains("Press Run"), qPrintable(bench.label("runActivity")));
        QTest::keyClick(&bench.window(), Qt::Key_F5);
        QVERIFY(!bench.workbench().isRunning());
        QVERIFY(test::coloursOf(bench.window(), QString("broken_data_%1").arg(size)) > 10);
        // The cause goes, and what was said of it.
        QTest::keyClick(&bench.window(), Qt::Key_Z, Qt::ControlModifier);
        QTest::keyClick(&bench.window(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(bench.window().action("run").isEnabled(), kPatience);
    }

    void aMetricWithoutLabelsIsSaidAtItsField() {
        DemoBench bench;
        bench.openDemo();
        setTestData(bench.document(), "synthetic:8");
        QTRY_VERIFY_WITH_TIMEOUT(bench.workbench().testFacts(), kPatience);
        QVERIFY2(bench.label("metricProblem").contains("needs labels"), qPrintable(bench.label("metricProblem")));
        QVERIFY(!bench.window().action("run").isEnabled());
        auto* metric = bench.window().findChild<QComboBox*>("metric");
        metric->setFocus();
        QTest::keyClick(metric, Qt::Key_Home);  // not measured
        QVERIFY(bench.document().project().metrics.empty());
        QVERIFY(bench.label("metricProblem").isEmpty());
        QVERIFY(bench.window().action("run").isEnabled());
    }

    void dataThatServesTwiceIsSaid() {
        DemoBench bench;
        bench.openDemo();
        setTestData(bench.document(), bench.document().project().data.sources.front().location);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.workbench().problems().empty(), kPatience);
        const auto problems = bench.workbench().problems();
        QVERIFY2(problems.front().text.startsWith("300 samples are calibration data, too"), qPrintable(problems.front().text));
        QVERIFY(bench.window().action("run").isEnabled());
    }

    void anErrorLeavesWhenSettingsChange() {
        DemoBench bench;
        bench.openDemo();
        bench.workbench().open(bench.folder.write("broken.xml", "<net"));
        QTRY_VERIFY_WITH_TIMEOUT(bench.window().messages().isVisible(), kPatience);
        setPreset(bench.document(), quantization::Preset::Accuracy);
        QVERIFY(!bench.window().messages().isVisible());
    }
};

QTEST_MAIN(RunProblemsTest)
#include "run_problems_test.moc"
