// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/frontier.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace rf::search {

namespace {

/// What a step is judged by; smaller is better.
using Costs = std::array<double, 3>;

constexpr double kWorst = std::numeric_limits<double>::infinity();

Costs costsOf(const SearchStep& step, metrics::Better better) {
    const auto& values = step.answer.values;
    const double value = values.empty() || std::isnan(values[0]) ? kWorst : better == metrics::Better::Higher ? -values[0] : values[0];
    return {value, step.answer.latency ? step.answer.latency->milliseconds : kWorst, static_cast<double>(step.answer.bytes)};
}

bool dominates(const Costs& a, const Costs& b) {
    bool isBetter = false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] > b[i]) return false;
        isBetter |= a[i] < b[i];
    }
    return isBetter;
}

}  // namespace

std::vector<bool> onFrontier(std::span<const SearchStep> steps, metrics::Better better) {
    std::vector<Costs> costs;
    std::vector<bool> counts;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        costs.push_back(costsOf(steps[i], better));
        const auto sameAs = [&](const SearchStep& earlier) { return earlier.candidate == steps[i].candidate && !earlier.answer.gaveUp; };
        const auto before = steps.first(i);
        counts.push_back(!steps[i].answer.gaveUp && costs.back()[0] != kWorst && std::none_of(before.begin(), before.end(), sameAs));
    }
    std::vector<bool> result(steps.size());
    for (std::size_t i = 0; i < steps.size(); ++i) {
        result[i] = counts[i];
        for (std::size_t j = 0; j < steps.size() && result[i]; ++j)
            if (counts[j] && dominates(costs[j], costs[i])) result[i] = false;
    }
    return result;
}

std::vector<SearchStep> frontier(std::span<const SearchStep> steps, metrics::Better better) {
    const std::vector<bool> isOn = onFrontier(steps, better);
    std::vector<SearchStep> result;
    for (std::size_t i = 0; i < steps.size(); ++i)
        if (isOn[i]) result.push_back(steps[i]);
    const auto latency = [](const SearchStep& step) { return step.answer.latency ? step.answer.latency->milliseconds : kWorst; };
    std::stable_sort(result.begin(), result.end(), [&](const SearchStep& a, const SearchStep& b) { return latency(a) < latency(b); });
    return result;
}

}  // namespace rf::search
