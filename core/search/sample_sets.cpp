// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/sample_sets.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

#include "core/base/random.h"
#include "core/data/sampler.h"

namespace rf::search {

namespace {

constexpr std::size_t kInsertionSort = 16;

/// NumPy's `quicksort` of indices (npysort/quicksort.cpp, aquicksort): median of three, the smaller part first, insertion sort
/// for parts of up to 17. Its fallback for degenerate orders is left out; it changes the order of equal elements only.
class NumpyArgsort {
public:
    explicit NumpyArgsort(std::span<const double> values) : m_values(values), m_order(values.size()) {
        std::iota(m_order.begin(), m_order.end(), std::size_t{0});
    }

    std::vector<std::size_t> sorted() {
        if (m_order.empty()) return {};
        std::vector<std::pair<std::size_t, std::size_t>> later;
        std::size_t left = 0, right = m_order.size() - 1;
        for (;;) {
            while (right > left && right - left > kInsertionSort) {
                const std::size_t middle = partition(left, right);
                if (middle - left < right - middle) {
                    later.emplace_back(middle + 1, right);
                    right = middle > left ? middle - 1 : left;
                } else {
                    later.emplace_back(left, middle > left ? middle - 1 : left);
                    left = middle + 1;
                }
            }
            insertionSort(left, right);
            if (later.empty()) return std::move(m_order);
            std::tie(left, right) = later.back();
            later.pop_back();
        }
    }

private:
    /// NaN is greater than every number.
    static bool less(double a, double b) { return a < b || (std::isnan(b) && !std::isnan(a)); }
    double at(std::size_t position) const { return m_values[m_order[position]]; }
    void orderPair(std::size_t low, std::size_t high) {
        if (less(at(high), at(low))) std::swap(m_order[high], m_order[low]);
    }

    std::size_t partition(std::size_t left, std::size_t right) {
        const std::size_t middle = left + (right - left) / 2;
        orderPair(left, middle);
        orderPair(middle, right);
        orderPair(left, middle);
        const double pivot = at(middle);
        std::size_t i = left, j = right - 1;
        std::swap(m_order[middle], m_order[j]);
        for (;;) {
            do ++i;
            while (less(at(i), pivot));
            do --j;
            while (less(pivot, at(j)));
            if (i >= j) break;
            std::swap(m_order[i], m_order[j]);
        }
        std::swap(m_order[i], m_order[right - 1]);
        return i;
    }
    void insertionSort(std::size_t left, std::size_t right) {
        for (std::size_t i = left + 1; i <= right; ++i) {
            const std::size_t moved = m_order[i];
            std::size_t j = i;
            for (; j > left && less(m_values[moved], at(j - 1)); --j) m_order[j] = m_order[j - 1];
            m_order[j] = moved;
        }
    }

    std::span<const double> m_values;
    std::vector<std::size_t> m_order;
};

std::vector<std::size_t> shuffled(std::size_t count, std::uint64_t seed) {
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    Random random(seed);
    for (std::size_t i = count; i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
    return order;
}

}  // namespace

std::optional<std::vector<std::int64_t>> differenceSet(const AccuracyControl& control, std::int64_t samples, bool baselinesGiven,
                                                       std::uint64_t seed) {
    const auto size = static_cast<std::int64_t>(std::floor(static_cast<double>(samples) * control.metricSubsetRatio));
    if (!baselinesGiven || size >= samples || size < 1) return std::nullopt;
    std::vector<std::int64_t> drawn = data::chooseSubset(samples, size, true, seed);
    std::sort(drawn.begin(), drawn.end());
    return drawn;
}

std::vector<double> lossesOf(std::span<const double> floatValues, std::span<const double> quantizedValues, double direction) {
    std::vector<double> losses;
    for (std::size_t i = 0; i < std::min(floatValues.size(), quantizedValues.size()); ++i)
        losses.push_back(direction * (floatValues[i] - quantizedValues[i]));
    return losses;
}

std::vector<std::size_t> hardestFirst(std::span<const double> losses, std::uint64_t seed) {
    const auto known = [&](std::size_t i) { return std::isnan(losses[i]) ? -std::numeric_limits<double>::infinity() : losses[i]; };
    std::vector<std::size_t> order = shuffled(losses.size(), seed);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return known(a) > known(b); });
    return order;
}

std::vector<std::size_t> hardestFirstAsNumpy(std::span<const double> losses) {
    std::vector<std::size_t> order = NumpyArgsort(losses).sorted();
    std::reverse(order.begin(), order.end());
    return order;
}

std::vector<std::size_t> hardestOfAll(const std::vector<std::vector<std::size_t>>& lists, std::size_t wanted) {
    std::vector<std::size_t> chosen;
    std::set<std::size_t> seen;
    const std::size_t longest = std::accumulate(lists.begin(), lists.end(), std::size_t{0},
                                                [](std::size_t most, const auto& list) { return std::max(most, list.size()); });
    for (std::size_t from = 0; chosen.size() < wanted && from < longest;) {
        const std::size_t share = (wanted - chosen.size() + lists.size() - 1) / lists.size();
        for (const auto& list : lists)
            for (std::size_t i = from; i < std::min(from + share, list.size()) && chosen.size() < wanted; ++i)
                if (seen.insert(list[i]).second) chosen.push_back(list[i]);
        from += share;
    }
    return chosen;
}

}  // namespace rf::search
