// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sampler.h"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <numeric>
#include <random>
#include <unordered_set>

namespace rf::data {

namespace {

/// Initialisation by array of Matsumoto and Nishida (mt19937ar.c, init_by_array), written as a seed sequence: the
/// standard engine takes its state from generate() word by word. The key is the seed in 32-bit digits, lowest first,
/// without leading zeros, which is what CPython's random.seed(int) uses.
class PythonSeed {
public:
    using result_type = std::uint32_t;

    explicit PythonSeed(std::uint64_t seed) {
        m_key[0] = static_cast<std::uint32_t>(seed);
        m_key[1] = static_cast<std::uint32_t>(seed >> 32);
        m_length = m_key[1] != 0 ? 2 : 1;
    }

    template <class Iterator>
    void generate(Iterator begin, Iterator end) const {
        std::array<std::uint32_t, kWords> state;
        state[0] = 19650218u;
        for (std::uint32_t i = 1; i < kWords; ++i) state[i] = 1812433253u * (state[i - 1] ^ (state[i - 1] >> 30)) + i;
        std::uint32_t i = 1, j = 0;
        const auto step = [&state, &i] {
            if (++i < kWords) return;
            state[0] = state[kWords - 1];
            i = 1;
        };
        for (std::uint32_t k = 0; k < kWords; ++k) {
            state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) * 1664525u)) + m_key[j] + j;
            step();
            j = (j + 1) % m_length;
        }
        for (std::uint32_t k = 1; k < kWords; ++k) {
            state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) * 1566083941u)) - i;
            step();
        }
        state[0] = 0x80000000u;
        for (std::size_t word = 0; begin != end; ++begin, ++word) *begin = state[word % kWords];
    }

private:
    static constexpr std::uint32_t kWords = std::mt19937::state_size;
    std::array<std::uint32_t, 2> m_key{};
    std::uint32_t m_length = 1;
};

/// random.Random of CPython, as far as sample() needs it.
class PythonRandom {
public:
    explicit PythonRandom(std::uint64_t seed) {
        PythonSeed sequence(seed);
        m_engine.seed(sequence);
    }

    /// _randbelow_with_getrandbits: draws of bit_length(bound) bits until one is below the bound.
    std::int64_t below(std::int64_t bound) {
        const int width = std::bit_width(static_cast<std::uint64_t>(bound));
        std::uint64_t value = bits(width);
        while (value >= static_cast<std::uint64_t>(bound)) value = bits(width);
        return static_cast<std::int64_t>(value);
    }

private:
    // getrandbits: 32-bit words, lowest first; the last one gives its high bits.
    std::uint64_t bits(int width) {
        if (width <= 32) return static_cast<std::uint64_t>(m_engine()) >> (32 - width);
        const std::uint64_t low = m_engine();
        return low | (static_cast<std::uint64_t>(m_engine()) >> (64 - width)) << 32;
    }

    std::mt19937 m_engine;
};

/// The size from which random.sample() remembers what it chose in a set instead of crossing it off a list.
std::int64_t poolLimit(std::int64_t count) {
    std::int64_t limit = 21;  // a small set less an empty list, in CPython's units
    if (count <= 5) return limit;
    std::int64_t table = 1;
    while (table < count * 3) table *= 4;
    return limit + table;
}

std::vector<std::int64_t> sampleFromPool(std::int64_t size, std::int64_t count, PythonRandom& random) {
    std::vector<std::int64_t> pool(static_cast<std::size_t>(size)), chosen;
    std::iota(pool.begin(), pool.end(), std::int64_t{0});
    for (std::int64_t left = size; left > size - count; --left) {
        const auto index = static_cast<std::size_t>(random.below(left));
        chosen.push_back(pool[index]);
        pool[index] = pool[static_cast<std::size_t>(left - 1)];
    }
    return chosen;
}

std::vector<std::int64_t> sampleWithSet(std::int64_t size, std::int64_t count, PythonRandom& random) {
    std::vector<std::int64_t> chosen;
    std::unordered_set<std::int64_t> seen;
    while (static_cast<std::int64_t>(chosen.size()) < count)
        if (const std::int64_t index = random.below(size); seen.insert(index).second) chosen.push_back(index);
    return chosen;
}

}  // namespace

std::vector<std::int64_t> stratifiedOrder(std::span<const std::int64_t> labels, std::uint64_t seed) {
    std::map<std::int64_t, std::vector<std::int64_t>> byClass;
    for (std::size_t i = 0; i < labels.size(); ++i) byClass[labels[i]].push_back(static_cast<std::int64_t>(i));
    struct Seat {
        std::int64_t numerator, denominator, label, sample;
    };
    std::vector<Seat> seats;
    for (const auto& [label, members] : byClass) {
        const auto size = static_cast<std::int64_t>(members.size());
        std::int64_t j = 0;
        for (const std::int64_t drawn : chooseSubset(size, std::nullopt, true, seed))
            seats.push_back({2 * j++ + 1, 2 * size, label, members[static_cast<std::size_t>(drawn)]});
    }
    std::sort(seats.begin(), seats.end(), [](const Seat& a, const Seat& b) {
        // Below 2^31 samples the products stay within 64 bits.
        const std::int64_t left = a.numerator * b.denominator, right = b.numerator * a.denominator;
        return left != right ? left < right : a.label < b.label;
    });
    std::vector<std::int64_t> order;
    for (const Seat& seat : seats) order.push_back(seat.sample);
    return order;
}

std::vector<std::int64_t> chooseSubset(std::int64_t size, std::optional<std::int64_t> subset, bool shuffle, std::uint64_t seed) {
    const std::int64_t count = std::clamp<std::int64_t>(subset.value_or(size), 0, std::max<std::int64_t>(size, 0));
    if (shuffle && count > 0) {
        PythonRandom random(seed);
        return size <= poolLimit(count) ? sampleFromPool(size, count, random) : sampleWithSet(size, count, random);
    }
    std::vector<std::int64_t> chosen(static_cast<std::size_t>(count));
    std::iota(chosen.begin(), chosen.end(), std::int64_t{0});
    return chosen;
}

}  // namespace rf::data
