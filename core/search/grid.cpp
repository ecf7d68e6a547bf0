// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/grid.h"

#include "core/search/ranking.h"

namespace rf::search {

using calibration::Aggregator;
using calibration::Reduction;
using quantization::EstimatorEnd;
using quantization::RangeEstimator;
using quantization::Settings;
using quantization::TensorConstraint;

namespace {

constexpr double kOutlierShares[] = {1e-3, 1e-4};
constexpr double kNotZero = 1e-8;  ///< added to the values that errors are measured by

EstimatorEnd extreme(Reduction type, std::optional<Aggregator> aggregator) {
    EstimatorEnd end;
    end.type = type;
    end.aggregator = aggregator;
    return end;
}

/// The extreme of all samples, then quantiles averaged over them.
std::vector<EstimatorEnd> borderChoices(Reduction type, Aggregator aggregator) {
    std::vector<EstimatorEnd> ends{extreme(type, aggregator)};
    for (const double share : kOutlierShares) {
        ends.push_back(extreme(Reduction::Quantile, Aggregator::Mean));
        ends.back().outlierProbability = share;
    }
    return ends;
}

Settings withEstimator(Settings settings, TensorConstraint Settings::*kind, const RangeEstimator& estimator, bool replaceSections) {
    if (replaceSections) settings.*kind = {};
    (settings.*kind).rangeEstimator = estimator;
    return settings;
}

/// Compares settings by their values relative to those of the first that is tried.
class Comparison {
public:
    Comparison(AccuracyRun& run, std::vector<std::int64_t> samples) : m_run(run), m_samples(std::move(samples)) {}

    Result<void> tryAll(const std::vector<Settings>& choices) {
        for (const Settings& choice : choices) {
            RF_TRY(const Answer answer, m_run.ask({{choice, {}, {}}, m_samples}));
            if (m_reference.empty()) m_reference = answer.values;
            const double error = errorOf(answer.values);
            if (m_best && error >= m_error) continue;
            m_best = choice;
            m_error = error;
        }
        return {};
    }
    const Settings& best() const { return *m_best; }

private:
    double errorOf(const std::vector<double>& values) const {
        double sum = 0;
        for (const std::size_t metric : m_run.targets.watched()) {
            const double reference = m_reference[metric] + kNotZero;
            sum += m_run.targets.direction(metric) * (values[metric] - reference) / reference;
        }
        return -sum / static_cast<double>(m_run.targets.watched().size());
    }

    AccuracyRun& m_run;
    std::vector<std::int64_t> m_samples;
    std::vector<double> m_reference;
    std::optional<Settings> m_best;
    double m_error = 0;
};

}  // namespace

std::vector<Settings> estimatorChoices(const Settings& base, bool replaceSections) {
    const RangeEstimator weights{{}, extreme(Reduction::Min, {}), extreme(Reduction::Max, {})};
    std::vector<Settings> choices{withEstimator(base, &Settings::weights, weights, replaceSections)};
    for (const EstimatorEnd& low : borderChoices(Reduction::Min, Aggregator::Min))
        for (const EstimatorEnd& high : borderChoices(Reduction::Max, Aggregator::Max))
            choices.push_back(withEstimator(base, &Settings::activations, {{}, low, high}, replaceSections));
    return choices;
}

std::vector<Settings> biasChoices(const Settings& base) {
    std::vector<Settings> choices(2, base);
    choices[0].biasCorrection.fast = true;
    choices[1].biasCorrection.fast = false;
    return choices;
}

Result<Settings> tunedSettings(AccuracyRun& run, const Settings& start, const PerSampleValues& values) {
    Comparison comparison(run, hardestSamplesOfAll(run, values));
    const bool asPot = run.habits.replacesSections;
    if (!asPot) { RF_TRY_VOID(comparison.tryAll({start})); }
    RF_TRY_VOID(comparison.tryAll(estimatorChoices(start, asPot)));
    RF_TRY_VOID(comparison.tryAll(biasChoices(comparison.best())));
    return comparison.best();
}

}  // namespace rf::search
