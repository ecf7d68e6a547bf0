// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/progress.h"

namespace rf {
namespace {

TEST(Progress, SplitsTheBarByWeight) {
    std::vector<double> seen;
    const Progress whole(std::stop_token{}, [&](const ProgressReport& report) { seen.push_back(report.fraction); });
    const auto parts = whole.split({1, 3});
    ASSERT_TRUE(parts[0].advance(1, 1));
    ASSERT_TRUE(parts[1].advance(2, 2));
    EXPECT_EQ(seen, (std::vector<double>{0.25, 1.0}));
}

TEST(Progress, SplitsAPartOfTheBarEvenly) {
    std::vector<double> seen;
    const Progress whole(std::stop_token{}, [&](const ProgressReport& report) { seen.push_back(report.fraction); });
    const auto parts = whole.split({1, 1})[1].equalParts(4);
    ASSERT_EQ(parts.size(), 4u);
    for (const Progress& part : parts) ASSERT_TRUE(part.advance(1, 1));
    EXPECT_EQ(seen, (std::vector<double>{0.625, 0.75, 0.875, 1.0}));
    EXPECT_TRUE(whole.equalParts(0).empty());
}

TEST(Progress, NeverRunsBackwards) {
    std::vector<double> seen;
    const Progress whole(std::stop_token{}, [&](const ProgressReport& report) { seen.push_back(report.fraction); });
    const auto parts = whole.split({1, 1});
    ASSERT_TRUE(parts[1].advance(1, 1));
    ASSERT_TRUE(parts[0].advance(1, 1));
    EXPECT_EQ(seen, (std::vector<double>{1.0, 1.0}));
}

TEST(Progress, SaysAtOnceWhatItWaitsForAndThatTheWaitIsOver) {
    std::vector<std::string> seen;
    const Progress progress({}, [&](const ProgressReport& report) { seen.emplace_back(report.waitingFor ? report.waitingFor : "going"); });
    ASSERT_TRUE(progress.advance(1, 9));
    ASSERT_TRUE(progress.waitFor("a"));  // a report this early would be held back
    ASSERT_TRUE(progress.advance(2, 9));
    EXPECT_EQ(seen, (std::vector<std::string>{"going", "a", "going"}));
}

TEST(Progress, AnswersCancelledOnceStopWasRequested) {
    std::stop_source stop;
    const Progress progress(stop.get_token(), {});
    EXPECT_TRUE(progress.advance(0, 2));
    stop.request_stop();
    const auto result = progress.advance(1, 2);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code(), ErrorCode::Cancelled);
    EXPECT_EQ(progress.waitFor("a").error().code(), ErrorCode::Cancelled);
}

}  // namespace
}  // namespace rf
