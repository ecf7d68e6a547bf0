// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/accuracy_aware_targets.h"

namespace rf::search {

/// Values of single samples of the difference set, by metric. Empty: not known yet.
using PerSampleValues = std::vector<std::vector<double>>;

/// A candidate that was evaluated on all samples.
struct Evaluated {
    Candidate candidate;
    Answer answer;
    bool accepted = false;
    PerSampleValues perSample = {};  ///< empty where the evaluation may have ended early
};

/// What all parts of an accuracy-aware search share: questions, the steps told so far, the best candidate, the budget. Borrows
/// everything it is given.
class AccuracyRun {
public:
    AccuracyRun(const AccuracyControl& limits, const quantization::Settings& settings, quantization::Compatibility compatibility,
                Oracle& answers, SearchListener& listener, const Budget& budget, Progress progress)
        : control(limits),
          base(settings),
          habits(quantization::habitsOf(compatibility)),
          oracle(answers),
          m_listener(listener),
          m_budget(budget),
          m_rest(std::move(progress)) {}

    const AccuracyControl& control;
    const quantization::Settings& base;
    const quantization::Habits& habits;
    Oracle& oracle;
    AccuracyTargets targets;
    std::optional<std::vector<std::int64_t>> differences;  ///< the difference set; nothing: all samples
    PerSampleValues floatValues;                           ///< of the difference set

    /// A question that is no step of its own.
    Result<Answer> ask(Question question);
    Result<std::vector<Group>> groups(const Candidate& candidate);

    enum class Ending { Complete, Early };  ///< Early: the evaluation may end once the candidate can't be accepted any more
    /// Evaluates on all samples and tells the step. `layers` are those that it has changed, `further` the evaluations that may follow.
    Result<Evaluated> evaluate(const std::string& what, Candidate candidate, std::vector<std::string> layers,
                               Ending ending = Ending::Complete, std::int64_t further = 0);
    /// Tells the float model's answer, which is no candidate.
    Result<void> tellFloat(const Answer& answer);
    /// Asks for the values of the difference set where they are not known yet.
    Result<PerSampleValues> valuesOf(const Candidate& candidate);

    bool isBudgetSpent() const;
    std::int64_t rankingSize() const;
    /// Makes a candidate the end of the search, whatever was better before.
    void settleOn(const Evaluated& evaluated) { m_best = evaluated; }
    SearchOutcome outcome(const std::string& stoppedBy) const;

private:
    Progress nextPart();
    bool isBetter(const Evaluated& evaluated) const;
    Result<void> tell(SearchStep step, std::int64_t further);

    SearchListener& m_listener;
    Budget m_budget;
    Progress m_rest;
    double m_seconds = 0;            ///< of all answers, so that a resumed search has the same budget
    double m_evaluationSeconds = 0;  ///< of whole evaluations
    std::int64_t m_evaluations = 0;
    std::optional<Evaluated> m_best;
    std::vector<SearchStep> m_steps;
};

}  // namespace rf::search
