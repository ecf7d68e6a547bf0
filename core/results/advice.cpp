// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/results/advice.h"

#include <algorithm>
#include <cmath>

namespace rf::results {

namespace {

constexpr double kWorthTelling = 0.005;  ///< of the float model's score must be lost
constexpr double kWorthFloat = 0.15;     ///< of the noise must be a layer's own
constexpr std::size_t kMostAdvice = 3;

}  // namespace

std::vector<Advice> advice(const Report& report) {
    std::vector<Advice> all;
    if (report.scores.empty() || !report.scores.front().reference) return all;
    const Score& score = report.scores.front();
    if (!std::isfinite(*score.reference) || !(score.loss() > kWorthTelling * std::abs(*score.reference))) return all;
    double total = 0.0;
    for (const analysis::LayerError& error : report.errors)
        if (error.isolated && std::isfinite(error.isolated->nmse())) total += error.isolated->nmse();
    if (total <= 0.0) return all;
    for (const analysis::LayerError& error : report.errors) {
        if (!error.isolated || !std::isfinite(error.isolated->nmse())) continue;
        const double share = error.isolated->nmse() / total;
        if (share < kWorthFloat) continue;
        const double left = std::sqrt(std::max(0.0, 1.0 - share));
        all.push_back({error.layer, share, *score.reference + (score.value - *score.reference) * left, score.unit});
    }
    std::stable_sort(all.begin(), all.end(), [](const Advice& a, const Advice& b) { return a.share > b.share; });
    if (all.size() > kMostAdvice) all.resize(kMostAdvice);
    return all;
}

}  // namespace rf::results
