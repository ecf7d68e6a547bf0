// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calibration/statistics_io.h"

#include <limits>
#include <numbers>

namespace rf::calibration {
namespace {

Statistics measured() {
    Statistics::Data data;
    data.samples = {7, 0, 3};
    const float tiny = std::numeric_limits<float>::denorm_min();
    data.values[{{"conv|inner", 1}, Reduction::Quantile, Granularity::PerChannel, -2, 1 - 1e-4}] = {
        3, 1, 2, {0.1f, -0.0f, tiny, 3e38f, -1, std::numbers::pi_v<float>}};
    data.values[{{"ü ö", 0}, Reduction::MeanInSinglePrecision, Granularity::PerTensor, 1, 0.0}] = {3, 2, 1, {1, 2, 3, 4, 5, 6}};
    data.odd[{"masked", 0}] = {Oddity::NotFinite, 3};
    data.odd[{"flat", 1}] = {Oddity::Constant, 7, 0.1F};
    data.shapes[{"conv|inner", 1}] = {{1, 2}, {1, 2}, {}};
    return Statistics(std::move(data));
}

Result<Statistics> read(const std::string& bytes) { return fromBytes(std::as_bytes(std::span(bytes))); }

TEST(StatisticsBytes, KeepEveryBit) {
    const Statistics before = measured();
    const auto after = read(toBytes(before));
    ASSERT_TRUE(after) << after.error().message();
    EXPECT_THAT(after->samples(), testing::ElementsAre(7, 0, 3));
    ASSERT_EQ(after->data().values.size(), before.data().values.size());
    for (const auto& [request, values] : before.data().values) {
        const PerSample* read = after->find(request);
        ASSERT_TRUE(read) << request.tensor.text();
        EXPECT_EQ(read->samples, values.samples);
        EXPECT_EQ(read->rows, values.rows);
        EXPECT_EQ(read->channels, values.channels);
        EXPECT_EQ(std::memcmp(read->values.data(), values.values.data(), values.values.size() * sizeof(float)), 0);
    }
    EXPECT_EQ(after->data().shapes, before.data().shapes);
    EXPECT_EQ(after->data().odd, before.data().odd);
    EXPECT_EQ(toBytes(*after), toBytes(before));
}

TEST(StatisticsBytes, OfNothingAreReadAsNothing) {
    const auto after = read(toBytes({}));
    ASSERT_TRUE(after) << after.error().message();
    EXPECT_TRUE(after->samples().empty());
}

TEST(StatisticsBytes, CutOffAnywhereAreRefused) {
    const std::string bytes = toBytes(measured());
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const auto after = read(bytes.substr(0, size));
        ASSERT_FALSE(after) << size;
        EXPECT_EQ(after.error().code(), ErrorCode::InvalidFile) << size;
    }
}

TEST(StatisticsBytes, WithAnyByteChangedAreRefused) {
    const std::string bytes = toBytes(measured());
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        std::string changed = bytes;
        changed[at] = static_cast<char>(changed[at] ^ 0x11);
        EXPECT_FALSE(read(changed)) << at;
    }
}

TEST(StatisticsBytes, OfAnotherVersionSaySo) {
    std::string bytes = toBytes(measured());
    bytes[8] = 3;
    const auto after = read(bytes);
    ASSERT_FALSE(after);
    EXPECT_EQ(after.error().code(), ErrorCode::Unsupported);
    EXPECT_THAT(after.error().message(), testing::HasSubstr("version 3"));
}

}  // namespace
}  // namespace rf::calibration
