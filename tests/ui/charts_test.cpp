// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QChartView>
#include <QLineSeries>
#include <QListWidget>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTest>
#include <QValueAxis>
#include <cmath>

#include "core/base/random.h"
#include "tests/support/temp_dir.h"
#include "tests/ui/ui_support.h"
#include "ui/charts/channel_strip.h"
#include "ui/charts/chart_style.h"
#include "ui/charts/histogram_chart.h"
#include "ui/charts/layer_error_chart.h"
#include "ui/charts/save_picture.h"
#include "ui/models/layer_bands.h"
#include "ui/theme.h"

using namespace rf;

class ChartsTest : public QObject {
    Q_OBJECT

    static ui::HistogramData bell(int bins) {
        ui::HistogramData data{-4, 4, {}, 0};
        for (int i = 0; i < bins; ++i) {
            const double x = -4 + 8 * (i + 0.5) / bins;
            data.counts.push_back(std::round(1e6 * std::exp(-x * x)) + (i % 7 == 0));
        }
        return data;
    }
    static std::vector<ui::LayerErrorPoint> layers(int count) {
        Random random(3);
        std::vector<ui::LayerErrorPoint> layers;
        for (int i = 0; i < count; ++i) {
            ui::LayerErrorPoint point{
                QString("block%1/conv%2").arg(i / 4).arg(i), "Convolution", 45 - 12.0 * i / count + 4 * random.uniform(), {}};
            if (i % 2 == 0) point.isolated = 30 + 20 * random.uniform();
            layers.push_back(point);
        }
        return layers;
    }
    static int pointsOf(QWidget& chart) {
        for (QAbstractSeries* series : chart.findChild<QChartView*>()->chart()->series())
            if (const auto* line = qobject_cast<QLineSeries*>(series)) return static_cast<int>(line->count());
        return 0;
    }

private slots:
    void init() {
        test::disableAnimations();
        test::useTheme(ui::lightTheme());
    }

    void histogramHasAtMostOnePointPerPixel() {
        ui::HistogramChart chart;
        chart.resize(400, 220);
        chart.show();
        chart.setDistribution(bell(4096));
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        QVERIFY(pointsOf(chart) > 100);
        QVERIFY(pointsOf(chart) <= 400);
    }

    void histogramShowsTheChosenRange() {
        for (const ui::Theme& theme : {ui::lightTheme(), ui::darkTheme()}) {
            test::useTheme(theme);
            ui::HistogramChart chart;
            chart.resize(400, 220);
            chart.setAxisTitle("Activations of conv1");
            chart.setDistribution(bell(200));
            chart.show();
            QVERIFY(!test::showsColour(chart, theme.accent));
            chart.setRange(ui::QuantizationRange{-2.2, 2.4, 16});
            QVERIFY(test::showsColour(chart, theme.accent));
            test::coloursOf(chart, QString("histogram_%1").arg(theme.dark ? "dark" : "light"));
            chart.setLogarithmic(true);
            test::coloursOf(chart, QString("histogram_log_%1").arg(theme.dark ? "dark" : "light"));
        }
    }

    void ticksAreRoundNumbersAndTheAxisEndsWhereTheDataDoes() {
        QValueAxis axis;
        ui::setNiceRange(axis, -0.3, 1001, 2);
        QCOMPARE(axis.max(), 1001.0);
        QCOMPARE(axis.tickInterval(), 1000.0);
        QCOMPARE(axis.labelFormat(), QString("%.0f"));
        QCOMPARE(ui::labelFormat(0.02, 0.1), QString("%.2f"));
        QCOMPARE(ui::labelFormat(500, 1500), QString("%.0f"));
        QCOMPARE(ui::labelFormat(1e-7, 3e-7), QString("%.3g"));
    }

    void marksOfTheRangeBeforeAreGone() {
        ui::HistogramChart chart;
        chart.resize(400, 220);
        chart.setDistribution(bell(200));
        chart.setRange(ui::QuantizationRange{-3, 3, 16});
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        chart.setRange(ui::QuantizationRange{-1, 1, 16});
        QCoreApplication::processEvents();
        const QImage changed = chart.grab().toImage();
        ui::HistogramChart fresh;
        fresh.resize(400, 220);
        fresh.setDistribution(bell(200));
        fresh.setRange(ui::QuantizationRange{-1, 1, 16});
        fresh.show();
        QVERIFY(QTest::qWaitForWindowExposed(&fresh));
        QCOMPARE(changed, fresh.grab().toImage());
    }

    void theLineBelowSaysWhatIsUnderThePointer() {
        ui::HistogramChart chart;
        chart.resize(400, 220);
        chart.show();
        QCOMPARE(chart.readout(), QString());
        chart.setDistribution({0, 4, {1, 1, 1, 1}, 0});
        chart.setRange(ui::QuantizationRange{0, 4, 256});
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        QCOMPARE(chart.readout(), QString("Filled: float. Line: after quantization."));
        auto* view = chart.findChild<QChartView*>();
        QTest::mouseMove(view->viewport(), view->chart()->plotArea().center().toPoint());
        QTRY_VERIFY2(chart.readout().contains("below"), qPrintable(chart.readout()));
    }

    void anEndOfTheRangeIsDragged() {
        ui::HistogramChart chart;
        chart.resize(500, 240);
        chart.setDistribution(bell(400));
        chart.setRange(ui::QuantizationRange{-3, 3, 256});
        chart.setEditable(true);
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        QSignalSpy chosen(&chart, &ui::HistogramChart::rangeChosen);
        QWidget* view = chart.findChild<QChartView*>()->viewport();
        const auto drag = [&] {
            const QPoint from = chart.markerPosition(true).toPoint(), to = from - QPoint(60, 0);
            QTest::mousePress(view, Qt::LeftButton, {}, from);
            QTest::mouseMove(view, to);
            QTest::mouseRelease(view, Qt::LeftButton, {}, to);
        };
        const QString before = chart.readout();
        drag();
        QVERIFY2(chart.readout().contains("SQNR") && chart.readout().contains("Enter"), qPrintable(chart.readout()));
        test::coloursOf(chart, "histogram_dragged");
        QTest::keyClick(&chart, Qt::Key_Escape);
        QCOMPARE(chart.readout(), before);
        QCOMPARE(chosen.count(), 0);
        drag();
        QTest::keyClick(&chart, Qt::Key_Return);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.first()[0].toDouble(), -3.0);
        QVERIFY(chosen.first()[1].toDouble() < 2.9);
        chart.setEditable(false);
        chart.setRange(ui::QuantizationRange{-3, 3, 256});
        drag();
        QCOMPARE(chart.readout().contains("SQNR"), false);
    }

    void aClickOnTheStripChoosesAChannel() {
        for (const ui::Theme& theme : {ui::lightTheme(), ui::darkTheme()}) {
            test::useTheme(theme);
            ui::ChannelStrip strip;
            strip.resize(300, 84);
            ui::ChannelHistograms channels;
            for (int i = 0; i < 8; ++i) {
                channels.push_back({-4, 4, std::vector<double>(64, 0.0), 0});
                for (int bin = 0; bin < 64; ++bin)
                    channels.back().counts[static_cast<std::size_t>(bin)] = std::exp(-std::pow((bin - 32) / (2.0 + 2 * i), 2));
            }
            strip.setChannels(channels);
            strip.show();
            QSignalSpy chosen(&strip, &ui::ChannelStrip::channelChosen);
            QTest::mouseClick(&strip, Qt::LeftButton, {}, {150, 2 + 80 * 5 / 8 + 3});
            QCOMPARE(strip.chosen(), 5);
            QVERIFY(test::coloursOf(strip, QString("channels_%1").arg(theme.dark ? "dark" : "light")) > 20);
            QTest::keyClick(&strip, Qt::Key_Down);
            QCOMPARE(strip.chosen(), 6);
            QTest::mouseClick(&strip, Qt::LeftButton, {}, {150, 2 + 80 * 6 / 8 + 3});
            QCOMPARE(strip.chosen(), -1);
            QCOMPARE(chosen.count(), 3);
        }
    }

    void histogramSaysWhatToDoWhileEmpty() {
        ui::HistogramChart chart;
        chart.resize(400, 220);
        chart.show();
        QVERIFY(test::coloursOf(chart, "histogram_empty") > 2);
        chart.setPlaceholder("");
        QCOMPARE(test::coloursOf(chart, "histogram_blank"), 1);
    }

    void logarithmicAxisSurvivesEmptyBinsAndNoData() {
        ui::HistogramChart chart;
        chart.resize(400, 220);
        chart.setLogarithmic(true);
        chart.show();
        chart.setDistribution({0, 1, {0, 0, 5, 0}, 0});
        chart.setDistribution({0, 1, {0, 0, 0}, 0});
        chart.setDistribution(bell(64));
        QVERIFY(test::coloursOf(chart, "histogram_again") > 3);
    }

    void worstLayersComeFirst() {
        std::vector<ui::LayerErrorPoint> points{
            {"a", "t", 30, 12.0}, {"b", "t", 5, {}}, {"c", "t", 1, 40.0}, {"d", "t", qQNaN(), {}}, {"e", "t", qInf(), {}}};
        QCOMPARE(ui::worstLayers(points, 10), (std::vector<int>{0, 2, 1}));
        QCOMPARE(ui::worstLayers(points, 1), (std::vector<int>{0}));
    }

    void clickingALayerSelectsIt() {
        for (const ui::Theme& theme : {ui::lightTheme(), ui::darkTheme()}) {
            test::useTheme(theme);
            ui::LayerErrorChart chart;
            chart.resize(900, 300);
            chart.setLayers(layers(60));
            chart.show();
            QVERIFY(QTest::qWaitForWindowExposed(&chart));
            QSignalSpy clicked(&chart, &ui::LayerErrorChart::layerClicked);
            QTest::mouseClick(chart.findChild<QChartView*>()->viewport(), Qt::LeftButton, {}, chart.positionOf(20).toPoint());
            QCOMPARE(clicked.count(), 1);
            QCOMPARE(clicked.first().first().toInt(), 20);
            QCOMPARE(chart.selected(), 20);
            test::coloursOf(chart, QString("errors_%1").arg(theme.dark ? "dark" : "light"));
        }
    }

    void theAxisFitsTheData() {
        ui::LayerErrorChart chart;
        chart.resize(900, 300);
        chart.setLayers({{"a", "t", 5, 20.0}, {"b", "t", 47, {}}, {"c", "t", 30, {}}});
        const auto* axis = qobject_cast<QValueAxis*>(chart.findChild<QChartView*>()->chart()->axes(Qt::Vertical).first());
        QVERIFY2(axis->min() > 2 && axis->max() < 50, qPrintable(QString("%1 to %2").arg(axis->min()).arg(axis->max())));
    }

    void theRankingIsBesideThePlotAndLinkedToIt() {
        ui::LayerErrorChart chart;
        chart.resize(900, 300);
        chart.setLayers(layers(60));
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        auto* list = chart.findChild<QListWidget*>("rankedLayers");
        auto* view = chart.findChild<QChartView*>();
        QVERIFY(list->isVisible() && list->x() >= view->geometry().right());
        QCOMPARE(list->item(0)->data(Qt::UserRole).toInt(), ui::worstLayers(layers(60), 1)[0]);
        const QImage before = chart.grab().toImage();
        QTest::mouseMove(list->viewport(), list->visualItemRect(list->item(2)).center());
        const int third = list->item(2)->data(Qt::UserRole).toInt();
        QTRY_VERIFY2(chart.readout().contains(layers(60)[static_cast<std::size_t>(third)].layer), qPrintable(chart.readout()));
        QVERIFY(chart.grab().toImage() != before);
        const int fifth = list->item(4)->data(Qt::UserRole).toInt();
        QTest::mouseMove(view->viewport(), chart.positionOf(fifth).toPoint());
        QTRY_COMPARE(list->currentRow(), 4);
        QSignalSpy clicked(&chart, &ui::LayerErrorChart::layerClicked);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(1)).center());
        QCOMPARE(clicked.count(), 1);
        QCOMPARE(chart.selected(), list->item(1)->data(Qt::UserRole).toInt());
    }

    void draggingZoomsAndADoubleClickShowsAll() {
        ui::LayerErrorChart chart;
        chart.resize(900, 300);
        chart.setLayers(layers(60));
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        QSignalSpy clicked(&chart, &ui::LayerErrorChart::layerClicked);
        QWidget* view = chart.findChild<QChartView*>()->viewport();
        QCOMPARE(chart.shownLayers(), std::pair(0, 59));
        const QPoint from(static_cast<int>(chart.positionOf(20).x()) - 2, 100), to(static_cast<int>(chart.positionOf(29).x()) + 2, 140);
        QTest::mousePress(view, Qt::LeftButton, {}, from);
        QTest::mouseMove(view, (from + to) / 2);
        QTest::mouseMove(view, to);
        QTest::mouseRelease(view, Qt::LeftButton, {}, to);
        QCOMPARE(chart.shownLayers(), std::pair(20, 29));
        QCOMPARE(clicked.count(), 0);
        test::coloursOf(chart, "errors_zoomed");
        QTest::mouseDClick(view, Qt::LeftButton, {}, {200, 100});
        QCOMPARE(chart.shownLayers(), std::pair(0, 59));
    }

    void blocksAreBands() {
        QCOMPARE(ui::layerBands({"net/a/x", "net/a/y", "net/b/x", "net/b/y", "net/b/z"}),
                 (std::vector<ui::LayerBand>{{"net/a", 0, 1}, {"net/b", 2, 4}}));
        QVERIFY(ui::layerBands({"conv1", "relu1", "conv2"}).empty());
        QVERIFY(ui::layerBands({"a/x", "b/x", "a/y", "b/y"}).empty());
        QVERIFY(ui::layerBands({}).empty());
        for (const ui::Theme& theme : {ui::lightTheme(), ui::darkTheme()}) {
            test::useTheme(theme);
            ui::LayerErrorChart chart;
            chart.resize(900, 300);
            chart.setLayers(layers(60));
            chart.show();
            QVERIFY(test::showsColour(chart, ui::mixed(theme.background, theme.line, 0.35)));
        }
    }

    void theChartIsSavedAsPicture() {
        ui::LayerErrorChart chart;
        chart.resize(900, 300);
        chart.setLayers(layers(60));
        chart.show();
        const test::TempDir dir;
        QVERIFY(ui::savePicture(chart, dir / "errors.svg"));
        QVERIFY(QSvgRenderer(QString::fromStdString((dir / "errors.svg").string())).isValid());
        QVERIFY(ui::savePicture(chart, dir / "errors.png"));
        QCOMPARE(QImage(QString::fromStdString((dir / "errors.png").string())).size(), QSize(1800, 600));
        QVERIFY(!ui::savePicture(chart, dir / "none" / "errors.png"));
    }

    void arrowKeysWalkTheLayers() {
        ui::LayerErrorChart chart;
        chart.resize(900, 300);
        chart.setLayers(layers(3));
        chart.show();
        QSignalSpy clicked(&chart, &ui::LayerErrorChart::layerClicked);
        for (int i = 0; i < 5; ++i) QTest::keyClick(&chart, Qt::Key_Right);
        QCOMPARE(chart.selected(), 2);
        QTest::keyClick(&chart, Qt::Key_Left);
        QCOMPARE(chart.selected(), 1);
        QCOMPARE(clicked.last().first().toInt(), 1);
    }

    void settingTheSelectionIsSilent() {
        ui::LayerErrorChart chart;
        chart.setLayers(layers(10));
        QSignalSpy clicked(&chart, &ui::LayerErrorChart::layerClicked);
        chart.setSelected(4);
        QCOMPARE(chart.selected(), 4);
        QCOMPARE(clicked.count(), 0);
        chart.setSelected(99);
        QCOMPARE(chart.selected(), -1);
    }

    void manyLayersStillGiveOnePointPerPixelAndTheWorst() {
        ui::LayerErrorChart chart;
        chart.resize(500, 250);
        chart.show();
        auto points = layers(5000);
        points[2500].accumulated = -3;
        chart.setLayers(points);
        QVERIFY(pointsOf(chart) <= 500);
        const auto drawn = qobject_cast<QLineSeries*>(chart.findChild<QChartView*>()->chart()->series().first())->points();
        QVERIFY(std::any_of(drawn.begin(), drawn.end(), [](const QPointF& p) { return p == QPointF(2501, -3); }));
        test::coloursOf(chart, "errors_many");
    }

    void axesKeepRoomForTheirLabels() {
        ui::LayerErrorChart errors;
        ui::HistogramChart histogram;
        for (QWidget* widget : {static_cast<QWidget*>(&errors), static_cast<QWidget*>(&histogram)}) {
            widget->resize(600, 300);
            errors.setLayers(layers(60));
            histogram.setDistribution(bell(100));
            widget->show();
            QVERIFY(QTest::qWaitForWindowExposed(widget));
            const QRectF plot = widget->findChild<QChartView*>()->chart()->plotArea();
            QVERIFY(plot.left() > 25);
            QVERIFY(plot.bottom() < 285);
        }
    }

    void infiniteRatiosStayOnTheChart() {
        ui::LayerErrorChart chart;
        chart.resize(500, 250);
        chart.setLayers({{"a", "t", qInf(), {}}, {"b", "t", 20, qInf()}, {"c", "t", qQNaN(), {}}});
        chart.show();
        for (int i = 0; i < 3; ++i) QVERIFY(QRectF(chart.rect()).contains(chart.positionOf(i)));
    }
};

QTEST_MAIN(ChartsTest)
#include "charts_test.moc"
