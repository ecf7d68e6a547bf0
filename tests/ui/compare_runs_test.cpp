// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QTableView>

#include "tests/ui/demo_bench.h"
#include "tests/ui/ui_support.h"
#include "ui/demo.h"
#include "ui/edits.h"
#include "ui/models/run_difference_model.h"
#include "ui/models/run_table_model.h"
#include "ui/panels/run_difference_page.h"
#include "ui/panels/runs_panel.h"
#include "ui/text/settings_text.h"

using namespace rf;
using namespace rf::ui;
using rf::test::DemoBench;
using rf::test::kLayer;
using rf::test::kPatience;

namespace {

analysis::LayerError errorOf(const std::string& layer, double signal, bool isQuantized) {
    analysis::LayerError error;
    error.layer = layer;
    error.accumulated.signal = signal;
    error.accumulated.noise = 1;
    if (isQuantized) error.isolated = error.accumulated;
    return error;
}

results::QuantizerRange rangeOf(const std::string& layer, float low, float high) {
    results::QuantizerRange range;
    range.source = layer;
    range.inputLow = range.outputLow = {low};
    range.inputHigh = range.outputHigh = {high};
    return range;
}

/// Two runs of the demo as they could have ended.
struct TwoRuns : DemoBench {
    void open() {
        openDemo();
        const auto add = [this](double signal, float high) {
            auto outcome = inventedOutcome();
            outcome->report.errors = {errorOf(kLayer.toStdString(), signal, true), errorOf("classifier", 100, true)};
            outcome->report.quantizers = {rangeOf(kLayer.toStdString(), 0, high)};
            QVERIFY(document().addRun(document().snapshot(), outcome, {}));
        };
        add(1000, 6);
        setPreset(document(), quantization::Preset::Mixed);
        add(100, 4);
        qobject_cast<QDockWidget*>(panel().parentWidget())->raise();
        QTRY_VERIFY(panel().isVisible() && panel().table().model()->rowCount() == 2);
    }
    RunsPanel& panel() { return window().panel<RunsPanel>(); }
    QModelIndex cell(int row, int column) { return panel().table().model()->index(row, column); }
    void tick(int row) {
        constexpr int kIntoTheBox = 8;
        const QRect box = panel().table().visualRect(cell(row, RunTableModel::Number));
        QTest::mouseClick(panel().table().viewport(), Qt::LeftButton, {}, QPoint(box.left() + kIntoTheBox, box.center().y()));
    }
    void choose(const char* action) { panel().findChild<QAction*>(QLatin1String(action))->trigger(); }
};

}  // namespace

class CompareRunsTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        test::disableAnimations();
        QLocale::setDefault(QLocale(QLocale::English));
    }

    // 10 log10 1000 = 30 dB and 10 log10 100 = 20 dB: the second is 10 dB worse.
    void layersOfTwoRunsAreHeldAgainstEachOther() {
        results::Report first, second;
        first.errors = {errorOf("a", 1000, true), errorOf("gone", 10, true), errorOf("b", 100, true)};
        second.errors = {errorOf("b", 100, false), errorOf("a", 100, true)};
        first.quantizers = {rangeOf("a", 0, 6)};
        second.quantizers = {rangeOf("a", -1, 4)};
        const auto rows = runDifference(first, second);
        QCOMPARE(rows.size(), std::size_t{2});
        QCOMPARE(rows[0].layer, std::string("a"));
        QCOMPARE(*rows[0].change(), -10.0);
        QVERIFY(rows[0].range.first == std::pair(0.0F, 6.0F) && rows[0].range.second == std::pair(-1.0F, 4.0F));
        QVERIFY(rows[1].isQuantized == std::pair(true, false) && !rows[1].isSame());

        RunDifferenceModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRuns(1, 2, rows);
        QCOMPARE(model.index(0, RunDifferenceModel::Change).data().toString(), "-10.0");
        QCOMPARE(model.index(1, RunDifferenceModel::Precision).data().toString(), "int8 → float");
        QCOMPARE(model.headerData(RunDifferenceModel::Second, Qt::Horizontal, Qt::DisplayRole).toString(), "Run 2, dB");
    }

    void changedSettingsAreWords() {
        const config::Project before = *demoProject();
        config::Project after = before;
        QVERIFY(changedSettings(before, after).isEmpty());
        after.quantization.preset = quantization::Preset::Accuracy;
        after.quantization.ignored.names = {"stem/conv"};
        QCOMPARE(changedSettings(before, after), (QStringList{"preset Accuracy", "stem/conv in float"}));
        QCOMPARE(changedSettings(after, before), (QStringList{"preset Performance", "stem/conv quantized"}));
        after = before;
        after.quantization.sampling.subsetSize = 21;
        const QStringList changes = changedSettings(before, after);
        QVERIFY2(changes.size() == 1 && changes[0].endsWith(" 21"), qPrintable(changes.join('|')));
    }

    void twoTickedRunsAreComparedLayerByLayerAndPainted() {
        TwoRuns bench;
        bench.open();
        auto* compare = bench.window().findChild<QPushButton*>("compareRuns");
        QVERIFY(compare->isVisible() && !compare->isEnabled());
        bench.tick(0);
        QVERIFY(!compare->isEnabled());
        bench.tick(1);
        QVERIFY(compare->isEnabled());
        QVERIFY(bench.document().compared() == std::pair(1, 2));
        QTest::mouseClick(compare, Qt::LeftButton);
        auto& page = bench.panel().difference();
        QTRY_VERIFY(page.isVisible());
        QCOMPARE(bench.label("comparedRuns"), "Run 2 against run 1: preset Mixed");
        const auto& table = *page.table().model();
        QCOMPARE(table.rowCount(), 2);
        QCOMPARE(table.index(0, RunDifferenceModel::Layer).data().toString(), kLayer);  // the worst first
        QCOMPARE(table.index(0, RunDifferenceModel::Change).data().toString(), "-10.0");
        QCOMPARE(table.index(0, RunDifferenceModel::SecondRange).data().toString(), "0 … 4");

        bench.window().graph().setOverlay("difference");
        const auto value = bench.window().graph().view().overlay().value(bench.node(kLayer).id);
        QVERIFY(value);
        QCOMPARE(*value, -10.0);
        const QRect row = page.table().visualRect(table.index(0, RunDifferenceModel::Layer));
        QTest::mouseClick(page.table().viewport(), Qt::LeftButton, {}, row.center());
        QCOMPARE(bench.workbench().selection().current(), kLayer);
        for (const char* theme : {"light", "dark"}) {
            bench.window().action(QStringLiteral("theme.") + theme).trigger();
            QVERIFY(test::coloursOf(bench.window(), QString("compare_%1").arg(theme)) > 10);
        }
        bench.window().action("theme.light").trigger();
        QTest::mouseClick(bench.window().findChild<QPushButton*>("backToRuns"), Qt::LeftButton);
        QTRY_VERIFY(bench.panel().table().isVisible());
    }

    void runsAreNamedPinnedAndRemoved() {
        TwoRuns bench;
        bench.open();
        QAbstractItemModelTester tester(bench.panel().table().model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(bench.label("runsHint"), "Against run 1: preset Mixed");
        QCOMPARE(bench.cell(0, RunTableModel::Number).data().toString(), "1 ◆");
        bench.choose("renameRun");
        auto* editor = bench.panel().table().findChild<QLineEdit*>();
        QVERIFY(editor);
        QTest::keyClicks(editor, "asymmetric");
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(bench.document().run(2)->name, "asymmetric");  // the editor commits in the next turn of the event loop
        QCOMPARE(bench.cell(1, RunTableModel::Number).data().toString(), "2: asymmetric");
        bench.choose("pinBaseline");
        QCOMPARE(bench.document().baseline()->number, 2);
        QVERIFY(bench.cell(0, RunTableModel::Number).data(Qt::ToolTipRole).toString().endsWith("preset Performance"));
        bench.tick(0);
        bench.tick(1);
        bench.choose("removeRun");
        QCOMPARE(bench.document().runs().size(), std::size_t{1});
        QCOMPARE(bench.document().shownRun()->number, 1);
        QVERIFY(!bench.document().compared());
        QCOMPARE(bench.panel().table().model()->rowCount(), 1);
    }

    // The window starts again, and the run of before comes back from the store.
    void anEarlierRunComesBackFromTheStore() {
        const test::TempDir store;
        const auto open = [](DemoBench& bench) {
            bench.openDemo();
            bench.shorten();
        };
        {
            DemoBench bench({false, store.path()});
            open(bench);
            setPreset(bench.document(), quantization::Preset::Mixed);
            bench.run();
        }
        DemoBench bench({false, store.path()});
        open(bench);
        QTRY_COMPARE_WITH_TIMEOUT(bench.workbench().earlierRuns().size(), std::size_t{1}, kPatience);
        auto& panel = bench.window().panel<RunsPanel>();
        qobject_cast<QDockWidget*>(panel.parentWidget())->raise();
        auto* more = panel.findChild<QPushButton*>("moreOfRuns");
        QTRY_VERIFY(more->isVisible());
        emit more->menu()->aboutToShow();
        auto* earlier = panel.findChild<QMenu*>("earlierRuns");
        QCOMPARE(earlier->actions().size(), 1);
        earlier->actions().front()->trigger();
        QVERIFY(bench.document().project().quantization.preset == quantization::Preset::Mixed);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.workbench().isRunning() && bench.document().outcome(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(bench.workbench().earlierRuns().empty(), kPatience);  // it is in the table now
    }
};

QTEST_MAIN(CompareRunsTest)
#include "compare_runs_test.moc"
