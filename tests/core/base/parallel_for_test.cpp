// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/parallel_for.h"

namespace rf {
namespace {

TEST(ParallelFor, VisitsEveryIndexOnce) {
    std::vector<int> visits(1000);
    ASSERT_TRUE(parallelFor(1000, 4, [&](std::int64_t i) -> Result<void> {
        ++visits[static_cast<std::size_t>(i)];
        return {};
    }));
    EXPECT_EQ(visits, std::vector<int>(1000, 1));
}

TEST(ParallelFor, ReturnsTheErrorOfAFailingIndex) {
    const auto result = parallelFor(100, 3, [&](std::int64_t i) -> Result<void> {
        if (i == 40) return fail(ErrorCode::Io, "broken %1", i);
        return {};
    });
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().message(), "broken 40");
}

}  // namespace
}  // namespace rf
