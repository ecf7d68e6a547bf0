// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sampler.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include <numeric>
#include <unordered_set>

namespace rf::data {

namespace {

/// The Mersenne Twister MT19937 (Matsumoto, Nishimura 1998) seeded by an array as CPython seeds it; std::mt19937 has no such seeding.
class PythonRandom {
public:
    explicit PythonRandom(std::uint64_t seed) {
        std::vector<std::uint32_t> key{static_cast<std::uint32_t>(seed)};
        if (seed >> 32) key.push_back(static_cast<std::uint32_t>(seed >> 32));
        seedBy(key);
    }

    /// Below n without bias, as Random._randbelow_with_getrandbits.
    std::int64_t below(std::int64_t n) {
        const int bits = std::bit_width(static_cast<std::uint64_t>(n));
        std::uint64_t value = getBits(bits);
        while (value >= static_cast<std::uint64_t>(n)) value = getBits(bits);
        return static_cast<std::int64_t>(value);
    }

private:
    static constexpr std::size_t kSize = 624, kShift = 397;

    void seedBy(const std::vector<std::uint32_t>& key) {
        m_state[0] = 19650218u;
        for (std::size_t i = 1; i < kSize; ++i) m_state[i] = 1812433253u * (m_state[i - 1] ^ (m_state[i - 1] >> 30)) + static_cast<std::uint32_t>(i);
        std::size_t i = 1, j = 0;
        const auto wrap = [&] {
            if (++i == kSize) {
                m_state[0] = m_state[kSize - 1];
                i = 1;
            }
        };
        for (std::size_t k = std::max(kSize, key.size()); k > 0; --k) {
            m_state[i] = (m_state[i] ^ ((m_state[i - 1] ^ (m_state[i - 1] >> 30)) * 1664525u)) + key[j] + static_cast<std::uint32_t>(j);
            wrap();
            if (++j == key.size()) j = 0;
        }
        for (std::size_t k = kSize - 1; k > 0; --k) {
            m_state[i] = (m_state[i] ^ ((m_state[i - 1] ^ (m_state[i - 1] >> 30)) * 1566083941u)) - static_cast<std::uint32_t>(i);
            wrap();
        }
        m_state[0] = 0x80000000u;
    }

    void refill() {
        for (std::size_t i = 0; i < kSize; ++i) {
            const std::uint32_t y = (m_state[i] & 0x80000000u) | (m_state[(i + 1) % kSize] & 0x7fffffffu);
            m_state[i] = m_state[(i + kShift) % kSize] ^ (y >> 1) ^ (y & 1 ? 0x9908b0dfu : 0u);
        }
        m_next = 0;
    }

    std::uint32_t word() {
        if (m_next == kSize) refill();
        std::uint32_t y = m_state[m_next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680u;
        y ^= (y << 15) & 0xefc60000u;
        return y ^ (y >> 18);
    }

    std::uint64_t getBits(int bits) {
        if (bits <= 32) return word() >> (32 - bits);
        const std::uint64_t low = word();  // the least significant word first
        return low | static_cast<std::uint64_t>(word() >> (64 - bits)) << 32;
    }

    std::array<std::uint32_t, kSize> m_state{};
    std::size_t m_next = kSize;
};

// random.Random.sample: a pool for large samples, a set of those already taken for small ones.
std::vector<std::int64_t> pythonSample(std::int64_t size, std::int64_t count, std::uint64_t seed) {
    PythonRandom random(seed);
    std::vector<std::int64_t> result;
    double setSize = 21;
    if (count > 5) setSize += std::pow(4, std::ceil(std::log(static_cast<double>(count) * 3) / std::log(4.0)));
    if (static_cast<double>(size) <= setSize) {
        std::vector<std::int64_t> pool(static_cast<std::size_t>(size));
        std::iota(pool.begin(), pool.end(), std::int64_t{0});
        for (std::int64_t i = 0; i < count; ++i) {
            const auto j = static_cast<std::size_t>(random.below(size - i));
            result.push_back(pool[j]);
            pool[j] = pool[static_cast<std::size_t>(size - i - 1)];
        }
        return result;
    }
    std::unordered_set<std::int64_t> taken;
    while (std::ssize(result) < count)
        if (const std::int64_t j = random.below(size); taken.insert(j).second) result.push_back(j);
    return result;
}

}  // namespace

std::vector<std::int64_t> chooseSubset(std::int64_t size, std::optional<std::int64_t> subset, bool shuffle, std::uint64_t seed) {
    const std::int64_t count = std::min(size, subset.value_or(size));
    if (shuffle) return pythonSample(size, count, seed);
    std::vector<std::int64_t> first(static_cast<std::size_t>(count));
    std::iota(first.begin(), first.end(), std::int64_t{0});
    return first;
}

}  // namespace rf::data
