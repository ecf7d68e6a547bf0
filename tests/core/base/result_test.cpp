// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"

namespace rf {
namespace {

Result<int> half(int value) {
    if (value % 2) return fail(ErrorCode::InvalidArgument, "%1 is odd; give an even number", value);
    return value / 2;
}

Result<int> quarter(int value) {
    RF_TRY(const int once, half(value));
    RF_TRY(const int twice, half(once));
    return twice;
}

TEST(Result, PassesValuesOnAndReturnsTheFirstError) {
    EXPECT_EQ(quarter(12).value(), 3);
    EXPECT_EQ(quarter(6).error().message(), "3 is odd; give an even number");
}

TEST(Error, PrintsItsTrailOutermostFirst) {
    Error error = fail(ErrorCode::Io, "disk full");
    error = std::move(error).during("layer '%1'", {"conv1"}).during("writing %1", {"net.bin"});
    EXPECT_EQ(error.message(), "writing net.bin: layer 'conv1': disk full");
}

TEST(Error, LeavesPercentSignsWithoutArgumentAlone) { EXPECT_EQ(fillPattern("100 % of %1, not %2", {"x"}), "100 % of x, not %2"); }

}  // namespace
}  // namespace rf
