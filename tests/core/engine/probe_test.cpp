// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/probe.h"

#include <numeric>

namespace rf::engine {
namespace {

class Keeper : public Observer {
public:
    void observe(std::int64_t, TensorView tensor) override { kept = Tensor::copyOf(tensor); }
    Tensor kept;
};

// [2, 3, 1, 2] counting from 0, stored as [2, 1, 2, 3].
TEST(Observer, ReordersChannelsLast) {
    const std::vector<float> stored{0, 2, 4, 1, 3, 5, 6, 8, 10, 7, 9, 11};
    std::vector<float> expected(12);
    std::iota(expected.begin(), expected.end(), 0.0f);
    Keeper keeper;
    keeper.observeChannelsLast(0, Tensor::from<float>({2, 1, 2, 3}, stored).view());
    EXPECT_EQ(keeper.kept, Tensor::from<float>({2, 3, 1, 2}, expected));
}

TEST(Observer, ReordersLargeTensorsOfEveryElementSize) {
    // 37 positions and 45 channels, neither a multiple of anything; element (c, p) is 1 of 251 values.
    const auto value = [](std::size_t c, std::size_t p) { return static_cast<std::uint8_t>((c * 37 + p) % 251); };
    const auto check = [&]<class T>(T) {
        std::vector<T> stored, expected;
        for (std::size_t p = 0; p < 37; ++p)
            for (std::size_t c = 0; c < 45; ++c) stored.push_back(value(c, p));
        for (std::size_t c = 0; c < 45; ++c)
            for (std::size_t p = 0; p < 37; ++p) expected.push_back(value(c, p));
        Keeper keeper;
        keeper.observeChannelsLast(0, Tensor::from<T>({1, 37, 1, 45}, stored).view());
        EXPECT_EQ(keeper.kept, Tensor::from<T>({1, 45, 37, 1}, expected));
    };
    check(std::uint8_t{});
    check(std::uint16_t{});
    check(std::int32_t{});
    check(std::int64_t{});
}

}  // namespace
}  // namespace rf::engine
