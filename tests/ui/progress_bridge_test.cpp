// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/progress_bridge.h"

#include <QTest>
#include <cmath>

using namespace rf;
using namespace std::chrono_literals;
using pipeline::Stage;
using ui::ProgressBridge;
using ui::RateMeter;
using ui::RunProgress;

namespace {

std::shared_ptr<const calibration::Histogram> histogramOf(std::vector<float> values) {
    auto histogram = std::make_shared<calibration::Histogram>();
    histogram->add(values);
    return histogram;
}

}  // namespace

class ProgressBridgeTest : public QObject {
    Q_OBJECT

private slots:
    void deliversOnlyTheNewestOfABurst() {
        ProgressBridge bridge;
        std::vector<double> fractions;
        std::vector<std::int64_t> totals;
        connect(&bridge, &ProgressBridge::progressed, this, [&](const RunProgress& progress) { fractions.push_back(progress.fraction); });
        connect(&bridge, &ProgressBridge::histogramGrew, this,
                [&](graph::Output, const auto& histogram) { totals.push_back(histogram->total()); });
        const auto channel = bridge.open();
        std::thread([&] {
            for (int i = 1; i <= 1000; ++i) channel->report({i / 1000.0, i, 1000});
            channel->histogramGrew({graph::NodeId(1), 0}, histogramOf({1}));
            channel->histogramGrew({graph::NodeId(1), 0}, histogramOf({1, 2, 3}));
        }).join();
        QTRY_COMPARE(totals, std::vector<std::int64_t>{3});
        QCOMPARE(fractions, std::vector<double>{1.0});
    }

    void dropsWhatAnOlderRunSays() {
        ProgressBridge bridge;
        std::vector<double> fractions;
        connect(&bridge, &ProgressBridge::progressed, this, [&](const RunProgress& progress) { fractions.push_back(progress.fraction); });
        const auto older = bridge.open();
        older->report({0.9, 9, 10});
        const auto newer = bridge.open();
        older->report({0.95, 95, 100});
        newer->report({0.1, 1, 10});
        QTRY_COMPARE(fractions, std::vector<double>{0.1});
    }

    void aChannelMayOutliveTheBridge() {
        std::shared_ptr<ProgressBridge::Channel> channel;
        {
            ProgressBridge bridge;
            channel = bridge.open();
            channel->report({0.1, 1, 10});
        }
        channel->report({0.2, 2, 10});
        channel->histogramGrew({graph::NodeId(1), 0}, histogramOf({1}));
        QCoreApplication::processEvents();
        QCOMPARE(channel.use_count(), 1);
    }

    void measuresSpeedSinceTheLoopBegan() {
        const RateMeter::Clock::time_point begin{};
        RateMeter meter(begin);
        meter.stageEntered(Stage::Calibrate);
        QCOMPARE(meter.update({0.1, 10, 300}, begin + 1s).perSecond, 0.0);
        const RunProgress progress = meter.update({0.25, 70, 300}, begin + 2s);
        QCOMPARE(progress.perSecond, 60.0);  // 60 samples in the second since the loop was first seen
        // 230 samples at 60 a second; they are 230 * 0.15 / 60 = 0.575 of the run. The last 0.175 go as the first 0.25 did, which took
        // 2 s: 230 / 60 + 0.175 * 8.
        QVERIFY(std::abs(*progress.secondsLeft - (230.0 / 60 + 1.4)) < 1e-9);
        QVERIFY(progress.stage == Stage::Calibrate);
    }

    void aWaitLeavesTheMeasurementsAsTheyAre() {
        const RateMeter::Clock::time_point begin{};
        RateMeter meter(begin);
        meter.update({0.1, 10, 300}, begin + 1s);
        const RunProgress waiting = meter.update({0.25, 0, 0, "a compile"}, begin + 2s);
        QCOMPARE(waiting.waitingFor, "a compile");
        QCOMPARE(waiting.done, std::int64_t{10});
        QVERIFY(!meter.update({0.25, 70, 300}, begin + 3s).waitingFor);
        QCOMPARE(meter.last().perSecond, 60.0);  // 60 samples in 2 s, of which one was spent waiting
    }

    // A slow compile first, then samples that are slower than the first steps were: not "3 s left" with most of them to go.
    void whatIsLeftIsMeasuredByTheSamplesOfThisLoop() {
        const RateMeter::Clock::time_point begin{};
        RateMeter meter(begin);
        meter.update({0.5, 50, 50}, begin + 1s);
        meter.update({0.5, 0, 24}, begin + 2s);
        const RunProgress progress = meter.update({0.52, 1, 24}, begin + 4s);
        // One sample in 2 s, so 23 take 46 s; they are 0.46 of the run, so 0.02 are left, at 4 s for 0.52.
        QVERIFY(std::abs(*progress.secondsLeft - (46.0 + 0.02 * 4 / 0.52)) < 1e-9);
    }

    void startsOverWhenAnotherLoopReports() {
        const RateMeter::Clock::time_point begin{};
        RateMeter meter(begin);
        meter.update({0.1, 0, 300}, begin);
        meter.update({0.5, 300, 300}, begin + 3s);
        QCOMPARE(meter.update({0.6, 0, 32}, begin + 4s).perSecond, 0.0);
        QCOMPARE(meter.update({0.7, 8, 32}, begin + 6s).perSecond, 4.0);
    }
};

QTEST_MAIN(ProgressBridgeTest)
#include "progress_bridge_test.moc"
