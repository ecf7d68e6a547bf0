// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/oracle.h"
#include "core/search/settings.h"

/// What a search over trials makes small (spec 02, section 5.3).
namespace rf::search {

/// A trial as the objective sees it.
struct TrialMeasures {
    double accuracyLoss = 0;    ///< share of the float model's accuracy; negative where it gained
    double latencyGain = 1;     ///< the float model's latency over the trial's
    double quantizedShare = 1;  ///< of the layers
};

/// The loss of a metric as a share of the float model's value, for either direction. Where the float model's value is 0 the difference
/// itself, where it is infinite (signal to noise, in dB) the amplitude of the noise as a share of the signal's.
double accuracyLoss(const MetricInfo& metric, double floatValue, double value);

class Objective {
public:
    /// `reference`: the model that is quantized with default settings, by which both terms are scaled.
    Objective(const Search& search, const TrialMeasures& reference);

    double loss(const TrialMeasures& trial) const;
    bool meetsAccuracy(const TrialMeasures& trial) const { return trial.accuracyLoss <= m_accuracyThreshold; }
    bool meetsTargets(const TrialMeasures& trial) const { return meetsAccuracy(trial) && trial.latencyGain >= m_search.latencyReduction; }
    /// The rule for the best trial: of those that lose no more than allowed the fastest, then the one that loses least; else the one
    /// with the smallest loss().
    bool isBetter(const TrialMeasures& trial, const TrialMeasures& best) const;

private:
    double latencyTerm(double gain) const;

    Search m_search;
    double m_accuracyThreshold = 0;
    double m_accuracyScale = 1, m_latencyLeast = 0, m_latencyScale = 1;
};

}  // namespace rf::search
