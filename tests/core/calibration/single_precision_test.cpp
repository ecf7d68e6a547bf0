// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calibration/single_precision.h"

namespace rf::calibration {
namespace {

std::vector<float> harmonic(std::size_t count) {
    std::vector<float> values;
    for (std::size_t i = 1; i <= count; ++i) values.push_back(1.0f / static_cast<float>(i));
    return values;
}

// numpy.mean of the same float32 arrays (NumPy 2.4); one after the other would give 0x1.706896p-3 of 20, 0x1.a8f334p-5 of 100.
TEST(SinglePrecisionMean, AddsInTheOrderOfNumPy) {
    EXPECT_EQ(singlePrecisionMean(harmonic(7)), 0x1.7b4c4ap-2f);
    EXPECT_EQ(singlePrecisionMean(harmonic(20)), 0x1.706898p-3f);
    EXPECT_EQ(singlePrecisionMean(harmonic(100)), 0x1.a8f336p-5f);
    EXPECT_EQ(singlePrecisionMean(harmonic(130)), 0x1.57585ap-5f);
    EXPECT_EQ(singlePrecisionMean(harmonic(1000)), 0x1.ea916p-8f);
    EXPECT_EQ(singlePrecisionMean(harmonic(5000)), 0x1.dcd07p-10f);
}

// 0.1 · ((i² + c) mod 1009) for 100 samples i: numpy.mean over the first axis of the array of two channels, and of one.
TEST(SinglePrecisionMeans, OfSamplesAreAddedOneByOneUnlessThereIsOneChannel) {
    PerSample two{100, 1, 2, {}}, one{100, 1, 1, {}};
    for (int i = 0; i < 100; ++i) {
        one.values.push_back(0.1f * static_cast<float>(i * i % 1009));
        for (int c = 0; c < 2; ++c) two.values.push_back(0.1f * static_cast<float>((i * i + c) % 1009));
    }
    EXPECT_EQ(singlePrecisionMeans(two), (std::vector<double>{static_cast<double>(43.81198f), static_cast<double>(43.912006f)}));
    EXPECT_EQ(singlePrecisionMeans(one), (std::vector<double>{static_cast<double>(43.811993f)}));
}

}  // namespace
}  // namespace rf::calibration
