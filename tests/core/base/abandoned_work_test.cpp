// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/abandoned_work.h"

#include <cstdlib>

namespace rf {
namespace {

// In processes of their own: leave() asks whether any work was ever abandoned.
TEST(Leave, ReturnsTheCodeWhereNothingWasAbandoned) { EXPECT_EXIT(std::_Exit(leave(3) + 1), testing::ExitedWithCode(4), ""); }

TEST(Leave, EndsTheProcessWhileAbandonedWorkGoesOn) {
    const auto body = [] {
        const AbandonedWork work;
        std::atexit([] { std::_Exit(1); });  // what static destructors would be: they must not run
        leave(3);
        std::_Exit(2);
    };
    EXPECT_EXIT(body(), testing::ExitedWithCode(3), "");
}

TEST(AbandonedWork, CountsWhatIsNotDoneYet) {
    EXPECT_EQ(AbandonedWork::count(), 0);
    {
        const AbandonedWork one, other;
        EXPECT_EQ(AbandonedWork::count(), 2);
    }
    EXPECT_EQ(AbandonedWork::count(), 0);
    AbandonedWork::waitForAll();
}

}  // namespace
}  // namespace rf
