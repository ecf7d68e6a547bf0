// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/tunable.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/search/trial_memory.h"

namespace rf::search {

namespace {

/// The metric that counts: the first that the user names, else the first that is measured.
Result<std::size_t> countingMetric(const Search& search, const std::vector<MetricInfo>& metrics) {
    if (metrics.empty())
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "TunableQuantization compares models by a metric, and none is measured; name one"));
    return search.metrics.empty() ? Result<std::size_t>(0) : indexOfMetric(metrics, search.metrics.front().name);
}

/// The smaller of two limits, where 0 stands for none.
template <class T>
T stricter(T a, T b) {
    return a == 0 ? b : b == 0 ? a : std::min(a, b);
}

/// One search from its beginning to its end.
class TunableRun {
public:
    TunableRun(const TunableProblem& problem, std::size_t metric, Oracle& oracle, SearchListener& listener, const Budget& budget,
               const Progress& progress)
        : m_problem(problem),
          m_metric(metric),
          m_oracle(oracle),
          m_listener(listener),
          m_trials(stricter(problem.search.maxTrials, budget.trials)),
          m_minutes(stricter(problem.search.maxMinutes, budget.minutes)),
          m_progress(progress),
          m_space(tuningSpace(problem.tuning, problem.base, problem.layers)) {}

    Result<SearchOutcome> run() {
        if (m_problem.search.load == TrialsLoad::Eval) return rebuildBest();
        RF_TRY_VOID(measureFloat());
        RF_TRY_VOID(measureReference());
        refineEarlier();
        recallEarlier();
        RF_TRY(m_outcome.stoppedBy, runTrials());
        RF_TRY_VOID(answerForAllSamples());
        return std::move(m_outcome);
    }

private:
    const MetricInfo& metric() const { return m_oracle.metrics()[m_metric]; }
    Choice start() const { return Choice(m_space.layers.size(), 0); }

    Result<Answer> ask(Candidate candidate) {
        Question question;
        question.candidate = std::move(candidate);
        if (const auto& subset = m_problem.search.evaluationSubset; subset && *subset < m_oracle.samples()) {
            question.samples.emplace(static_cast<std::size_t>(*subset));
            std::iota(question.samples->begin(), question.samples->end(), std::int64_t{0});
        }
        question.latency = true;
        RF_TRY(Answer answer, m_oracle.ask(question, nextPart()));
        m_seconds += answer.seconds;
        if (!answer.latency || !(answer.latency->milliseconds > 0))
            return fail(ErrorCode::Engine,
                        RF_TEXT("core", "the latency of a model could not be measured, which TunableQuantization needs"));
        return answer;
    }

    /// Progress of the next question; the last slice serves all that come after it.
    Progress nextPart() {
        if (m_parts.empty()) m_parts = m_progress.equalParts(static_cast<std::size_t>(std::min<std::int64_t>(m_trials, 10'000)) + 3);
        return m_parts[std::min(m_part++, m_parts.size() - 1)];
    }

    Result<void> measureFloat() {
        RF_TRY(m_float, ask({}));
        if (const auto& given = m_problem.search.metrics; !given.empty() && given.front().baseline)
            m_float.values[m_metric] = *given.front().baseline;
        SearchStep step;
        step.what = "float";
        step.answer = m_float;
        return tell(std::move(step));
    }

    Result<void> measureReference() {
        SearchStep step;
        step.what = "quantized";
        step.candidate.settings = settingsOf(m_space, start(), m_problem.base);
        RF_TRY(step.answer, ask(step.candidate));
        const TrialMeasures measures = measuresOf(step.answer, start());
        m_objective.emplace(m_problem.search, measures);
        step.accepted = m_objective->meetsAccuracy(measures);
        m_reference = step.answer;
        return tell(std::move(step));
    }

    TrialMeasures measuresOf(const Answer& answer, const Choice& choice) const {
        return {accuracyLoss(metric(), m_float.values[m_metric], answer.values[m_metric]),
                m_float.latency->milliseconds / answer.latency->milliseconds, quantizedShare(m_space, choice)};
    }

    /// fine_tune: the space around the best model of the earlier search.
    void refineEarlier() {
        if (m_problem.search.load != TrialsLoad::FineTune) return;
        if (const SearchStep* best = bestEarlier())
            m_space =
                tuningSpace(m_problem.tuning, m_problem.base, m_problem.layers, optionsIn(*best->candidate.settings, m_problem.layers));
    }

    /// The last step that was the best when it was told.
    const SearchStep* bestEarlier() const {
        const auto found = std::find_if(m_problem.earlier.rbegin(), m_problem.earlier.rend(),
                                        [](const SearchStep& step) { return step.best && step.candidate.settings; });
        return found == m_problem.earlier.rend() ? nullptr : &*found;
    }

    /// warm_start: the earlier trials count as trials of this search.
    void recallEarlier() {
        if (m_problem.search.load != TrialsLoad::WarmStart) return;
        for (const SearchStep& step : m_problem.earlier)
            if (recall(step)) ++m_finished;
    }

    /// Takes a trial over that was not run here; false if it is none of this space.
    bool recall(const SearchStep& step) {
        if (step.what != "trial" || !step.candidate.settings) return false;
        const auto choice = choiceOf(m_space, *step.candidate.settings, m_problem.base);
        if (!choice || (!step.answer.gaveUp && (!step.answer.latency || step.answer.values.size() <= m_metric))) return false;
        const TrialMemory::Trial trial = judged(*choice, step.answer);
        m_memory.add(trial);
        consider(trial, *step.candidate.settings);
        return true;
    }

    TrialMemory::Trial judged(const Choice& choice, Answer answer) const {
        TrialMemory::Trial trial{choice, std::move(answer), {}, std::numeric_limits<double>::infinity()};
        if (trial.answer.gaveUp) return trial;
        trial.measures = measuresOf(trial.answer, choice);
        const double loss = m_objective->loss(trial.measures);
        if (!std::isnan(loss)) trial.loss = loss;
        return trial;
    }

    /// Makes a trial the best one if it is; true then.
    bool consider(const TrialMemory::Trial& trial, const quantization::Settings& settings) {
        if (trial.answer.gaveUp || std::isinf(trial.loss)) return false;
        if (m_best && !m_objective->isBetter(trial.measures, m_best->measures)) return false;
        m_best = trial;
        m_outcome.best.settings = settings;
        return true;
    }

    /// The trials of other processes that were not seen yet.
    Result<void> recallOthers() {
        if (!m_problem.others) return {};
        RF_TRY(const std::vector<SearchStep> steps, m_problem.others());
        for (; m_seenOfOthers < steps.size(); ++m_seenOfOthers)
            if (recall(steps[m_seenOfOthers])) ++m_finished;
        return {};
    }

    Result<std::string> runTrials() {
        while (true) {
            RF_TRY_VOID(recallOthers());
            if (m_problem.search.stopOnTarget && m_best && m_objective->meetsTargets(m_best->measures)) return std::string("target");
            if (m_finished >= m_trials || (m_minutes > 0 && m_seconds >= 60 * m_minutes)) return std::string("budget");
            if (isEverythingTried()) return std::string("exhausted");
            RF_TRY_VOID(runTrial(m_memory.size() == 0 ? start() : nextChoice(m_space.sizes(), m_memory.history(), sampler())));
        }
    }

    TpeOptions sampler() const {
        TpeOptions options;
        options.seed = m_problem.base.sampling.seed;
        options.stream = m_problem.stream;
        options.multivariate = m_problem.search.multivariate;
        return options;
    }

    bool isEverythingTried() const {
        double points = 1;
        for (const std::size_t size : m_space.sizes()) points *= static_cast<double>(size);
        return static_cast<double>(m_memory.distinct()) >= points;
    }

    Result<void> runTrial(const Choice& choice) {
        SearchStep step;
        step.what = "trial";
        step.candidate.settings = settingsOf(m_space, choice, m_problem.base);
        if (const TrialMemory::Trial* same = m_memory.find(choice)) {
            step.answer = same->answer;
            step.answer.seconds = 0;
        } else {
            RF_TRY(step.answer, tryOut(step.candidate));
        }
        const TrialMemory::Trial trial = judged(choice, step.answer);
        m_memory.add(trial);
        ++m_finished;
        step.best = consider(trial, *step.candidate.settings);
        step.accepted = !trial.answer.gaveUp && m_objective->meetsAccuracy(trial.measures);
        step.layers = changedLayers(choice);
        step.secondsLeft = secondsLeft();
        return tell(std::move(step));
    }

    /// Choices of layers that share a tensor may contradict each other on some devices: a failed trial, not a failed search.
    Result<Answer> tryOut(const Candidate& candidate) {
        if (*candidate.settings == m_problem.base) return m_reference;  // the default settings have been measured
        const double before = m_seconds;
        auto answer = ask(candidate);
        if (!answer && answer.error().code() == ErrorCode::Unsupported) {
            Answer none;
            none.gaveUp = true;
            return none;
        }
        if (!answer) return std::move(answer).error();
        m_trialSeconds += m_seconds - before;
        ++m_measured;
        return std::move(answer).value();
    }

    std::vector<std::string> changedLayers(const Choice& choice) const {
        std::vector<std::string> layers;
        for (std::size_t i = 0; i < choice.size(); ++i)
            if (choice[i] != 0) layers.push_back(m_space.layers[i].name);
        return layers;
    }

    std::optional<double> secondsLeft() const {
        if (m_measured == 0) return std::nullopt;
        const double each = m_trialSeconds / static_cast<double>(m_measured);
        const double byTrials = each * static_cast<double>(std::max<std::int64_t>(m_trials - m_finished, 0));
        return m_minutes > 0 ? std::min(byTrials, std::max(60 * m_minutes - m_seconds, 0.0)) : byTrials;
    }

    Result<void> tell(SearchStep step) {
        for (std::size_t i = 0; step.candidate.settings && i < step.answer.values.size(); ++i) {
            const double sign = m_oracle.metrics()[i].better == metrics::Better::Higher ? 1 : -1;
            step.drops.push_back(sign * (m_float.values[i] - step.answer.values[i]));
        }
        m_outcome.steps.push_back(step);
        return m_listener.stepDone(step);
    }

    /// The end of the search: the best trial, or without any the float model.
    Result<void> answerForAllSamples() {
        if (!m_best) {
            m_outcome.answer = m_float;
            return {};
        }
        m_outcome.targetMet = m_objective->meetsTargets(m_best->measures);
        m_outcome.answer = m_best->answer;
        if (!m_problem.search.evaluationSubset || *m_problem.search.evaluationSubset >= m_oracle.samples()) return {};
        Question question;
        question.candidate = m_outcome.best;
        question.latency = true;
        RF_TRY(m_outcome.answer, m_oracle.ask(question, m_parts.back()));
        return {};
    }

    /// eval: nothing is tried; the best model of the earlier search is measured again.
    Result<SearchOutcome> rebuildBest() {
        const SearchStep* best = bestEarlier();
        if (!best)
            return fail(
                ErrorCode::InvalidArgument,
                RF_TEXT("core", "trials_load_method is 'eval', and no earlier search of this model is in the store; use cold_start"));
        SearchStep step;
        step.what = "restored";
        step.candidate = m_outcome.best = best->candidate;
        step.accepted = best->accepted;
        step.best = true;
        RF_TRY_VOID(measureFloat());
        RF_TRY(step.answer, ask(step.candidate));
        m_objective.emplace(m_problem.search, measuresOf(step.answer, start()));
        m_outcome.targetMet = m_objective->meetsTargets(measuresOf(step.answer, start()));
        m_outcome.answer = step.answer;
        m_outcome.stoppedBy = "exhausted";
        RF_TRY_VOID(tell(std::move(step)));
        return std::move(m_outcome);
    }

    const TunableProblem& m_problem;
    std::size_t m_metric;
    Oracle& m_oracle;
    SearchListener& m_listener;
    std::int64_t m_trials;
    double m_minutes;
    const Progress& m_progress;
    TuningSpace m_space;

    std::vector<Progress> m_parts;
    std::size_t m_part = 0;
    Answer m_float, m_reference;
    std::optional<Objective> m_objective;
    TrialMemory m_memory;
    std::optional<TrialMemory::Trial> m_best;
    std::int64_t m_finished = 0;  ///< trials, earlier ones and those of others included
    std::size_t m_seenOfOthers = 0;
    double m_seconds = 0;       ///< of all answers
    double m_trialSeconds = 0;  ///< of the trials that were measured
    std::int64_t m_measured = 0;
    SearchOutcome m_outcome;
};

}  // namespace

Result<SearchOutcome> tunable(const TunableProblem& problem, Oracle& oracle, SearchListener& listener, const Budget& budget,
                              const Progress& progress) {
    RF_TRY(const std::size_t metric, countingMetric(problem.search, oracle.metrics()));
    RF_TRY(SearchOutcome outcome, TunableRun(problem, metric, oracle, listener, budget, progress).run());
    RF_TRY_VOID(progress.advance(1, 1));
    return outcome;
}

}  // namespace rf::search
