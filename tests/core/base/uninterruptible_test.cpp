// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/uninterruptible.h"

#include <atomic>
#include <latch>
#include <string_view>
#include <thread>

#include "core/base/abandoned_work.h"

namespace rf {
namespace {

constexpr const char* kWaiting = "Waiting";

/// Work that is stopped while it runs, and goes on until it is released.
struct Blocked {
    std::stop_source stop;
    std::latch released{1};
    std::atomic<bool> ended = false;

    Result<int> operator()() {
        stop.request_stop();
        released.wait();
        ended = true;
        return 7;
    }
};

Result<int> run(const Uninterruptible& runner, const std::shared_ptr<Blocked>& blocked) {
    return runner.run<int>([blocked] { return (*blocked)(); }, Progress(blocked->stop.get_token(), {}));
}

class UninterruptibleTest : public testing::Test {
protected:
    void TearDown() override { AbandonedWork::waitForAll(); }

    const Uninterruptible m_runner{kWaiting};
};

TEST_F(UninterruptibleTest, AnswersWhatTheWorkAnswers) {
    const auto here = std::this_thread::get_id();
    std::thread::id there;
    const auto work = [&]() -> Result<int> {
        there = std::this_thread::get_id();
        return 7;
    };
    EXPECT_EQ(m_runner.run<int>(work, {}).value(), 7);
    EXPECT_NE(there, here);
    const auto failing = []() -> Result<int> { return fail(ErrorCode::Engine, "broken"); };
    EXPECT_EQ(m_runner.run<int>(failing, {}).error().code(), ErrorCode::Engine);
    EXPECT_EQ(AbandonedWork::count(), 0);
}

TEST_F(UninterruptibleTest, StopAnswersWithoutTheWorkBeingReleased) {
    const auto blocked = std::make_shared<Blocked>();
    const auto result = run(m_runner, blocked);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code(), ErrorCode::Cancelled);
    EXPECT_FALSE(blocked->ended);
    EXPECT_EQ(AbandonedWork::count(), 1);
    blocked->released.count_down();
}

TEST_F(UninterruptibleTest, BeginsNothingOnceStopWasRequested) {
    std::stop_source stop;
    stop.request_stop();
    bool began = false;
    const auto work = [&]() -> Result<int> {
        began = true;
        return 7;
    };
    EXPECT_EQ(m_runner.run<int>(work, Progress(stop.get_token(), {})).error().code(), ErrorCode::Cancelled);
    EXPECT_FALSE(began);
    EXPECT_EQ(AbandonedWork::count(), 0);
}

TEST_F(UninterruptibleTest, DropsTheResultOfAbandonedWork) {
    const auto blocked = std::make_shared<Blocked>();
    std::weak_ptr<int> result;
    const auto work = [blocked, &result]() -> Result<std::shared_ptr<int>> {
        auto value = std::make_shared<int>((*blocked)().value());
        result = value;
        return value;
    };
    EXPECT_FALSE(m_runner.run<std::shared_ptr<int>>(work, Progress(blocked->stop.get_token(), {})));
    blocked->released.count_down();
    AbandonedWork::waitForAll();
    EXPECT_TRUE(blocked->ended);
    EXPECT_TRUE(result.expired());
}

TEST_F(UninterruptibleTest, TheNextWorkWaitsForAbandonedWorkAndSaysSo) {
    const auto blocked = std::make_shared<Blocked>();
    ASSERT_FALSE(run(m_runner, blocked));
    std::vector<std::string_view> said;
    const Progress progress({}, [&](const ProgressReport& report) {
        said.emplace_back(report.waitingFor);
        blocked->released.count_down();
    });
    const auto isAlone = [&]() -> Result<bool> { return blocked->ended && AbandonedWork::count() == 0; };
    EXPECT_TRUE(m_runner.run<bool>(isAlone, progress).value());
    EXPECT_EQ(said, std::vector<std::string_view>{kWaiting});
}

TEST_F(UninterruptibleTest, WaitingForAbandonedWorkCanBeStopped) {
    const auto blocked = std::make_shared<Blocked>();
    ASSERT_FALSE(run(m_runner, blocked));
    std::stop_source stop;
    const Progress progress(stop.get_token(), [&](const ProgressReport&) { stop.request_stop(); });
    std::atomic<bool> began = false;
    const auto work = [&]() -> Result<int> {
        began = true;
        return 7;
    };
    EXPECT_EQ(m_runner.run<int>(work, progress).error().code(), ErrorCode::Cancelled);
    EXPECT_EQ(AbandonedWork::count(), 1);
    blocked->released.count_down();
    AbandonedWork::waitForAll();
    EXPECT_FALSE(began);
}

TEST_F(UninterruptibleTest, RunsOnePieceOfWorkAtATime) {
    std::atomic<int> running = 0, most = 0, done = 0;
    const auto work = [&]() -> Result<int> {
        most = std::max<int>(most, ++running);
        std::this_thread::yield();
        --running;
        return ++done;
    };
    {
        std::vector<std::jthread> callers;
        for (int i = 0; i < 8; ++i)
            callers.emplace_back([&] {
                for (int n = 0; n < 20; ++n) EXPECT_TRUE(m_runner.run<int>(work, {}));
            });
    }
    EXPECT_EQ(done, 160);
    EXPECT_EQ(most, 1);
}

}  // namespace
}  // namespace rf
