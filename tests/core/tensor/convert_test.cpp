// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/convert.h"

#include <cmath>
#include <limits>

namespace rf {
namespace {

TEST(Half, ConvertsTheValuesOfTheStandard) {
    // IEEE 754 binary16: 1.0, the largest finite value, the smallest subnormal.
    EXPECT_EQ(halfToFloat(0x3c00), 1.0f);
    EXPECT_EQ(halfToFloat(0x7bff), 65504.0f);
    EXPECT_EQ(halfToFloat(0x0001), std::ldexp(1.0f, -24));
    EXPECT_EQ(floatToHalf(65520.0f), 0x7c00);               // rounds up to infinity
    EXPECT_EQ(floatToHalf(2049.0f), floatToHalf(2048.0f));  // tie goes to even
    EXPECT_EQ(floatToHalf(2051.0f), floatToHalf(2052.0f));
}

TEST(Convert, PacksFourBitIntegersLowNibbleFirst) {
    const std::vector<float> values{-8, 7, -1};
    const Tensor tensor = fromFloats(ElementType::I4, {3}, values);
    EXPECT_EQ(tensor.bytes()[0], std::byte{0x78});
    EXPECT_EQ(tensor.bytes()[1], std::byte{0x0f});
    EXPECT_EQ(toFloats(tensor.view()), values);
}

TEST(Convert, SaturatesAndRoundsHalfToEven) {
    const std::vector<float> values{300.0f, -300.0f, 0.5f, 1.5f, std::numeric_limits<float>::quiet_NaN()};
    const Tensor tensor = fromFloats(ElementType::I8, {5}, values);
    EXPECT_EQ(toInts(tensor.view()), (std::vector<std::int64_t>{127, -128, 0, 2, 0}));
}

}  // namespace
}  // namespace rf
