// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QComboBox>
#include <QHeaderView>
#include <QHelpEvent>
#include <QTableView>
#include <QToolButton>
#include <QToolTip>

#include "tests/support/graph_text.h"
#include "tests/ui/demo_bench.h"
#include "tests/ui/ui_support.h"
#include "ui/models/layer_table_model.h"
#include "ui/panels/layers_panel.h"
#include "ui/panels/result_card.h"
#include "ui/text/result_text.h"

using namespace rf;
using namespace rf::ui;
using rf::test::DemoBench;
using rf::test::kPatience;

class ResultCardTest : public QObject {
    Q_OBJECT

private slots:
    void init() { test::disableAnimations(); }

    // 3 floats before; 3 bytes and 1 float after.
    void aSummaryCountsBytesAndFindsTheWorstLayer() {
        const graph::Graph model = test::graphFrom(R"(
            in = Parameter : f32 3
            w = Const : f32 3
            sum = Add(in, w) : f32 3
            out = Result(sum) : f32 3)");
        pipeline::Outcome outcome;
        outcome.floatModel = model;
        outcome.exported = test::graphFrom(R"(
            in = Parameter : f32 3
            w = Const : i8 3
            scale = Const : f32 1
            wide = Convert(w) : f32 3
            scaled = Multiply(wide, scale) : f32 3
            sum = Add(in, scaled) : f32 3
            out = Result(sum) : f32 3)");
        // 10 log10(1000 / 1) = 30 dB, and 20 dB for the other.
        const auto error = [](const char* layer, double signal) {
            analysis::LayerError made;
            made.layer = layer;
            made.accumulated.signal = signal;
            made.accumulated.noise = 1;
            made.isolated = made.accumulated;
            return made;
        };
        outcome.report.errors = {error("first", 100), error("sum", 1000)};
        const ResultSummary summary = summaryOf(model, outcome);
        QCOMPARE(summary.floatBytes, 12);
        QCOMPARE(summary.int8Bytes, 7);
        QCOMPARE(QString::fromStdString(summary.worstLayer), "first");
        QCOMPARE(*summary.outputSqnr, 30.0);
        QLocale::setDefault(QLocale::c());
        QCOMPARE(headline(summary), "int8 30.0 dB at the outputs");
        QCOMPARE(changeText(summary), QString());
        QCOMPARE(harmText(summary), "first is hurt most: 20.0 dB by itself.");
        QVERIFY2(sizeText(summary).contains(QStringLiteral("\u221242 %")), qPrintable(sizeText(summary)));  // 7 / 12 - 1 = -41.7 %
    }

    void aLossIsInPointsOfAccuracy() {
        ResultSummary summary;
        summary.score = results::Score{.metric = "accuracy@1", .value = 0.904, .reference = 0.963};
        QLocale::setDefault(QLocale::c());
        QCOMPARE(headline(summary), "int8 90.40 %");
        QCOMPARE(changeText(summary), QStringLiteral("\u22125.90 points"));
        summary.score->reference = 0.904;
        QCOMPARE(changeText(summary), QStringLiteral("±0.00 points"));
    }

    void hoveringALayerShowsWhatItWouldBringInFloat() {
        QLocale::setDefault(QLocale::c());
        QCOMPARE(estimateText({"a", 0.75, 6.0206, 0.93}, metrics::Unit::Share), "In float: the model about 93.0 % (estimate)");
        QCOMPARE(estimateText({"a", 0.75, 6.0206}, metrics::Unit::Share), "In float: the outputs about 6.0 dB better (estimate)");

        DemoBench bench;
        bench.openDemo();
        auto outcome = bench.inventedOutcome();
        analysis::LayerError error;
        error.layer = test::kLayer.toStdString();
        error.accumulated.signal = 100;
        error.accumulated.noise = 3;
        error.isolated = error.accumulated;
        outcome->report.errors = {error};
        error.layer = "classifier";
        error.isolated->noise = 1;
        outcome->report.errors.push_back(error);
        QVERIFY(bench.document().addRun(bench.document().snapshot(), outcome, {}));
        auto& view = bench.window().graph().view();
        QHelpEvent hover(QEvent::ToolTip, bench.positionOf(test::kLayer), view.mapToGlobal(bench.positionOf(test::kLayer)));
        QApplication::sendEvent(&view, &hover);
        QVERIFY2(QToolTip::text().contains("In float: the outputs about 6.0 dB better (estimate)"), qPrintable(QToolTip::text()));
        QToolTip::hideText();
    }

    void aRunEndsWithACardAPaintedGraphAndTheWorstLayer() {
        DemoBench bench;
        bench.openDemo();
        bench.shorten();
        auto* card = bench.window().findChild<ResultCard*>();
        QVERIFY(card && !card->isVisible());
        bench.run();
        QVERIFY(card->isVisible());
        QVERIFY(bench.label("resultHeadline").startsWith("int8 "));
        QVERIFY(bench.label("resultSize").contains('%'));
        const QString worst = QString::fromStdString(card->summary().worstLayer);
        QVERIFY(!worst.isEmpty());
        QCOMPARE(bench.workbench().selection().names(), QStringList{worst});
        QCOMPARE(bench.window().findChild<QComboBox*>("overlay")->currentData().toString(), "sqnr.isolated");
        auto& layers = bench.window().panel<LayersPanel>();
        QCOMPARE(layers.table().horizontalHeader()->sortIndicatorSection(), static_cast<int>(LayerTableModel::IsolatedSqnr));
        QCOMPARE(layers.table().model()->index(0, LayerTableModel::Layer).data().toString(), worst);

        // Folds to one line, and shows the layer again.
        const int height = card->height();
        QTest::mouseClick(card->findChild<QToolButton*>("foldCard"), Qt::LeftButton);
        QTRY_VERIFY(card->height() < height);
        QTest::mouseClick(card->findChild<QToolButton*>("foldCard"), Qt::LeftButton);
        bench.workbench().selection().clear();
        QTest::mouseClick(card->findChild<QPushButton*>("showWorst"), Qt::LeftButton);
        QCOMPARE(bench.workbench().selection().current(), worst);
    }

    void theWorstLayerIsExcludedWithOneClick() {
        DemoBench bench;
        bench.openDemo();
        bench.shorten();
        bench.run();
        auto* card = bench.window().findChild<ResultCard*>();
        const QString worst = QString::fromStdString(card->summary().worstLayer);
        auto* exclude = card->findChild<QPushButton*>("excludeWorst");
        QVERIFY(exclude->isEnabled());
        QTest::mouseClick(exclude, Qt::LeftButton);
        QVERIFY(bench.workbench().isRunning() && bench.workbench().isExcluded(worst));
        QTRY_VERIFY_WITH_TIMEOUT(!bench.workbench().isRunning() && bench.document().runs().size() == 2, kPatience);
        QVERIFY(card->summary().worstLayer != worst.toStdString());
        QTest::keyClick(&bench.window(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!bench.workbench().isExcluded(worst));
        QCOMPARE(QString::fromStdString(card->summary().worstLayer), worst);
    }

    // Pictures for RF_PICTURES, to be looked at.
    void theCardIsReadableInBothThemesAndLanguages() {
        DemoBench bench;
        bench.openDemo();
        config::Project project = bench.document().project();
        project.quantization.sampling.subsetSize = 20;
        bench.document().setProject(project);
        bench.run();
        for (const char* language : {"en", "zh_CN"})
            for (const char* theme : {"light", "dark"}) {
                bench.window().action(QStringLiteral("language.") + language).trigger();
                bench.window().action(QStringLiteral("theme.") + theme).trigger();
                auto* card = bench.window().findChild<ResultCard*>();
                QTRY_VERIFY(card->isVisible());
                for (const QLabel* label : card->findChildren<QLabel*>())
                    if (label->isVisible() && label->objectName() != "resultHarm")
                        QVERIFY2(label->width() >= label->sizeHint().width(), qPrintable(label->objectName()));
                QVERIFY(test::coloursOf(bench.window(), QString("result_card_%1_%2").arg(theme, language)) > 10);
            }
        bench.window().action("theme.light").trigger();
    }
};

QTEST_MAIN(ResultCardTest)
#include "result_card_test.moc"
