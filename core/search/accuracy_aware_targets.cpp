// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/accuracy_aware_targets.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace rf::search {

namespace {

constexpr double kDecimals = 1e-9;  ///< 0.86 - 0.85 is a hair more than 0.01
constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

}  // namespace

Result<AccuracyTargets> AccuracyTargets::create(const AccuracyControl& control, const std::vector<MetricInfo>& metrics,
                                                const quantization::Habits& habits) {
    AccuracyTargets targets;
    targets.m_metrics = metrics;
    for (const MetricInfo& metric : metrics) targets.m_directions.push_back(metric.better == metrics::Better::Higher ? 1.0 : -1.0);
    targets.m_given.resize(metrics.size());
    targets.m_baselines.assign(metrics.size(), kNothing);
    targets.m_limits.assign(metrics.size(), kNothing);
    for (const MetricTarget& target : control.metrics) {
        RF_TRY(const std::size_t metric, indexOfMetric(metrics, target.name));
        targets.m_watched.push_back(metric);
        targets.m_given[metric] = target.baseline;
    }
    targets.m_listed = !control.metrics.empty();
    if (!targets.m_listed) {
        targets.m_watched.resize(metrics.size());
        std::iota(targets.m_watched.begin(), targets.m_watched.end(), std::size_t{0});
    }
    targets.m_maximalDrop = control.maximalDrop;
    targets.m_dropType = control.dropType;
    targets.m_tolerance = habits.exactDecimals ? 0.0 : kDecimals;
    targets.m_oneLimit = habits.oneLimitForAllMetrics;
    targets.m_signed = habits.signedRelativeLimits;
    return targets;
}

bool AccuracyTargets::areGiven() const {
    return m_listed && std::all_of(m_watched.begin(), m_watched.end(), [&](std::size_t metric) { return m_given[metric].has_value(); });
}

void AccuracyTargets::useGiven() {
    for (const std::size_t metric : m_watched) m_baselines[metric] = *m_given[metric];
}

void AccuracyTargets::useMeasured(const std::vector<double>& values) { m_baselines = values; }

Result<void> AccuracyTargets::check() {
    for (const std::size_t metric : m_watched) m_limits[metric] = limitOf(metric);
    const auto hasNoLimit = [&](std::size_t metric) { return std::isnan(m_limits[metric]); };
    const auto nameless = std::find_if(m_watched.begin(), m_watched.end(), hasNoLimit);
    if (m_listed && nameless != m_watched.end())
        return fail(
            ErrorCode::InvalidArgument,
            RF_TEXT("core", "metric '%1' can't be compared with the float model, whose own value is %2; give it a limit of its own"),
            m_metrics[*nameless].name, m_baselines[*nameless]);
    std::erase_if(m_watched, hasNoLimit);
    if (m_watched.empty())
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "no metric is measured that the model could be compared by; name one"));
    return {};
}

double AccuracyTargets::limitOf(std::size_t metric) const {
    const double baseline = m_baselines[metric];
    const auto& own = m_metrics[metric].limit;
    if (own && !m_oneLimit) return *own;
    if (!std::isfinite(baseline)) return kNothing;
    if (m_dropType == DropType::Absolute) return m_maximalDrop;
    return (m_signed ? baseline : std::fabs(baseline)) * m_maximalDrop;
}

double AccuracyTargets::beyond(std::size_t metric, double value) const {
    const double direction = m_directions[metric], baseline = m_baselines[metric], limit = m_limits[metric];
    if (std::isinf(baseline)) return direction * (limit - value);  // the limit is a least value
    return direction * (baseline - value) - limit;
}

double AccuracyTargets::excessOf(std::size_t metric, double value) const {
    const double scale = std::isinf(m_baselines[metric]) ? m_limits[metric] : m_baselines[metric];
    const double share = m_signed ? scale : std::fabs(scale);
    return share == 0.0 ? beyond(metric, value) : beyond(metric, value) / share;
}

std::vector<double> AccuracyTargets::drops(const std::vector<double>& values) const {
    std::vector<double> drops;
    for (std::size_t metric = 0; metric < values.size(); ++metric)
        drops.push_back(m_directions[metric] * (m_baselines[metric] - values[metric]));
    return drops;
}

bool AccuracyTargets::accepts(const std::vector<double>& values) const {
    return std::all_of(m_watched.begin(), m_watched.end(),
                       [&](std::size_t metric) { return beyond(metric, values[metric]) <= m_tolerance; });
}

std::size_t AccuracyTargets::worst(const std::vector<double>& values) const {
    std::size_t worst = m_watched.front();
    for (const std::size_t metric : m_watched)
        if (excessOf(metric, values[metric]) >= excessOf(worst, values[worst])) worst = metric;
    return worst;
}

double AccuracyTargets::excess(const std::vector<double>& values) const {
    const std::size_t metric = worst(values);
    return excessOf(metric, values[metric]);
}

double AccuracyTargets::meanDrop(const std::vector<double>& values) const {
    const std::vector<double> all = drops(values);
    double sum = 0;
    for (const std::size_t metric : m_watched) sum += all[metric];
    return sum / static_cast<double>(m_watched.size());
}

std::vector<std::optional<double>> AccuracyTargets::leastValues() const {
    std::vector<std::optional<double>> values(m_metrics.size());
    for (const std::size_t metric : m_watched) {
        const double direction = m_directions[metric], limit = m_limits[metric];
        const double border = std::isinf(m_baselines[metric]) ? limit : m_baselines[metric] - direction * limit;
        values[metric] = border - direction * m_tolerance;
    }
    return values;
}

}  // namespace rf::search
