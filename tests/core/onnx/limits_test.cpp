// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/onnx/limits.h"

#include <limits>

#include "tests/support/pch.h"

namespace rf::onnx {
namespace {

// 0 … 2.55 in 255 steps of 0.01: zero is level 0.
TEST(LevelLine, StartsAtZero) {
    const auto line = levelLine(0.0f, 2.55f, 256);
    ASSERT_TRUE(line);
    EXPECT_FLOAT_EQ(line->scale, 0.01f);
    EXPECT_EQ(line->zeroPoint, 0);
    EXPECT_EQ(line->shift, 0.0f);
}

// -1.28 … 1.27: zero is 128 steps of 0.01 above the lowest level.
TEST(LevelLine, FindsTheLevelOfZero) {
    const auto line = levelLine(-1.28f, 1.27f, 256);
    ASSERT_TRUE(line);
    EXPECT_FLOAT_EQ(line->scale, 0.01f);
    EXPECT_EQ(line->zeroPoint, 128);
    EXPECT_EQ(line->shift, 0.0f);
}

// ±1.27 with 255 levels: 254 steps of 0.01, zero in the middle.
TEST(LevelLine, TakesFewerLevels) {
    const auto line = levelLine(-1.27f, 1.27f, 255);
    ASSERT_TRUE(line);
    EXPECT_FLOAT_EQ(line->scale, 0.01f);
    EXPECT_EQ(line->zeroPoint, 127);
}

// -0.005 … 2.545 in steps of 0.01: zero lies between levels 0 and 1, so the line is shifted. 1 … 3.55 does not hold zero at all.
TEST(LevelLine, IsShiftedWhereZeroIsNoLevel) {
    const auto between = levelLine(-0.005f, 2.545f, 256);
    ASSERT_TRUE(between);
    EXPECT_EQ(between->zeroPoint, 0);
    EXPECT_EQ(between->shift, -0.005f);
    const auto above = levelLine(1.0f, 3.55f, 256);
    ASSERT_TRUE(above);
    EXPECT_EQ(above->shift, 1.0f);
    EXPECT_FLOAT_EQ(above->scale, 0.01f);
}

TEST(LevelLine, NeedsARange) {
    EXPECT_FALSE(levelLine(1.0f, 1.0f, 256));
    EXPECT_FALSE(levelLine(1.0f, -1.0f, 256));
    EXPECT_FALSE(levelLine(0.0f, std::numeric_limits<float>::infinity(), 256));
}

}  // namespace
}  // namespace rf::onnx
