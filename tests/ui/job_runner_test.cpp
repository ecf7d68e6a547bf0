// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/job_runner.h"

#include <QTest>
#include <atomic>
#include <latch>

#include "core/base/abandoned_work.h"

using namespace rf;
using ui::JobRunner;
using ui::Lane;

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
            Lane::Engine, "a",
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
            Lane::Engine, "a",
            [&](const Progress& progress) {
                begun.count_down();
                return untilStopped(progress);
            },
            [&](Result<int>) { answers.push_back(1); });
        begun.wait();
        for (const int number : {2, 3})  // the second waits in the queue when the third replaces it
            runner.start<int>(
                Lane::Engine, "a", [number](const Progress&) { return Result<int>(number); },
                [&](Result<int> result) { answers.push_back(*result); });
        QTRY_COMPARE(answers, std::vector<int>{3});
    }

    void jobsWithOtherTagsKeepTheirOrder() {
        JobRunner runner;
        QString order;
        for (const QString& tag : {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")})
            runner.start<int>(
                Lane::Engine, tag, [](const Progress&) { return Result<int>(0); }, [&, tag](Result<int>) { order += tag; });
        QTRY_COMPARE(order, QStringLiteral("abc"));
    }

    void cancelAnswersBeforeTheWorkHasStopped() {
        std::latch release(1);
        JobRunner runner;
        int answers = 0;
        runner.start<int>(
            Lane::Engine, "a",
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
            Lane::Engine, "b", [](const Progress&) { return Result<int>(0); }, [&](Result<int>) { later = true; });
        QTRY_VERIFY(later);
        QCOMPARE(answers, 1);
    }

    void quickJobsDoNotWaitForTheEngine() {
        std::latch release(1);
        JobRunner runner;
        bool quick = false, engine = false;
        runner.start<int>(
            Lane::Engine, "engine",
            [&](const Progress&) {
                release.wait();
                return Result<int>(0);
            },
            [&](Result<int>) { engine = true; });
        runner.start<int>(
            Lane::Quick, "quick", [](const Progress&) { return Result<int>(0); }, [&](Result<int>) { quick = true; });
        QTRY_VERIFY(quick);
        QVERIFY(!engine);
        release.count_down();
        QTRY_VERIFY(engine);
    }

    void aCancelledJobThatIsStillAtWorkDelaysOnlyItsLane() {
        std::latch begun(1), release(1);
        JobRunner runner;
        QString order;
        runner.start<int>(
            Lane::Engine, "stuck",
            [&](const Progress&) {
                begun.count_down();
                release.wait();
                return Result<int>(0);
            },
            [&](Result<int>) {});
        begun.wait();
        runner.cancel("stuck");
        for (const auto& [lane, tag] : {std::pair(Lane::Engine, QStringLiteral("next")), std::pair(Lane::Quick, QStringLiteral("quick"))})
            runner.start<int>(
                lane, tag, [](const Progress&) { return Result<int>(0); }, [&, tag = tag](Result<int>) { order += tag; });
        QTRY_COMPARE(order, QStringLiteral("quick"));
        release.count_down();
        QTRY_COMPARE(order, QStringLiteral("quicknext"));
    }

    void endingAbandonsWorkThatDoesNotStop() {
        auto release = std::make_shared<std::latch>(1);
        bool answered = false;
        {
            JobRunner runner;
            std::latch begun(1);
            runner.start<int>(
                Lane::Engine, "a",
                [release, &begun](const Progress&) {
                    begun.count_down();
                    release->wait();
                    return Result<int>(7);
                },
                [&](Result<int>) { answered = true; });
            begun.wait();
        }  // returns although the work has not been released
        QCOMPARE(AbandonedWork::count(), 1);
        release->count_down();
        AbandonedWork::waitForAll();
        QCoreApplication::processEvents();
        QVERIFY(!answered);
    }

    void endingStopsTheRunningJobAndWaitsForIt() {
        std::latch begun(1);
        std::atomic<bool> stopped = false;
        bool answered = false;
        {
            JobRunner runner;
            runner.start<int>(
                Lane::Engine, "a",
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
        QCOMPARE(AbandonedWork::count(), 0);
        QCoreApplication::processEvents();
        QVERIFY(!answered);
    }
};

QTEST_MAIN(JobRunnerTest)
#include "job_runner_test.moc"
