// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/quantization/habits.h"
#include "core/search/oracle.h"
#include "core/search/settings.h"

namespace rf::search {

/// What the metrics of a model may lose against the float model (spec 02, section 4.2). Drops and limits are by metric, in the
/// order of Oracle::metrics().
class AccuracyTargets {
public:
    /// InvalidArgument for a metric in `control` that is not among `metrics`.
    static Result<AccuracyTargets> create(const AccuracyControl& control, const std::vector<MetricInfo>& metrics,
                                          const quantization::Habits& habits);

    /// Whether the user has given the float model's value of every metric that is looked at.
    bool areGiven() const;
    /// Takes the user's values of the float model. Metrics without one have no drop.
    void useGiven();
    /// Takes measured values of the float model.
    void useMeasured(const std::vector<double>& values);
    /// InvalidArgument when no metric is left to look at: those whose value for the float model is infinite have no drop and need a
    /// limit of their own.
    Result<void> check();

    std::vector<double> drops(const std::vector<double>& values) const;
    const std::vector<double>& limits() const { return m_limits; }
    double direction(std::size_t metric) const { return m_directions[metric]; }
    const std::vector<std::size_t>& watched() const { return m_watched; }

    bool accepts(const std::vector<double>& values) const;
    /// The metric that is farthest from its limit; of equals the last.
    std::size_t worst(const std::vector<double>& values) const;
    /// How far the worst metric is from its limit, as a share of the float model's value; positive means too far.
    double excess(const std::vector<double>& values) const;
    double meanDrop(const std::vector<double>& values) const;
    /// The values that accepts() asks for, for Question::mustReach.
    std::vector<std::optional<double>> leastValues() const;

private:
    double limitOf(std::size_t metric) const;
    /// The drop beyond the limit, before it is made a share.
    double beyond(std::size_t metric, double value) const;
    double excessOf(std::size_t metric, double value) const;

    std::vector<MetricInfo> m_metrics;
    std::vector<double> m_directions;  ///< +1: higher is better
    std::vector<std::optional<double>> m_given;
    std::vector<std::size_t> m_watched;  ///< metrics that have a limit
    std::vector<double> m_baselines, m_limits;
    double m_maximalDrop = 0;
    DropType m_dropType = DropType::Absolute;
    double m_tolerance = 0;  ///< for decimals that have no exact binary form
    bool m_listed = false;   ///< the user has named the metrics
    bool m_oneLimit = false, m_signed = false;
};

}  // namespace rf::search
