// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/input_evidence.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace rf::analysis {

namespace {

constexpr double kDegreesOfFreedom = 4;
constexpr double kAlwaysOn = 0.99;
constexpr std::size_t kFewestChannels = 4;
// Channels that do not vary at all have a logarithm too, and a gamma this small is one that training has switched off.
// Exactly fitting offsets are those of a network made by hand.
constexpr double kMostExplained = 0.99;
constexpr double kLeastDeviation = 1e-6;

double meanOf(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double squaredDifferences(std::span<const double> values) {
    const double mean = meanOf(values);
    double sum = 0;
    for (const double value : values) sum += (value - mean) * (value - mean);
    return sum;
}

}  // namespace

double studentLog(double x, double scale) {
    const double t = x / scale;
    return -(kDegreesOfFreedom + 1) / 2 * std::log1p(t * t / kDegreesOfFreedom);
}

std::optional<double> statedDivergence(const EarlyLayer& layer, const ChannelStatistics& seen) {
    double sum = 0, channels = 0;
    for (std::size_t c = 0; c < seen.mean.size() && c < layer.spread.size(); ++c) {
        if (layer.spread[c] < kLeastDeviation) continue;
        const double u = (seen.mean[c] - layer.offset[c]) / layer.spread[c];
        const double s = std::max(seen.deviation[c] / layer.spread[c], kLeastDeviation);
        sum += (s * s + u * u - 1 - 2 * std::log(s)) / 2;
        ++channels;
    }
    return channels > 0 ? std::optional(sum / channels) : std::nullopt;
}

double statedSupport(double divergence, int k) { return std::max(-kWitnesses * divergence, -kMostAgainst) / k; }

std::optional<double> explainedOffsets(const EarlyLayer& layer, const ChannelStatistics& seen) {
    if (layer.offset.size() < kFewestChannels || seen.mean.size() != layer.offset.size()) return std::nullopt;
    const double differences = squaredDifferences(layer.offset);
    // b + r is what the tensor has as its mean.
    if (differences < kLeastDeviation * kLeastDeviation) return std::nullopt;
    return 1 - squaredDifferences(seen.mean) / differences;
}

double offsetSupport(double explained, int k) { return -kWitnesses / k / 2 * std::log(1 - std::clamp(explained, 0.0, kMostExplained)); }

std::optional<double> stuckShare(const EarlyLayer& layer, const ChannelStatistics& seen) {
    if (!layer.rectified || seen.active.empty()) return std::nullopt;
    const auto stuck =
        std::count_if(seen.active.begin(), seen.active.end(), [](double active) { return active > kAlwaysOn || active < 1 - kAlwaysOn; });
    return static_cast<double>(stuck) / static_cast<double>(seen.active.size());
}

double stuckSupport(double meanShare) { return -kAllStuck * meanShare; }

double logDeviation(const ChannelStatistics& seen) {
    std::vector<double> logs;
    for (const double deviation : seen.deviation) logs.push_back(std::log(std::max(deviation, kLeastDeviation)));
    return meanOf(logs);
}

double magnitudeSupport(double medianLogDeviation) { return std::max(studentLog(medianLogDeviation, std::log(10.0)), -kMostByHabit); }

double normalizationSupport(const ChannelStatistics& seen) {
    double sum = 0;
    for (std::size_t c = 0; c < seen.mean.size(); ++c) {
        const double deviation = std::max(seen.deviation[c], kLeastDeviation);
        sum += studentLog(std::log(deviation), std::log(3.0)) + studentLog(seen.mean[c] / std::max(deviation, 1.0), 1.0);
    }
    return std::max(sum / static_cast<double>(seen.mean.size()), -2 * kMostAgainst);
}

}  // namespace rf::analysis
