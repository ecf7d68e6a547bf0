// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/accuracy_aware_run.h"

#include <algorithm>

namespace rf::search {

namespace {

constexpr std::int64_t kUsualRankingSize = 300;
constexpr double kPart = 1, kRest = 9;  ///< how many questions will follow is not known: each takes a tenth of what is left
constexpr double kSecondsPerMinute = 60;

/// The values of some samples out of those of all.
PerSampleValues valuesAt(const PerSampleValues& all, const std::optional<std::vector<std::int64_t>>& samples) {
    if (!samples) return all;
    PerSampleValues values(all.size());
    for (std::size_t metric = 0; metric < all.size(); ++metric)
        for (const std::int64_t sample : *samples) values[metric].push_back(all[metric][static_cast<std::size_t>(sample)]);
    return values;
}

}  // namespace

Progress AccuracyRun::nextPart() {
    const std::vector<Progress> parts = m_rest.split({kPart, kRest});
    m_rest = parts[1];
    return parts[0];
}

Result<Answer> AccuracyRun::ask(Question question) {
    RF_TRY(Answer answer, oracle.ask(question, nextPart()));
    m_seconds += answer.seconds;
    return answer;
}

Result<std::vector<Group>> AccuracyRun::groups(const Candidate& candidate) { return oracle.groups(candidate, nextPart()); }

Result<Evaluated> AccuracyRun::evaluate(const std::string& what, Candidate candidate, std::vector<std::string> layers, Ending ending,
                                        std::int64_t further) {
    Question question{candidate};
    question.perSample = ending == Ending::Complete;
    if (ending == Ending::Early) question.mustReach = targets.leastValues();
    RF_TRY(Answer answer, ask(std::move(question)));
    ++m_evaluations;
    m_evaluationSeconds += answer.seconds;

    Evaluated evaluated{std::move(candidate), std::move(answer)};
    evaluated.accepted = !evaluated.answer.gaveUp && targets.accepts(evaluated.answer.values);
    if (ending == Ending::Complete) evaluated.perSample = valuesAt(evaluated.answer.perSample, differences);
    SearchStep step;
    step.what = what;
    step.candidate = evaluated.candidate;
    step.answer = evaluated.answer;
    step.drops = targets.drops(evaluated.answer.values);
    step.layers = std::move(layers);
    step.accepted = evaluated.accepted;
    step.best = isBetter(evaluated);
    if (step.best) m_best = evaluated;
    RF_TRY_VOID(tell(std::move(step), further));
    return evaluated;
}

Result<void> AccuracyRun::tellFloat(const Answer& answer) {
    SearchStep step;
    step.what = "float";
    step.answer = answer;
    step.drops.assign(answer.values.size(), 0.0);
    return tell(std::move(step), 0);
}

Result<void> AccuracyRun::tell(SearchStep step, std::int64_t further) {
    step.answer.perSample.clear();  // large, and kept with the answer
    if (further > 0 && m_evaluations > 0)
        step.secondsLeft = m_evaluationSeconds / static_cast<double>(m_evaluations) * static_cast<double>(further);
    m_steps.push_back(step);
    return m_listener.stepDone(step);
}

Result<PerSampleValues> AccuracyRun::valuesOf(const Candidate& candidate) {
    Question question{candidate};
    question.samples = differences;
    question.perSample = true;
    RF_TRY(Answer answer, ask(std::move(question)));
    return std::move(answer.perSample);
}

bool AccuracyRun::isBudgetSpent() const {
    return (m_budget.trials > 0 && m_evaluations >= m_budget.trials) ||
           (m_budget.minutes > 0 && m_seconds >= m_budget.minutes * kSecondsPerMinute);
}

std::int64_t AccuracyRun::rankingSize() const { return std::min(control.rankingSubsetSize.value_or(kUsualRankingSize), oracle.samples()); }

/// Within the limits the candidate with more layers in int8, of equals the more accurate one; outside the nearest.
bool AccuracyRun::isBetter(const Evaluated& evaluated) const {
    if (evaluated.answer.gaveUp) return false;
    if (!m_best || evaluated.accepted != m_best->accepted) return !m_best || evaluated.accepted;
    const double share = evaluated.answer.quantizedShare, bestShare = m_best->answer.quantizedShare;
    if (evaluated.accepted && share != bestShare) return share > bestShare;
    return targets.excess(evaluated.answer.values) < targets.excess(m_best->answer.values);
}

SearchOutcome AccuracyRun::outcome(const std::string& stoppedBy) const {
    SearchOutcome outcome;
    if (m_best) {
        outcome.best = m_best->candidate;
        outcome.answer = m_best->answer;
        outcome.targetMet = m_best->accepted;
    }
    outcome.stoppedBy = stoppedBy;
    outcome.steps = m_steps;
    return outcome;
}

}  // namespace rf::search
