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

Indices countsOf(const Indices& labels, const Indices& order, std::size_t beginning) {
    Indices counts(3);
    for (std::size_t i = 0; i < beginning; ++i) ++counts[static_cast<std::size_t>(labels[static_cast<std::size_t>(order[i])])];
    return counts;
}

TEST(StratifiedOrder, KeepsTheSharesOfTheClassesInEveryBeginning) {
    Indices labels;
    for (int i = 0; i < 100; ++i) labels.push_back(i < 60 ? 2 : i < 90 ? 0 : 1);  // 30, 10 and 60 samples
    const Indices order = stratifiedOrder(labels, 1);
    EXPECT_EQ(countsOf(labels, order, 10), (Indices{3, 1, 6}));
    EXPECT_EQ(countsOf(labels, order, 50), (Indices{15, 5, 30}));
    // Class 2 comes at 1, 3, 5, 7 … of 120, class 0 at 2, 6, 10 …, class 1 at 6, 18 …: at 6 class 0 is the first.
    EXPECT_EQ(countsOf(labels, order, 4), (Indices{1, 0, 3}));
    EXPECT_EQ(countsOf(labels, order, 5), (Indices{2, 0, 3}));
    EXPECT_EQ(countsOf(labels, order, 6), (Indices{2, 1, 3}));
    Indices sorted = order;
    std::sort(sorted.begin(), sorted.end());
    EXPECT_EQ(sorted, chooseSubset(100, std::nullopt, false, 0));
    EXPECT_EQ(stratifiedOrder({}, 1), Indices{});
}

TEST(StratifiedOrder, IsDrawnByTheSeed) {
    Indices labels;
    for (int i = 0; i < 60; ++i) labels.push_back(i % 3);
    EXPECT_EQ(stratifiedOrder(labels, 7), stratifiedOrder(labels, 7));
    EXPECT_NE(stratifiedOrder(labels, 7), stratifiedOrder(labels, 8));
}

}  // namespace
}  // namespace rf::data
