// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/choose_settings.h"

#include <cmath>
#include <numeric>

namespace rf::search {

namespace {

constexpr double kBeyondChance = 2.0;  ///< standard errors

double towardsBetter(const MetricInfo& metric) { return metric.better == metrics::Better::Higher ? 1.0 : -1.0; }

/// How sure the mean of the differences is above zero, in standard errors; nothing where samples have no values.
std::optional<double> standardErrorsAbove(const std::vector<double>& one, const std::vector<double>& other, double direction) {
    const std::size_t samples = one.size();
    if (samples < 2 || other.size() != samples) return std::nullopt;
    std::vector<double> differences(samples);
    for (std::size_t i = 0; i < samples; ++i) differences[i] = direction * (one[i] - other[i]);
    const double count = static_cast<double>(samples);
    const double mean = std::accumulate(differences.begin(), differences.end(), 0.0) / count;
    if (!std::isfinite(mean)) return std::nullopt;
    double squares = 0.0;
    for (const double difference : differences) squares += (difference - mean) * (difference - mean);
    const double error = std::sqrt(squares / (count - 1.0) / count);
    if (error > 0.0) return mean / error;
    return mean == 0.0 ? 0.0 : std::copysign(HUGE_VAL, mean);
}

/// One comparison from its beginning to its end.
class SettingsChoice {
public:
    SettingsChoice(Oracle& oracle, SearchListener& listener, std::vector<Progress> parts)
        : m_oracle(oracle), m_listener(listener), m_parts(std::move(parts)), m_samples(comparedSamples(oracle.samples())) {}

    Result<SearchOutcome> run(const quantization::Settings& start, std::span<const Variation> variations) {
        RF_TRY_VOID(measureFloat());
        RF_TRY_VOID(consider("quantized", start));
        for (const Variation& variation : variations) {
            const Progress& part = m_parts[m_part];
            RF_TRY(quantization::Settings varied, variation.apply(*m_outcome.best.settings, part));
            RF_TRY_VOID(consider(variation.name, std::move(varied)));
        }
        m_outcome.targetMet = true;
        m_outcome.stoppedBy = "exhausted";
        if (std::ssize(m_samples) < m_oracle.samples()) { RF_TRY(m_outcome.answer, m_oracle.ask({m_outcome.best}, m_parts[m_part])); }
        return std::move(m_outcome);
    }

private:
    Result<Answer> ask(Candidate candidate) {
        Question question;
        question.candidate = std::move(candidate);
        question.samples = m_samples;
        question.perSample = true;
        return m_oracle.ask(question, m_parts[m_part++]);
    }

    /// Its values of all samples are told, which the result's are compared with in the end.
    Result<void> measureFloat() {
        RF_TRY(m_float, ask({}));
        SearchStep step;
        step.what = "float";
        step.answer = m_float;
        if (std::ssize(m_samples) < m_oracle.samples()) { RF_TRY(step.answer, m_oracle.ask({}, m_parts[m_part])); }
        step.answer.perSample.clear();
        return tell(std::move(step));
    }

    Result<void> consider(const std::string& what, quantization::Settings settings) {
        SearchStep step;
        step.what = what;
        step.candidate.settings = std::move(settings);
        RF_TRY(Answer answer, ask(step.candidate));
        for (std::size_t i = 0; i < answer.values.size(); ++i)
            step.drops.push_back(towardsBetter(m_oracle.metrics()[i]) * (m_float.values[i] - answer.values[i]));
        step.best = !m_outcome.best.settings || isClearlyBetter(answer, m_best, m_oracle.metrics());
        step.answer = answer;
        step.answer.perSample.clear();
        if (step.best) {
            m_outcome.best = step.candidate;
            m_outcome.answer = step.answer;
            m_best = std::move(answer);
        }
        return tell(std::move(step));
    }

    Result<void> tell(SearchStep step) {
        m_outcome.steps.push_back(step);
        return m_listener.stepDone(step);
    }

    Oracle& m_oracle;
    SearchListener& m_listener;
    std::vector<Progress> m_parts;
    std::size_t m_part = 0;
    std::vector<std::int64_t> m_samples;
    Answer m_float, m_best;
    SearchOutcome m_outcome;
};

}  // namespace

std::vector<std::int64_t> comparedSamples(std::int64_t available, std::int64_t most) {
    const std::int64_t count = std::min(available, most);
    std::vector<std::int64_t> samples(static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i) samples[static_cast<std::size_t>(i)] = (2 * i + 1) * available / (2 * count);
    return samples;
}

bool isClearlyBetter(const Answer& one, const Answer& other, const std::vector<MetricInfo>& metrics) {
    for (std::size_t i = 0; i < metrics.size() && i < one.values.size() && i < other.values.size(); ++i) {
        const double direction = towardsBetter(metrics[i]);
        std::optional<double> above;
        if (i < one.perSample.size() && i < other.perSample.size())
            above = standardErrorsAbove(one.perSample[i], other.perSample[i], direction);
        if (above && std::abs(*above) > kBeyondChance) return *above > 0.0;
        if (!above && one.values[i] != other.values[i]) return direction * (one.values[i] - other.values[i]) > 0.0;
    }
    return false;
}

Result<SearchOutcome> chooseSettings(const quantization::Settings& start, std::span<const Variation> variations, Oracle& oracle,
                                     SearchListener& listener, const Progress& progress) {
    if (oracle.samples() < 1) return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "there is no sample to compare settings on"));
    return SettingsChoice(oracle, listener, progress.equalParts(variations.size() + 3)).run(start, variations);
}

}  // namespace rf::search
