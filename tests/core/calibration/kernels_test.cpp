// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <random>

#include "core/calibration/channel_sums.h"
#include "core/calibration/distribution.h"
#include "core/calibration/histogram.h"
#include "core/calibration/order_statistics.h"
#include "core/calibration/reduce.h"

/// The vectorised kernels against scalar references that are written as the definition reads.
namespace rf::calibration {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
constexpr float kDenormal = std::numeric_limits<float>::denorm_min();

// Sizes around the widths of registers, lanes and blocks that kernels work in; offsets for every alignment of a float in 64 bytes.
const std::vector<std::size_t> kSizes{1, 2, 3, 7, 8, 15, 16, 17, 63, 64, 65, 127, 200, 1023, 1024, 1025, 2047, 2048, 4099};
constexpr std::size_t kOffsets = 16;

/// Values of many magnitudes, with zeros of both signs, denormals and the largest numbers among them.
std::vector<float> finiteValues(std::size_t size, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<float> normal(0.1f, 3.0f);
    std::uniform_int_distribution<int> kind(0, 19);
    const float special[]{0.0f, -0.0f, kDenormal, -kDenormal, 1e-30f, -2e30f, std::numeric_limits<float>::max()};
    std::vector<float> values(size);
    for (float& value : values) {
        const int k = kind(random);
        value = k < 7 ? special[k] : normal(random);
    }
    return values;
}

/// Calls check(values) with every size at every alignment.
template <class Check>
void forEachPlace(Check&& check) {
    for (const std::size_t size : kSizes)
        for (std::size_t offset = 0; offset < kOffsets; ++offset) {
            const std::vector<float> storage = finiteValues(size + offset, static_cast<unsigned>(size * kOffsets + offset));
            check(std::span(storage).subspan(offset));
        }
}

Extremes referenceExtremes(std::span<const float> values) {
    Extremes ends;
    for (const float value : values) {
        ends.min = std::fmin(ends.min, value);
        ends.max = std::fmax(ends.max, value);
        if (!(std::fabs(value) <= ends.absMax)) ends.absMax = std::fabs(value);
        if (std::isnan(value)) break;
    }
    return ends;
}

void expectSame(const Extremes& actual, const Extremes& expected) {
    EXPECT_EQ(actual.min, expected.min);
    EXPECT_EQ(actual.max, expected.max);
    EXPECT_EQ(actual.absMax, expected.absMax);
}

TEST(Kernels, ExtremesAreThoseOfTheReference) {
    forEachPlace([](std::span<const float> values) { expectSame(extremes(values), referenceExtremes(values)); });
    expectSame(extremes({}), Extremes());
}

TEST(Kernels, ExtremesShowWhatIsNotFiniteAtEveryPlace) {
    for (const float odd : {kNaN, -kNaN, kInfinity, -kInfinity})
        for (const std::size_t size : {1u, 17u, 64u, 200u})
            for (std::size_t at = 0; at < size; ++at) {
                std::vector<float> values = finiteValues(size, 5);
                values[at] = odd;
                EXPECT_FALSE(std::isfinite(extremes(values).absMax)) << odd << " at " << at << " of " << size;
            }
}

TEST(Kernels, ExtremesOfColumnsAreThoseOfTheReference) {
    for (const std::size_t columns : {1u, 3u, 16u, 17u, 64u, 100u})
        for (const std::size_t rows : {0u, 1u, 7u, 8u, 9u, 33u}) {
            std::vector<float> values = finiteValues(rows * columns, static_cast<unsigned>(rows + columns));
            if (!values.empty()) values[values.size() / 2] = kInfinity;
            std::vector<Extremes> ends(columns);
            extremesOfColumns(values, ends);
            for (std::size_t c = 0; c < columns; ++c) {
                std::vector<float> column;
                for (std::size_t r = 0; r < rows; ++r) column.push_back(values[r * columns + c]);
                expectSame(ends[c], referenceExtremes(column));
            }
        }
}

// Bit for bit: the order of additions is part of the result.
TEST(Kernels, SumsOfColumnsAddOneValueAfterTheOther) {
    for (const std::size_t columns : {1u, 3u, 16u, 17u, 64u})
        for (const std::size_t rows : {0u, 1u, 3u, 4u, 5u, 34u}) {
            const std::vector<float> values = finiteValues(rows * columns, static_cast<unsigned>(rows * columns));
            std::vector<double> sums(columns, 0.25), expected(columns, 0.25);
            for (std::size_t i = 0; i < values.size(); ++i) expected[i % columns] += static_cast<double>(values[i]);
            addColumns(values, sums);
            EXPECT_EQ(sums, expected) << rows << " rows of " << columns;
        }
}

TEST(Kernels, SumsOfBlocksAddOneValueAfterTheOther) {
    for (const std::size_t blocks : {1u, 7u, 8u, 9u, 17u})
        for (const std::size_t size : {0u, 1u, 5u, 64u, 99u}) {
            const std::vector<float> values = finiteValues(blocks * size, static_cast<unsigned>(blocks + size));
            std::vector<double> sums(blocks, -1.5), expected(blocks, -1.5);
            for (std::size_t i = 0; i < values.size(); ++i) expected[i / size] += static_cast<double>(values[i]);
            addBlocks(values, size, sums);
            EXPECT_EQ(sums, expected) << blocks << " blocks of " << size;
        }
}

TEST(Kernels, QuantilesAreThoseOfTheSortedValues) {
    const std::vector<double> wanted{0.0, 1e-4, 0.3, 0.5, 0.99, 1.0};
    forEachPlace([&](std::span<const float> values) {
        for (const bool ofMagnitudes : {false, true}) {
            std::vector<float> sorted(values.begin(), values.end());
            if (ofMagnitudes) std::ranges::transform(sorted, sorted.begin(), [](float v) { return std::fabs(v); });
            std::ranges::sort(sorted);
            const std::vector<float> found = quantilesOf(values, wanted, ofMagnitudes);
            for (std::size_t q = 0; q < wanted.size(); ++q)
                EXPECT_EQ(found[q], static_cast<float>(quantileOfSorted(sorted, wanted[q]))) << values.size() << " " << wanted[q];
        }
    });
}

TEST(Kernels, HistogramCountsEveryValueOnce) {
    forEachPlace([](std::span<const float> values) {
        Histogram whole, one;
        whole.add(values);
        for (const float value : values) one.add({&value, 1});
        EXPECT_EQ(whole.total(), static_cast<std::int64_t>(values.size()));
        EXPECT_EQ(whole.min(), one.min());
        EXPECT_EQ(whole.max(), one.max());
        EXPECT_EQ(whole.resampled(-10.0, 10.0, 37), one.resampled(-10.0, 10.0, 37));
    });
    Histogram odd;
    odd.add(std::vector{1.0f, kNaN, kInfinity, -kInfinity, 2.0f});
    EXPECT_EQ(odd.total(), 2);
    EXPECT_EQ(odd.nonFinite(), 3);
}

TEST(Kernels, DistributionCountsEveryValueOnce) {
    forEachPlace([](std::span<const float> values) {
        const std::vector<float> answer = distributionOf(values, extremes(values));
        double total = static_cast<double>(answer[3]);
        for (std::size_t i = kDistributionHead; i < answer.size(); ++i) total += static_cast<double>(answer[i]);
        EXPECT_EQ(total, static_cast<double>(values.size()));
    });
}

// Channels in the middle: [rows][outer][channels][inner] against the numbers gathered one by one.
TEST(Kernels, ReduceAgreesWithGatheredValues) {
    const std::vector<StatisticRequest> requests{{{}, Reduction::Mean, Granularity::PerChannel, 1, 0.0},
                                                 {{}, Reduction::Quantile, Granularity::PerChannel, 1, 0.37},
                                                 {{}, Reduction::AbsMax, Granularity::PerChannel, 1, 0.0}};
    for (const Blocks& b : {Blocks{1, 1, 1, 1}, Blocks{2, 33, 19, 1}, Blocks{2, 1, 19, 33}, Blocks{1, 5, 9, 7}, Blocks{3, 1, 1, 70}}) {
        const std::vector<float> values = finiteValues(static_cast<std::size_t>(b.count()), 11);
        const auto answers = reduce(values, b, extremesOf(values, b), requests);
        for (std::int64_t row = 0; row < b.rows; ++row)
            for (std::int64_t channel = 0; channel < b.channels; ++channel) {
                std::vector<float> own;
                for (std::int64_t outer = 0; outer < b.outer; ++outer)
                    for (std::int64_t inner = 0; inner < b.inner; ++inner)
                        own.push_back(values[static_cast<std::size_t>(((row * b.outer + outer) * b.channels + channel) * b.inner + inner)]);
                double sum = 0.0;
                for (const float value : own) sum += static_cast<double>(value);
                std::vector<float> sorted = own;
                std::ranges::sort(sorted);
                const auto at = static_cast<std::size_t>(row * b.channels + channel);
                EXPECT_EQ(answers[0][at], static_cast<float>(sum / static_cast<double>(own.size())));
                EXPECT_EQ(answers[1][at], static_cast<float>(quantileOfSorted(sorted, 0.37)));
                EXPECT_EQ(answers[2][at], referenceExtremes(own).absMax);
            }
    }
}

}  // namespace
}  // namespace rf::calibration
