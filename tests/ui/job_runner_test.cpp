// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/job_runner.h"

#include <QTest>
#include <atomic>
#include <latch>

using namespace rf;
using ui::JobRunner;

namespace {

/// Runs until it is asked to stop.
Result<int> untilStopped(const Progress& progress) {
    while (true)
        if (const auto going = progress.advance(0, 1); !going) return going.error();
}

}  // namespace

class JobRunnerTest : public QObject {
    Q_OBJECT

private slots:
    void answersInTheThreadOfTheRunner() {
        JobRunner runner;
        QThread *worked = nullptr, *answered = nullptr;
        runner.start<int>(
            "a",
            [&](const Progress&) {
                worked = QThread::currentThread();
                return Result<int>(7);
            },
            [&](Result<int> result) {
                QCOMPARE(*result, 7);
                answered = QThread::currentThread();
            });
        QVERIFY(runner.isActive("a"));
        QTRY_COMPARE(answered, QThread::currentThread());
        QVERIFY(worked != answered);
        QVERIFY(!runner.isActive("a"));
    }

    void aNewerJobReplacesAnOlderOneWithItsTag() {
        JobRunner runner;
        std::latch begun(1);
        std::vector<int> answers;
        runner.start<int>(
            "a",
            [&](const Progress& progress) {
                begun.count_down();
                return untilStopped(progress);
            },
            [&](Result<int>) { answers.push_back(1); });
        begun.wait();
        for (const int number : {2, 3})  // the second waits in the queue when the third replaces it
            runner.start<int>(
                "a", [number](const Progress&) { return Result<int>(number); }, [&](Result<int> result) { answers.push_back(*result); });
        QTRY_COMPARE(answers, std::vector<int>{3});
    }

    void jobsWithOtherTagsKeepTheirOrder() {
        JobRunner runner;
        QString order;
        for (const QString& tag : {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")})
            runner.start<int>(
                tag, [](const Progress&) { return Result<int>(0); }, [&, tag](Result<int>) { order += tag; });
        QTRY_COMPARE(order, QStringLiteral("abc"));
    }

    void cancelAnswersBeforeTheWorkHasStopped() {
        std::latch release(1);
        JobRunner runner;
        int answers = 0;
        runner.start<int>(
            "a",
            [&](const Progress&) {
                release.wait();
                return Result<int>(7);
            },
            [&](Result<int> result) {
                QCOMPARE(result.error().code(), ErrorCode::Cancelled);
                ++answers;
            });
        runner.cancel("a");
        QCOMPARE(answers, 1);
        release.count_down();
        // What the work returns after all is dropped: a later job's answer comes alone.
        bool later = false;
        runner.start<int>(
            "b", [](const Progress&) { return Result<int>(0); }, [&](Result<int>) { later = true; });
        QTRY_VERIFY(later);
        QCOMPARE(answers, 1);
    }

    void endingStopsTheRunningJobAndWaitsForIt() {
        std::latch begun(1);
        std::atomic<bool> stopped = false;
        bool answered = false;
        {
            JobRunner runner;
            runner.start<int>(
                "a",
                [&](const Progress& progress) {
                    begun.count_down();
                    auto result = untilStopped(progress);
                    stopped = true;
                    return result;
                },
                [&](Result<int>) { answered = true; });
            begun.wait();
        }
        QVERIFY(stopped);
        QCoreApplication::processEvents();
        QVERIFY(!answered);
    }
};

QTEST_MAIN(JobRunnerTest)
#include "job_runner_test.moc"
