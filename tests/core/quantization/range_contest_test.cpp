// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/range_contest.h"

#include <numeric>

namespace rf::quantization {
namespace {

using P = EstimatorPreset;

std::vector<std::int64_t> upTo(std::int64_t count) {
    std::vector<std::int64_t> samples(static_cast<std::size_t>(count));
    std::iota(samples.begin(), samples.end(), std::int64_t{0});
    return samples;
}

TEST(KeepApart, TakesAHalfAtMostAndSpreadsIt) {
    const Split split = keepApart(upTo(8), 16);
    EXPECT_EQ(split.apart, (std::vector<std::int64_t>{1, 3, 5, 7}));
    EXPECT_EQ(split.measured, (std::vector<std::int64_t>{0, 2, 4, 6}));
    // Four parts of 25; the middle of each.
    EXPECT_EQ(keepApart(upTo(100), 4).apart, (std::vector<std::int64_t>{12, 37, 62, 87}));
}

TEST(KeepApart, NeverTakesTheSameSampleForBothExceptAnOnlyOne) {
    EXPECT_EQ(keepApart(upTo(1), 16).apart, (std::vector<std::int64_t>{0}));
    EXPECT_EQ(keepApart(upTo(1), 16).measured, (std::vector<std::int64_t>{0}));
    EXPECT_TRUE(keepApart({}, 16).apart.empty());
    for (std::int64_t count = 2; count < 400; ++count)
        for (const std::int64_t most : {1, 3, 16}) {
            const Split split = keepApart(upTo(count), most);
            std::vector<std::int64_t> all = split.measured;
            all.insert(all.end(), split.apart.begin(), split.apart.end());
            std::sort(all.begin(), all.end());
            EXPECT_EQ(all, upTo(count));
            EXPECT_EQ(std::ssize(split.apart), std::clamp<std::int64_t>(count / 2, 1, most)) << count;
        }
}

// kTriedPresets: Max, Default, LeastSquares, Quantile. Half of the best one's error is what pays.
TEST(MixedEstimators, TakeAnotherWhereATensorLosesHalfByIt) {
    const std::vector<OwnErrors> errors{{{"a"}, {8, 5, 4.1, 9}}, {{"b"}, {8, 5, 3.9, 3.8}}, {{"c"}, {8, 9, 9, 9}}};
    EXPECT_EQ(mixed(errors, 0), (EstimatorsByName{{"a", P::Max}, {"b", P::Quantile}, {"c", P::Max}}));
    EXPECT_EQ(mixed(errors, 2), std::nullopt) << "nothing halves the errors of least squares";
}

TEST(MixedEstimators, KeepAGroupTogether) {
    EXPECT_EQ(mixed(std::vector<OwnErrors>{{{"a", "b"}, {8, 8, 1, 8}}, {{"c"}, {1, 1, 1, 1}}}, 0),
              (EstimatorsByName{{"a", P::LeastSquares}, {"b", P::LeastSquares}, {"c", P::Max}}));
}

}  // namespace
}  // namespace rf::quantization
