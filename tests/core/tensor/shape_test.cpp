// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/shape.h"

namespace rf {
namespace {

TEST(Shape, RefusesToCountWhatOverflowsOrIsDynamic) {
    EXPECT_EQ(elementCount(Shape{2, 3}), 6);
    EXPECT_EQ(elementCount(Shape{}), 1);
    EXPECT_EQ(elementCount(Shape{2, -1}), std::nullopt);
    EXPECT_EQ(elementCount(Shape{std::int64_t{1} << 40, std::int64_t{1} << 40}), std::nullopt);
}

TEST(Shape, BroadcastsAlignedOnTheLastAxis) {
    EXPECT_EQ(broadcast(Shape{1, 3, 8, 8}, Shape{3, 1, 1}), (Shape{1, 3, 8, 8}));
    EXPECT_EQ(broadcast(Shape{2}, Shape{3}), std::nullopt);
}

}  // namespace
}  // namespace rf
