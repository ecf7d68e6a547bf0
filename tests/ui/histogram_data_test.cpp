// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/histogram_data.h"

#include <QTest>

using rf::ui::HistogramData;

class HistogramDataTest : public QObject {
    Q_OBJECT

private slots:
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

    void nothingHasNoOutline() {
        QVERIFY(HistogramData{}.isEmpty());
        QVERIFY(HistogramData{}.outline().empty());
        QCOMPARE(HistogramData{}.shareBelow(1), 0.0);
    }
};

QTEST_APPLESS_MAIN(HistogramDataTest)
#include "histogram_data_test.moc"
