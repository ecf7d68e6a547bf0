// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"

#include <cmath>

namespace rf {
namespace {

TEST(Random, SameSeedAndStreamGiveTheSameNumbers) {
    Random a(7, 3), b(7, 3), other(7, 4);
    const std::uint64_t first = a.bits();
    EXPECT_EQ(first, b.bits());
    EXPECT_NE(first, other.bits());
}

TEST(Random, NormalHasMeanZeroAndVarianceOne) {
    Random random(1);
    double sum = 0, squares = 0;
    constexpr int kCount = 100000;
    for (int i = 0; i < kCount; ++i) {
        const double x = random.normal();
        sum += x;
        squares += x * x;
    }
    EXPECT_NEAR(sum / kCount, 0.0, 0.02);  // 6 standard errors
    EXPECT_NEAR(squares / kCount, 1.0, 0.03);
}

}  // namespace
}  // namespace rf
