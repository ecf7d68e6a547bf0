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

bool isMeasured(const analysis::LayerError& error) { return error.isolated && std::isfinite(error.isolated->nmse()); }

/// The first score where it was compared with that of the float model and is worse; null otherwise.
const Score* lossyScore(const Report& report) {
    if (report.scores.empty() || !report.scores.front().reference) return nullptr;
    const Score& score = report.scores.front();
    return std::isfinite(*score.reference) && score.loss() > 0.0 ? &score : nullptr;
}

}  // namespace

std::vector<Estimate> estimates(const Report& report) {
    std::vector<Estimate> all;
    double total = 0.0;
    for (const analysis::LayerError& error : report.errors)
        if (isMeasured(error)) total += error.isolated->nmse();
    if (total <= 0.0) return all;
    const Score* score = lossyScore(report);
    for (const analysis::LayerError& error : report.errors) {
        if (!isMeasured(error)) continue;
        const double share = error.isolated->nmse() / total, left = std::max(0.0, 1.0 - share);
        Estimate& estimate = all.emplace_back(Estimate{error.layer, share, -10.0 * std::log10(left)});
        if (score) estimate.expected = *score->reference + (score->value - *score->reference) * std::sqrt(left);
    }
    return all;
}

std::vector<Advice> advice(const Report& report) {
    std::vector<Advice> all;
    const Score* score = lossyScore(report);
    if (!score || !(score->loss() > kWorthTelling * std::abs(*score->reference))) return all;
    for (const Estimate& estimate : estimates(report))
        if (estimate.share >= kWorthFloat) all.push_back({estimate.layer, estimate.share, *estimate.expected, score->unit});
    std::stable_sort(all.begin(), all.end(), [](const Advice& a, const Advice& b) { return a.share > b.share; });
    if (all.size() > kMostAdvice) all.resize(kMostAdvice);
    return all;
}

}  // namespace rf::results
