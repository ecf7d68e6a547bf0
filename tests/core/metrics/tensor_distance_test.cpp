// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/tensor_distance.h"

#include <cmath>
#include <limits>

#include "core/tensor/convert.h"

namespace rf::metrics {
namespace {

Distance between(const std::vector<float>& value, const std::vector<float>& reference) {
    Distance distance;
    const Shape shape{static_cast<std::int64_t>(value.size())};
    EXPECT_TRUE(distance.add(Tensor::from<float>(shape, value).view(), Tensor::from<float>(shape, reference).view()));
    return distance;
}

// value − reference = 1, −1, 2: Σ² = 6, Σ = 2; Σ reference² = 4 + 9 + 16 = 29; Σ value² = 9 + 4 + 36 = 49;
// Σ value · reference = 6 + 6 + 24 = 36.
TEST(Distance, AddsUpItsSums) {
    const Distance d = between({3, 2, 6}, {2, 3, 4});
    EXPECT_DOUBLE_EQ(d.signal, 29);
    EXPECT_DOUBLE_EQ(d.noise, 6);
    EXPECT_DOUBLE_EQ(d.dot, 36);
    EXPECT_DOUBLE_EQ(d.valueEnergy, 49);
    EXPECT_DOUBLE_EQ(d.shift, 2);
    EXPECT_DOUBLE_EQ(d.maxAbs, 2);
    EXPECT_EQ(d.count, 3);
}

TEST(Distance, ComputesItsMeasures) {
    const Distance d = between({3, 2, 6}, {2, 3, 4});
    EXPECT_DOUBLE_EQ(d.mse(), 2);
    EXPECT_DOUBLE_EQ(d.nmse(), 6.0 / 29);
    EXPECT_DOUBLE_EQ(d.sqnr(), 10 * std::log10(29.0 / 6));
    EXPECT_DOUBLE_EQ(d.cosine(), 36 / (std::sqrt(29.0) * 7));
    EXPECT_DOUBLE_EQ(d.meanShift(), 2.0 / 3);
}

TEST(Distance, CountsEveryElementOfLongTensors) {
    std::vector<float> value(1003), reference(1003);
    for (std::size_t i = 0; i < value.size(); ++i) value[i] = (reference[i] = static_cast<float>(i % 5)) + 0.5f;
    value[1000] += 3.0f;
    const Distance d = between(value, reference);
    EXPECT_DOUBLE_EQ(d.noise, 1002 * 0.25 + 12.25);
    EXPECT_DOUBLE_EQ(d.shift, 1003 * 0.5 + 3);
    EXPECT_DOUBLE_EQ(d.maxAbs, 3.5);
    EXPECT_EQ(d.count, 1003);
}

TEST(Distance, EqualTensorsHaveNoNoise) {
    const Distance d = between({1, -2}, {1, -2});
    EXPECT_EQ(d.nmse(), 0);
    EXPECT_EQ(d.sqnr(), std::numeric_limits<double>::infinity());
    EXPECT_DOUBLE_EQ(d.cosine(), 1);
}

TEST(Distance, ZerosAreNoSpecialCaseForTheReader) {
    EXPECT_EQ(between({0, 0}, {0, 0}).cosine(), 1);
    EXPECT_EQ(between({0, 0}, {0, 0}).nmse(), 0);
    EXPECT_EQ(between({0, 0}, {1, 0}).cosine(), 0);
    EXPECT_EQ(between({1, 0}, {0, 0}).nmse(), std::numeric_limits<double>::infinity());
    EXPECT_EQ(Distance{}.mse(), 0);
    EXPECT_EQ(Distance{}.meanShift(), 0);
}

TEST(Distance, MergingEqualsAddingBoth) {
    Distance merged = between({3, 2}, {2, 3});
    merged.merge(between({6}, {4}));
    EXPECT_DOUBLE_EQ(merged.signal, 29);
    EXPECT_DOUBLE_EQ(merged.noise, 6);
    EXPECT_DOUBLE_EQ(merged.maxAbs, 2);
    EXPECT_EQ(merged.count, 3);
}

TEST(Distance, ComparesAcrossElementTypes) {
    Distance d;
    ASSERT_TRUE(d.add(fromFloats(ElementType::F16, {2}, std::vector{1.5f, 2.0f}).view(),
                      fromFloats(ElementType::I32, {2}, std::vector{1.0f, 2.0f}).view()));
    EXPECT_DOUBLE_EQ(d.noise, 0.25);
}

TEST(Distance, RefusesTensorsOfDifferentShapes) {
    Distance d;
    const auto added =
        d.add(Tensor::from<float>({2}, std::vector<float>{1, 2}).view(), Tensor::from<float>({1, 2}, std::vector<float>{1, 2}).view());
    ASSERT_FALSE(added);
    EXPECT_EQ(added.error().code(), ErrorCode::InvalidArgument);
    EXPECT_EQ(added.error().message(), "a tensor of shape 2 can't be compared with one of shape 1x2");
    EXPECT_EQ(d.count, 0);
}

}  // namespace
}  // namespace rf::metrics
