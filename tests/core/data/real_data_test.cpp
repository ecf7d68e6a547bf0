// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/data/data_test.h"
#include "tests/support/shared_data.h"

namespace rf::data {
namespace {

std::vector<std::int64_t> histogram(const std::vector<std::int64_t>& labels) {
    std::vector<std::int64_t> counts(10);
    for (const std::int64_t label : labels) ++counts[static_cast<std::size_t>(label)];
    return counts;
}

// Facts read from the bytes of the files with a few lines of Python.
TEST(RealData, CifarTestImages) {
    RF_REQUIRE_SHARED();
    const auto source = opened(test::sharedDir() / "data/resnet8_cifar10/cifar10/test_1000.bin", {1, 3, 32, 32});
    ASSERT_EQ(source->size(), 1000);
    const auto labels = labelsOf(*source);
    EXPECT_EQ(std::vector<std::int64_t>(labels.begin(), labels.begin() + 12),
              (std::vector<std::int64_t>{9, 0, 2, 5, 2, 8, 5, 6, 2, 3, 1, 1}));
    EXPECT_EQ(histogram(labels), (std::vector<std::int64_t>{96, 92, 97, 94, 106, 104, 106, 101, 108, 96}));
    const auto first = values(input(*source, 0)), last = values(input(*source, 999));
    EXPECT_EQ(std::vector<float>(first.begin(), first.begin() + 5), (std::vector<float>{123, 138, 143, 151, 180}));
    EXPECT_EQ(std::vector<float>(last.begin(), last.begin() + 5), (std::vector<float>{54, 55, 56, 61, 61}));
    EXPECT_EQ(last.back(), 75.0f);
}

TEST(RealData, MnistTestImages) {
    RF_REQUIRE_SHARED();
    const auto source = opened(test::sharedDir() / "data/mnist/t10k-images-idx3-ubyte.gz", {1, 1, 28, 28});
    ASSERT_EQ(source->size(), 10000);
    const auto labels = labelsOf(*source);
    EXPECT_EQ(std::vector<std::int64_t>(labels.begin(), labels.begin() + 12),
              (std::vector<std::int64_t>{7, 2, 1, 0, 4, 1, 4, 9, 5, 9, 0, 6}));
    EXPECT_EQ(histogram(labels), (std::vector<std::int64_t>{980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009}));
    const auto sum = [&](std::int64_t index) {
        double total = 0;
        for (const float value : values(input(*source, index))) total += value;
        return total;
    };
    EXPECT_EQ(sum(0), 18454);
    EXPECT_EQ(sum(9999), 41833);
}

}  // namespace
}  // namespace rf::data
