// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/histogram_data.h"
#include "ui/models/channel_histograms.h"

#include <QTest>
#include <cmath>
#include <vector>

using namespace rf;
using rf::ui::HistogramData;

class HistogramDataTest : public QObject {
    Q_OBJECT

private slots:
    void channelsAreCountedAlongTheirAxis() {
        // 2 x 3: rows 0 1 2 and 3 4 5; along axis 1 the columns 0 3, 1 4, 2 5; three bins of [0, 5] end at 1.67 and 3.33.
        const Tensor value = Tensor::from<float>({2, 3}, std::vector<float>{0, 1, 2, 3, 4, 5});
        const auto columns = ui::channelHistograms(value, 1, 3);
        QCOMPARE(columns.size(), std::size_t{3});
        QCOMPARE(columns[0].counts, (std::vector<double>{1, 1, 0}));
        QCOMPARE(columns[2].counts, (std::vector<double>{0, 1, 1}));
        const auto rows = ui::channelHistograms(value, 0, 3);
        QCOMPARE(rows[0].counts, (std::vector<double>{2, 1, 0}));
        QVERIFY(ui::channelHistograms(value, 2, 3).empty());
    }

    void sqnrIsThatOfTheValues() {
        // Even on [0, 1] with 4 levels: errors are even on ±1/6, so noise is (1/3)²/12 = 1/108 and signal 1/3: 36, which are 15.56 dB.
        ui::HistogramData even{0, 1, std::vector<double>(1000, 1.0), 0};
        QVERIFY(std::abs(*even.sqnr({0, 1, 4}) - 15.563) < 0.02);
        // Bins wider than a step: step 1/255, noise step²/12: 10 log10(12 · 255² / 3) = 54.15 dB.
        ui::HistogramData coarse{0, 1, std::vector<double>(10, 1.0), 0};
        QVERIFY(std::abs(*coarse.sqnr({0, 1, 256}) - 54.151) < 0.05);
        // Clipped at 1/2: the upper half loses (x − 1/2)², a mean of 1/24 over all; signal 1/3: 8, or 9.03 dB.
        QVERIFY(std::abs(*even.sqnr({0, 0.5, 65536}) - 9.031) < 0.02);
        QVERIFY(!even.sqnr({0, 0, 256}));
        QVERIFY(!ui::HistogramData().sqnr({0, 1, 256}));
    }

    void sharesCountDividedBinsInProportion() {
        // Bins [0,1) [1,2) [2,3) [3,4) with 1, 3, 4, 2 of 10: below 1.5 lie 1 + 3/2, above 3.5 lies 2/2.
        const HistogramData data{0, 4, {1, 3, 4, 2}, 10};
        QCOMPARE(data.shareBelow(1.5), 0.25);
        QCOMPARE(data.shareAbove(3.5), 0.1);
        QCOMPARE(data.shareBelow(-1), 0.0);
        QCOMPARE(data.shareAbove(0), 1.0);
    }

    void valuesOutsideCountInTheTotal() {
        const HistogramData data{0, 2, {1, 1}, 4};
        QCOMPARE(data.shareBelow(2), 0.5);
    }

    void mergingKeepsTheMass() {
        const HistogramData merged = HistogramData{0, 10, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 0}.merged(4);
        QCOMPARE(merged.counts, (std::vector<double>{6, 15, 24, 10}));  // threes; the last bin has one left
        QCOMPARE(merged.binWidth(), 3.0);
        QCOMPARE(merged.size(), 55.0);
    }

    void outlineIsAStepLine() {
        const auto corners = HistogramData{0, 2, {1, 3}, 4}.outline();
        QCOMPARE(corners, (std::vector<QPointF>{{0, 0}, {0, 0.25}, {1, 0.25}, {1, 0.75}, {2, 0.75}, {2, 0}}));
    }

    void croppingKeepsSharesOfAllValues() {
        const HistogramData cropped = HistogramData{0, 4, {1, 3, 4, 2}, 0}.cropped(1.5, 2.5);
        QCOMPARE(cropped.counts, (std::vector<double>{3, 4}));
        QCOMPARE(cropped.low, 1.0);
        QCOMPARE(cropped.high, 3.0);
        QCOMPARE(cropped.greatestShare(), 0.4);
    }

    void valuesGoToTheNearestLevel() {
        // Levels 0, 1, 2, 3 take [..0.5), [0.5, 1.5), [1.5, 2.5), [2.5..): half a bin, one, one, one and a half.
        const HistogramData data{0, 4, {1, 1, 1, 1}, 0};
        const HistogramData levels = data.quantized({0, 3, 4});
        QCOMPARE(levels.counts, (std::vector<double>{0.5, 1, 1, 1.5}));
        QCOMPARE(levels.low, -0.5);
        QCOMPARE(levels.binWidth(), 1.0);
        QCOMPARE(data.quantized({0, 3, 4}, 2).counts, (std::vector<double>{1.5, 2.5}));
    }

    void valuesBeyondTheRangeGoToItsEnds() {
        QCOMPARE((HistogramData{-100, 100, {7, 5}, 0}.quantized({-1, 1, 2}).counts), (std::vector<double>{7, 5}));
        QVERIFY((HistogramData{0, 1, {1}, 0}.quantized({1, 1, 256}).isEmpty()));
        QVERIFY((HistogramData{0, 1, {1}, 0}.quantized({0, 1, 1}).isEmpty()));  // one level has no step
    }

    void aSpikeIsFiftyTimesTheMedian() {
        QVERIFY((HistogramData{0, 5, {101, 0, 2, 2, 2}, 0}.isSpike()));
        QVERIFY(!(HistogramData{0, 5, {100, 0, 2, 2, 2}, 0}.isSpike()));
        QVERIFY(!HistogramData{}.isSpike());
    }

    void nothingHasNoOutline() {
        QVERIFY(HistogramData{}.isEmpty());
        QVERIFY(HistogramData{}.outline().empty());
        QCOMPARE(HistogramData{}.shareBelow(1), 0.0);
    }
};

QTEST_APPLESS_MAIN(HistogramDataTest)
#include "histogram_data_test.moc"
