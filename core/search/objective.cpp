// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/objective.h"

#include <algorithm>
#include <cmath>

namespace rf::search {

namespace {

constexpr double kFullScale = 10;  // of both terms at the reference

double accuracyTerm(double loss) { return std::exp(loss); }
double rawLatencyTerm(double gain) { return -8 * std::log(1000 * gain); }

/// 10 over a distance; 1 where there is none to scale by.
double scaleOf(double distance) { return distance == 0 ? 1 : kFullScale / std::fabs(distance); }

/// Rewards a share of quantized layers above the expected one.
double quantizationTerm(double share, double expected) {
    const double room = std::min(expected, 1 - expected);
    if (room <= 0) return share > expected ? 5 : share < expected ? -5 : 0;  // the limit of what follows
    return 5 * std::tanh(3 * (share - expected) / room);
}

}  // namespace

double accuracyLoss(const MetricInfo& metric, double floatValue, double value) {
    const double sign = metric.better == metrics::Better::Higher ? 1 : -1;
    if (std::isinf(floatValue)) return std::pow(10.0, -sign * value / 20);
    const double difference = sign * (floatValue - value);
    return floatValue == 0 ? difference : difference / std::fabs(floatValue);
}

Objective::Objective(const Search& search, const TrialMeasures& reference)
    : m_search(search), m_accuracyThreshold(search.accuracyLoss / 100) {
    const double none = accuracyTerm(0);
    double accuracy = accuracyTerm(reference.accuracyLoss);
    if (accuracy == none) accuracy = accuracyTerm(m_accuracyThreshold);
    m_accuracyScale = scaleOf(accuracy - none);
    m_latencyLeast = rawLatencyTerm(reference.latencyGain);
    if (m_latencyLeast == rawLatencyTerm(1) && search.latencyReduction > 0) m_latencyLeast = rawLatencyTerm(search.latencyReduction);
    m_latencyScale = scaleOf(rawLatencyTerm(1) - m_latencyLeast);
}

double Objective::latencyTerm(double gain) const { return m_latencyScale * (rawLatencyTerm(gain) - m_latencyLeast); }

double Objective::loss(const TrialMeasures& trial) const {
    const bool losesTooMuch = !meetsAccuracy(trial);
    double accuracyWeight = losesTooMuch ? m_search.accuracyWeight : 0;
    if (accuracyWeight == 0 && m_search.latencyWeight == 0 && m_search.quantizationRatioWeight == 0) accuracyWeight = 1;
    const double penalty = losesTooMuch ? 80 : trial.latencyGain < m_search.latencyReduction ? 40 : 0;
    return accuracyWeight * m_accuracyScale * (accuracyTerm(trial.accuracyLoss) - accuracyTerm(0)) +
           m_search.latencyWeight * latencyTerm(trial.latencyGain) -
           m_search.quantizationRatioWeight * quantizationTerm(trial.quantizedShare, m_search.expectedQuantizationRatio) + penalty;
}

bool Objective::isBetter(const TrialMeasures& trial, const TrialMeasures& best) const {
    if (meetsAccuracy(trial) != meetsAccuracy(best)) return meetsAccuracy(trial);
    if (!meetsAccuracy(trial)) return loss(trial) < loss(best);
    if (trial.latencyGain != best.latencyGain) return trial.latencyGain > best.latencyGain;
    return trial.accuracyLoss < best.accuracyLoss;
}

}  // namespace rf::search
