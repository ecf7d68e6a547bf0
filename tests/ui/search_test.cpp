// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QChartView>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include "tests/ui/demo_bench.h"
#include "tests/ui/ui_support.h"
#include "ui/charts/histogram_chart.h"
#include "ui/models/layer_table_model.h"
#include "ui/panels/layer_panel.h"
#include "ui/panels/layers_panel.h"
#include "ui/panels/tensor_section.h"

using namespace rf;
using namespace rf::ui;
using rf::test::DemoBench;
using rf::test::kLayer;
using rf::test::kPatience;

/// Search, table and overlays of the window, by mouse and keys.
class SearchTest : public QObject {
    Q_OBJECT

    static QLineEdit& field(DemoBench& bench) { return *bench.window().findChild<QLineEdit*>("layerFilter"); }
    static void look(DemoBench& bench, const char* text) {
        bench.window().action("find").trigger();
        QTest::keyClick(&field(bench), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(&field(bench), text);
    }
    static QTableView& table(DemoBench& bench) { return bench.window().panel<LayersPanel>().table(); }

private slots:
    void init() { test::disableAnimations(); }

    void enterGoesToTheNextAndShiftEnterBack() {
        DemoBench bench;
        bench.openDemo();
        look(bench, "type:Convolution");
        const QStringList found = bench.workbench().search().found();
        QVERIFY(found.size() > 2);
        QCOMPARE(bench.label("searchCount"), QString("%1 found").arg(found.size()));
        const auto current = [&] { return bench.workbench().selection().current(); };
        QTest::keyClick(&field(bench), Qt::Key_Return);
        QCOMPARE(current(), found[0]);
        QCOMPARE(bench.window().graph().view().selected(), bench.node(found[0]).id);
        QTest::keyClick(&field(bench), Qt::Key_Return);
        QCOMPARE(current(), found[1]);
        QCOMPARE(bench.label("searchCount"), QString("2 of %1").arg(found.size()));
        QTest::keyClick(&field(bench), Qt::Key_Return, Qt::ShiftModifier);
        QTest::keyClick(&field(bench), Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(current(), found.last());
    }

    void theTableFiltersOrMarks() {
        DemoBench bench;
        bench.openDemo();
        const int all = table(bench).model()->rowCount();
        look(bench, "depthwise");
        const int found = static_cast<int>(bench.workbench().search().found().size());
        QVERIFY(found > 0 && found < all);
        QCOMPARE(table(bench).model()->rowCount(), found);
        QTest::mouseClick(bench.window().findChild<QToolButton*>("searchFilter"), Qt::LeftButton);
        QCOMPARE(table(bench).model()->rowCount(), all);
        int bold = 0;
        for (int row = 0; row < all; ++row) bold += table(bench).model()->index(row, 1).data(Qt::FontRole).value<QFont>().bold();
        QCOMPARE(bold, found);
    }

    void aBrokenExpressionIsSaidAndHidesNothing() {
        DemoBench bench;
        bench.openDemo();
        const int all = table(bench).model()->rowCount();
        look(bench, "/conv(/");
        QVERIFY2(bench.label("searchCount").contains("/conv(/"), qPrintable(bench.label("searchCount")));
        QCOMPARE(table(bench).model()->rowCount(), all);
        QTest::keyClick(&field(bench), Qt::Key_Return);
        QVERIFY(bench.workbench().selection().names().isEmpty());
        QTest::keyClick(&field(bench), Qt::Key_Escape);
        QCOMPARE(field(bench).text(), QString());
    }

    void theSameLayerHasTheSameWordEverywhere() {
        DemoBench bench;
        bench.openDemo();
        const auto words = [&](const QString& layer) {
            bench.workbench().selection().select({layer});
            const int row = bench.window().panel<LayersPanel>().model().rowOf(layer);
            const QString inTable = bench.window().panel<LayersPanel>().model().index(row, LayerTableModel::Precision).data().toString();
            QStringList shown;
            for (const QLabel* label : bench.window().panel<LayerPanel>().findChildren<QLabel*>()) shown << label->text();
            const QString spoken = bench.window().graph().view().accessibleDescription();
            return std::tuple(inTable, shown.contains(inTable), spoken.endsWith(inTable));
        };
        for (const GraphNode& node : bench.workbench().picture()->model->nodes()) {
            const auto [word, inPanel, inGraph] = words(node.name);
            QVERIFY2(inPanel && inGraph, qPrintable(node.name + ' ' + word));
        }
        const auto before = bench.workbench().picture();
        QMenu* menu = bench.menuAt(kLayer);
        menu->findChild<QAction*>("exclude")->trigger();
        menu->close();
        QTRY_VERIFY_WITH_TIMEOUT(bench.workbench().picture() != before, kPatience);
        QCOMPARE(words(kLayer), std::tuple(QString("excluded"), true, true));
    }

    void numbersOfTheTableAreNeverCut() {
        DemoBench bench;
        bench.openDemo();
        bench.shorten();
        bench.run();
        for (const char* language : {"en", "zh_CN"}) {
            bench.application.setLanguage(language);
            QTableView& shown = table(bench);
            for (int column = 0; column < LayerTableModel::ColumnCount; ++column) {
                if (column == LayerTableModel::Layer) continue;
                for (int row = 0; row < shown.model()->rowCount(); ++row) {
                    const QString text = shown.model()->index(row, column).data().toString();
                    QVERIFY2(shown.fontMetrics().horizontalAdvance(text) + 6 <= shown.columnWidth(column), qPrintable(text));
                }
                const QString header = shown.model()->headerData(column, Qt::Horizontal).toString();
                QVERIFY2(shown.horizontalHeader()->fontMetrics().horizontalAdvance(header) <= shown.columnWidth(column),
                         qPrintable(header));
            }
        }
    }

    void theWorstLayersAreCopiedWithTheirHeader() {
        DemoBench bench;
        bench.openDemo();
        bench.shorten();
        bench.run();
        auto* worst = bench.window().findChild<QComboBox*>("worstLayers");
        QTest::keyClick(worst, Qt::Key_Down);
        QTableView& shown = table(bench);
        QCOMPARE(shown.model()->rowCount(), 5);
        double last = -1000;
        for (int row = 0; row < 5; ++row) {
            const double here = shown.model()->index(row, LayerTableModel::IsolatedSqnr).data(LayerTableModel::kSortRole).toDouble();
            QVERIFY(here >= last);
            last = here;
        }
        shown.setFocus();
        shown.selectAll();
        QTest::keyClick(&shown, Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = QGuiApplication::clipboard()->text().split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 6);
        QVERIFY(lines[0].startsWith("#\tLayer\tType"));
        QTest::keyClick(worst, Qt::Key_Up);
        QVERIFY(shown.model()->rowCount() > 5);
    }

    void aDraggedRangeIsAnEditThatCanBeTakenBack() {
        DemoBench bench;
        bench.openDemo();
        bench.shorten();
        bench.run();
        bench.workbench().selection().select({kLayer});
        auto& section = bench.window().panel<LayerPanel>().activations();
        QTRY_VERIFY_WITH_TIMEOUT(section.current() && section.current()->quantizer && section.current()->quantizer->hasRange, kPatience);
        const QString quantizer = section.current()->quantizer->name;
        const double highest = section.current()->quantizer->high[0];
        const config::Project before = bench.document().project();
        auto& chart = section.chart();
        QWidget* view = chart.findChild<QChartView*>()->viewport();
        const QPoint from = chart.markerPosition(true).toPoint();
        QTest::mousePress(view, Qt::LeftButton, {}, from);
        QTest::mouseMove(view, from - QPoint(40, 0));
        QTest::mouseRelease(view, Qt::LeftButton, {}, from - QPoint(40, 0));
        QTest::keyClick(&chart, Qt::Key_Return);
        const auto& overrides = bench.document().project().quantization.overrides;
        QCOMPARE(overrides.size(), std::size_t{1});
        QCOMPARE(QString::fromStdString(overrides[0].quantizer), quantizer);
        QCOMPARE(section.current()->quantizer->high[0], static_cast<float>(*overrides[0].high));
        QVERIFY(*overrides[0].high < highest);
        QTest::keyClick(&bench.window(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(bench.document().project() == before);
    }

    void oneSwitchFlipsAccumulatedAndIsolated() {
        DemoBench bench;
        bench.openDemo();
        bench.shorten();
        bench.run();
        auto* overlay = bench.window().findChild<QComboBox*>("overlay");
        auto* flip = bench.window().findChild<QToolButton*>("flipOverlay");
        bench.window().graph().setOverlay("operators");
        QVERIFY(!flip->isEnabled());
        bench.window().graph().setOverlay("sqnr.accumulated");
        const auto values = [&] { return bench.window().graph().view().overlay().overlay().values; };
        const auto accumulated = values();
        QTest::mouseClick(flip, Qt::LeftButton);
        QCOMPARE(overlay->currentData().toString(), QString("sqnr.isolated"));
        QVERIFY(values() != accumulated);
        QTest::mouseClick(flip, Qt::LeftButton);
        QVERIFY(values() == accumulated);
    }

    void aRunMovesNothing() {
        DemoBench bench;
        bench.openDemo();
        bench.shorten();
        const auto before = bench.workbench().picture();
        auto& view = bench.window().graph().view();
        view.setTransform(view.transform().zoomed(1.7, {100, 80}));
        const ViewTransform transform = view.transform();
        bench.run();
        QTRY_VERIFY_WITH_TIMEOUT(bench.workbench().picture() != before, kPatience);
        const auto& after = *bench.workbench().picture();
        QVERIFY(after.shown->isDrawnLike(*before->shown));
        for (std::size_t i = 0; i < after.drawing.nodes.size(); ++i)
            QVERIFY(after.drawing.nodes[i].x == before->drawing.nodes[i].x && after.drawing.nodes[i].y == before->drawing.nodes[i].y);
        QVERIFY(view.transform().offset == transform.offset && view.transform().scale == transform.scale);
    }

    void aKeptScaleStaysForTheNextRunAndLogIsChosen() {
        DemoBench bench;
        bench.openDemo();
        bench.shorten();
        bench.run();
        bench.window().graph().setOverlay("mse.accumulated");
        const auto& scale = bench.window().graph().view().overlay();
        QVERIFY(scale.overlay().logarithmic);
        QTest::mouseClick(bench.window().findChild<QCheckBox*>("overlayLog"), Qt::LeftButton, {}, QPoint(8, 8));
        QVERIFY(!scale.overlay().logarithmic);
        QTest::mouseClick(bench.window().findChild<QCheckBox*>("overlayPin"), Qt::LeftButton, {}, QPoint(8, 8));
        const auto kept = scale.range();
        QTest::keyClick(bench.window().findChild<QWidget*>("subset"), Qt::Key_Down);
        bench.run();
        QTRY_COMPARE_WITH_TIMEOUT(bench.document().runs().size(), std::size_t{2}, kPatience);
        QVERIFY(scale.range() == kept);
        QTest::mouseClick(bench.window().findChild<QCheckBox*>("overlayPin"), Qt::LeftButton, {}, QPoint(8, 8));
        QVERIFY(scale.range() != kept);
    }
};

QTEST_MAIN(SearchTest)
#include "search_test.moc"
