// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sampler.h"

namespace rf::data {
namespace {

using Indices = std::vector<std::int64_t>;

TEST(Sampler, TakesTheFirstSamplesInOrder) {
    EXPECT_EQ(chooseSubset(5, 3, false, 7), (Indices{0, 1, 2}));
    EXPECT_EQ(chooseSubset(3, std::nullopt, false, 7), (Indices{0, 1, 2}));
    EXPECT_EQ(chooseSubset(3, 300, false, 7), (Indices{0, 1, 2}));
    EXPECT_EQ(chooseSubset(3, 0, true, 7), Indices{});
    EXPECT_EQ(chooseSubset(0, 5, true, 7), Indices{});
}

// Expected numbers: Python 3.11.7, random.seed(seed); random.sample(range(size), count).
struct Draw {
    std::int64_t size, count;
    std::uint64_t seed;
    Indices expected;
};

TEST(Sampler, ShufflesAsPythonDoes) {
    const std::vector<Draw> draws{
        {10, 3, 0, {6, 9, 0}},  // few of few: crossed off a list
        {10, 10, 0, {6, 9, 0, 2, 4, 3, 5, 1, 8, 7}},
        {22, 6, 1, {4, 18, 2, 8, 3, 15}},  // more than 5: the limit grows with the count
        {1, 1, 3, {0}},
        {1000, 5, 42, {654, 114, 25, 759, 281}},  // few of many: remembered in a set
        {100000, 8, 20, {94738, 89948, 19818, 34056, 88343, 83325, 13305, 42916}},
        {5, 2, 4294967303u, {1, 2}},  // seeds of two words
        {1000, 5, 18446744073709551615u, {22, 254, 346, 633, 217}},
    };
    for (const Draw& draw : draws)
        EXPECT_EQ(chooseSubset(draw.size, draw.count, true, draw.seed), draw.expected) << draw.size << " " << draw.seed;
}

// Σ (position + 1) · index and the last index, from the same Python.
TEST(Sampler, ShufflesManyAsPythonDoes) {
    const auto checksum = [](const Indices& indices) {
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < indices.size(); ++i) sum += static_cast<std::int64_t>(i + 1) * indices[i];
        return sum;
    };
    const Indices pool = chooseSubset(1000, 300, true, 42), set = chooseSubset(100000, 5000, true, 7);
    EXPECT_EQ(checksum(pool), 23376610);
    EXPECT_EQ(pool.back(), 362);
    EXPECT_EQ(checksum(set), 618589145545);
    EXPECT_EQ(set.back(), 15411);
}

}  // namespace
}  // namespace rf::data
