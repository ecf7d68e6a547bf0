// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QDockWidget>
#include <QTableView>

#include "tests/ui/demo_bench.h"
#include "tests/ui/ui_support.h"
#include "ui/models/search_step_model.h"
#include "ui/panels/search_panel.h"

using namespace rf;
using namespace rf::ui;
using rf::test::DemoBench;
using rf::test::kLayer;

namespace {

search::SearchStep stepOf(const char* what, double score, double drop, std::vector<std::string> layers) {
    search::SearchStep step;
    step.what = what;
    step.answer.values = {score};
    step.answer.bytes = 2000;
    step.drops = {drop};
    step.layers = std::move(layers);
    return step;
}

results::SearchRecord recordOf(int steps) {
    results::SearchRecord record;
    record.metrics = {{"accuracy@1", metrics::Better::Higher, metrics::Unit::Share, {}}};
    const auto quantized = stepOf("quantized", 0.90, 0.06, {});
    auto reverted = stepOf("reverted", 0.955, 0.005, {kLayer.toStdString()});
    reverted.accepted = reverted.best = true;
    record.steps = {quantized, reverted};
    record.steps.resize(static_cast<std::size_t>(steps));
    record.targetMet = steps == 2;
    return record;
}

}  // namespace

class SearchPanelTest : public QObject {
    Q_OBJECT

private slots:
    void init() { test::disableAnimations(); }

    void stepsAreAddedWithoutMovingTheOthers() {
        SearchStepModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRecord(recordOf(1));
        QPersistentModelIndex first = model.index(0, SearchStepModel::What);
        model.setRecord(recordOf(2));
        QVERIFY(first.isValid());
        QCOMPARE(first.data().toString(), "all quantized");
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(1, SearchStepModel::What).data().toString(), "back to float");
        QCOMPARE(model.index(1, SearchStepModel::Layers).data().toString(), kLayer);
        QCOMPARE(model.index(1, SearchStepModel::State).data().toString(), "best so far, within the limits");
        model.setRecord({});
        QCOMPARE(model.rowCount(), 0);
    }

    void theSearchOfTheShownRunIsListedAndSelectsItsLayers() {
        DemoBench bench;
        bench.openDemo();
        auto& panel = bench.window().panel<SearchPanel>();
        qobject_cast<QDockWidget*>(panel.parentWidget())->raise();
        QTRY_VERIFY(panel.isVisible());
        QVERIFY(bench.label("searchSummary").contains("are listed here"));
        auto outcome = bench.inventedOutcome();
        outcome->report.search.emplace();
        outcome->report.search->record = recordOf(2);
        QVERIFY(bench.document().addRun(bench.document().snapshot(), outcome, {}));
        QCOMPARE(bench.label("searchSummary"), "2 models tried; the limits are met.");
        const QRect row = panel.table().visualRect(panel.table().model()->index(1, SearchStepModel::What));
        QTest::mouseClick(panel.table().viewport(), Qt::LeftButton, {}, row.center());
        QCOMPARE(bench.workbench().selection().current(), kLayer);
        for (const char* theme : {"light", "dark"}) {
            bench.window().action(QStringLiteral("theme.") + theme).trigger();
            QVERIFY(test::coloursOf(bench.window(), QString("search_%1").arg(theme)) > 10);
        }
        bench.window().action("theme.light").trigger();
    }
};

QTEST_MAIN(SearchPanelTest)
#include "search_panel_test.moc"
