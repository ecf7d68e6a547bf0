// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/sample_batch.h"

namespace rf::analysis {
namespace {

Tensor number(float value) { return Tensor::scalar(value); }

TEST(SampleBatch, ComparesWhicheverOfTheTwoComesFirst) {
    SampleBatch batch(1, {0, 0});
    batch.begin(std::vector<std::int64_t>{7});
    batch.compare(7, 0, number(3).view());  // waits
    batch.reference(7, 0, number(1).view());
    batch.compare(7, 1, number(4).view());
    std::vector<metrics::Distance> totals(2);
    ASSERT_TRUE(batch.addTo(totals));
    EXPECT_EQ(totals[0].shift, 2);
    EXPECT_EQ(totals[1].shift, 3);
}

TEST(SampleBatch, KeepsSamplesApartAndForgetsThem) {
    SampleBatch batch(1, {0});
    std::vector<metrics::Distance> totals(1);
    for (const std::int64_t first : {0, 2}) {
        batch.begin(std::vector<std::int64_t>{first, first + 1});
        for (const std::int64_t sample : {first + 1, first}) {
            batch.reference(sample, 0, number(static_cast<float>(sample)).view());
            batch.compare(sample, 0, number(static_cast<float>(sample) + 0.5f).view());
        }
        ASSERT_TRUE(batch.addTo(totals));
    }
    EXPECT_EQ(totals[0].count, 4);
    EXPECT_EQ(totals[0].shift, 2);
    EXPECT_EQ(totals[0].signal, 0 + 1 + 4 + 9);
}

TEST(SampleBatch, NamesTheSampleWhoseShapesDiffer) {
    SampleBatch batch(1, {0});
    batch.begin(std::vector<std::int64_t>{5});
    batch.reference(5, 0, Tensor::from<float>({1}, std::vector<float>{0}).view());
    batch.compare(5, 0, Tensor::from<float>({2}, std::vector<float>{0, 0}).view());
    std::vector<metrics::Distance> totals(1);
    const auto added = batch.addTo(totals);
    ASSERT_FALSE(added);
    EXPECT_THAT(added.error().message(), testing::HasSubstr("sample 5"));
}

}  // namespace
}  // namespace rf::analysis
