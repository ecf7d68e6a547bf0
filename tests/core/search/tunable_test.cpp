// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/tunable.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace rf::search {
namespace {

using quantization::Settings;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

constexpr std::int64_t kSamples = 100;

/// What settings do to a network with layers l0, l1 …: how much accuracy is left, how long it takes.
struct Effect {
    double accuracy = 0;
    double milliseconds = 0;
};

bool isInFloat(const Settings& settings, const std::string& layer) {
    const auto& names = settings.ignored.names;
    return std::find(names.begin(), names.end(), layer) != names.end();
}

/// Twelve layers. The float model scores 0.9 in 24 ms. A layer in int8 saves a millisecond; l0 and l5 lose 2 % and 1 % then.
Effect twelveLayers(const Settings* settings) {
    Effect effect{0.9, 24};
    for (int i = 0; settings && i < 12; ++i) {
        if (isInFloat(*settings, "l" + std::to_string(i))) continue;
        effect.milliseconds -= 1;
        if (i == 0) effect.accuracy -= 0.02;
        if (i == 5) effect.accuracy -= 0.01;
    }
    return effect;
}

class TimedOracle : public Oracle {
public:
    using Model = std::function<Effect(const Settings*)>;
    explicit TimedOracle(Model model = twelveLayers) : m_model(std::move(model)) {}

    const std::vector<MetricInfo>& metrics() const override { return m_metrics; }
    std::int64_t samples() const override { return kSamples; }
    Result<Answer> ask(const Question& question, const Progress& progress) override {
        RF_TRY_VOID(progress.advance(1, 1));
        asked.push_back(question);
        const Settings* settings = question.candidate.settings ? &*question.candidate.settings : nullptr;
        if (settings && refuses && refuses(*settings)) return fail(ErrorCode::Unsupported, "no scheme suits all");
        const Effect effect = m_model(settings);
        Answer answer;
        answer.values = {effect.accuracy, -effect.accuracy};
        answer.latency = Latency{effect.milliseconds};
        answer.seconds = 10;
        return answer;
    }
    Result<std::vector<Group>> groups(const Candidate&, const Progress&) override { return std::vector<Group>(); }

    std::vector<Question> asked;
    std::function<bool(const Settings&)> refuses;

private:
    Model m_model;
    std::vector<MetricInfo> m_metrics = {{"accuracy@1"}, {"loss", metrics::Better::Lower, metrics::Unit::Number}};
};

struct Recorder : SearchListener {
    std::vector<SearchStep> steps;
    std::function<Result<void>(const SearchStep&)> then;
    Result<void> stepDone(const SearchStep& step) override {
        steps.push_back(step);
        return then ? then(step) : Result<void>();
    }
    std::vector<std::string> kinds() const {
        std::vector<std::string> kinds;
        for (const SearchStep& step : steps) kinds.push_back(step.what);
        return kinds;
    }
};

TunableProblem problem(std::int64_t trials, std::size_t layers = 12) {
    TunableProblem problem;
    problem.tuning.scope = {TuningScope::Layer};
    problem.search.maxTrials = trials;
    problem.search.accuracyLoss = 1;
    quantization::Scheme symmetric, asymmetric;
    asymmetric.mode = quantization::Mode::Asymmetric;
    for (std::size_t i = 0; i < layers; ++i)
        problem.layers.push_back({"l" + std::to_string(i), {symmetric, asymmetric}, {symmetric}, true});
    return problem;
}

Result<SearchOutcome> searched(const TunableProblem& problem, Oracle& oracle, Recorder& recorder, const Budget& budget = {}) {
    return tunable(problem, oracle, recorder, budget, Progress());
}

std::vector<Settings> trialsOf(const std::vector<SearchStep>& steps) {
    std::vector<Settings> trials;
    for (const SearchStep& step : steps)
        if (step.what == "trial") trials.push_back(*step.candidate.settings);
    return trials;
}

TEST(Tunable, BeginsWithTheFloatModelTheReferenceAndTheDefaultTrial) {
    TimedOracle oracle;
    Recorder recorder;
    const SearchOutcome outcome = searched(problem(3), oracle, recorder).value();
    EXPECT_THAT(recorder.kinds(), ElementsAre("float", "quantized", "trial", "trial", "trial"));
    EXPECT_EQ(recorder.steps, outcome.steps);
    EXPECT_EQ(recorder.steps[0].candidate, Candidate{});
    EXPECT_EQ(*recorder.steps[1].candidate.settings, Settings{});
    EXPECT_EQ(*recorder.steps[2].candidate.settings, Settings{});
    EXPECT_THAT(oracle.asked, SizeIs(4));  // the default was known from the reference
    EXPECT_NEAR(recorder.steps[1].drops[0], 0.03, 1e-12);
    EXPECT_NEAR(recorder.steps[1].drops[1], 0.03, 1e-12);  // a rise of what should be low
    EXPECT_EQ(outcome.stoppedBy, "budget");
}

// Layers l0 and l5 must go back to float: 2 % and 1 % of 0.9 are more than 1 % of the float model's accuracy. The fastest model within
// the loss then has ten layers in int8.
TEST(Tunable, FindsTheFastestModelWithinTheLoss) {
    TimedOracle oracle;
    Recorder recorder;
    const SearchOutcome outcome = searched(problem(300), oracle, recorder).value();
    EXPECT_TRUE(outcome.targetMet);
    EXPECT_TRUE(isInFloat(*outcome.best.settings, "l0"));
    EXPECT_TRUE(isInFloat(*outcome.best.settings, "l5"));
    EXPECT_LE(outcome.answer.latency->milliseconds, 15);  // at most one layer more in float than needed
    const auto best = std::find_if(outcome.steps.rbegin(), outcome.steps.rend(), [](const SearchStep& step) { return step.best; });
    EXPECT_EQ(best->candidate, outcome.best);
}

TEST(Tunable, StopsAtTheTargetWhenAsked) {
    TunableProblem wanted = problem(300);
    wanted.search.stopOnTarget = true;
    wanted.search.latencyReduction = 1.3;
    TimedOracle oracle;
    Recorder recorder;
    const SearchOutcome outcome = searched(wanted, oracle, recorder).value();
    EXPECT_EQ(outcome.stoppedBy, "target");
    EXPECT_TRUE(outcome.targetMet);
    EXPECT_EQ(outcome.steps.back().candidate, outcome.best);
    EXPECT_LT(outcome.steps.size(), 302u);
    EXPECT_GE(24 / outcome.answer.latency->milliseconds, 1.3);
}

// Every answer takes ten seconds: after float, reference and four trials a minute is over. The default trial is the reference.
TEST(Tunable, BeginsNoTrialAfterItsTime) {
    for (const bool byBudget : {false, true}) {
        TunableProblem wanted = problem(300);
        Budget budget;
        (byBudget ? budget.minutes : wanted.search.maxMinutes) = 1;
        TimedOracle oracle;
        Recorder recorder;
        EXPECT_EQ(searched(wanted, oracle, recorder, budget).value().stoppedBy, "budget");
        EXPECT_THAT(oracle.asked, SizeIs(6));
    }
}

TEST(Tunable, TakesTheStricterNumberOfTrials) {
    TimedOracle oracle;
    Recorder recorder;
    Budget budget;
    budget.trials = 4;
    EXPECT_THAT(trialsOf(searched(problem(300), oracle, recorder, budget).value().steps), SizeIs(4));
}

TEST(Tunable, AsksNoQuestionTwiceAndEndsWhenEverythingWasTried) {
    TimedOracle oracle;
    Recorder recorder;
    const SearchOutcome outcome = searched(problem(300, 3), oracle, recorder).value();
    EXPECT_EQ(outcome.stoppedBy, "exhausted");
    for (auto question = oracle.asked.begin(); question != oracle.asked.end(); ++question)
        EXPECT_EQ(std::count(oracle.asked.begin(), oracle.asked.end(), *question), 1);
    EXPECT_THAT(oracle.asked, SizeIs(1 + 8));  // the float model, and three layers in two ways
    EXPECT_GE(trialsOf(outcome.steps).size(), 8u);
}

TEST(Tunable, TakesTheSameWayOnEveryRun) {
    TimedOracle first, second, third;
    Recorder a, b, c;
    ASSERT_TRUE(searched(problem(40), first, a));
    ASSERT_TRUE(searched(problem(40), second, b));
    EXPECT_EQ(a.steps, b.steps);
    TunableProblem otherSeed = problem(40);
    otherSeed.base.sampling.seed = 7;
    ASSERT_TRUE(searched(otherSeed, third, c));
    EXPECT_NE(trialsOf(a.steps)[5].ignored, trialsOf(c.steps)[5].ignored);
}

TEST(Tunable, CountsChoicesThatTheDeviceCanNotRunAsFailedTrials) {
    TimedOracle oracle;
    oracle.refuses = [](const Settings& settings) { return isInFloat(settings, "l3"); };
    Recorder recorder;
    const SearchOutcome outcome = searched(problem(60), oracle, recorder).value();
    EXPECT_FALSE(isInFloat(*outcome.best.settings, "l3"));
    int failed = 0;
    for (const SearchStep& step : outcome.steps) {
        if (step.answer.gaveUp) ++failed;
        EXPECT_EQ(step.answer.gaveUp, step.candidate.settings && isInFloat(*step.candidate.settings, "l3"));
    }
    EXPECT_GT(failed, 0);
}

TEST(Tunable, EvaluatesTrialsOnASubsetAndTheEndOnAllSamples) {
    TunableProblem wanted = problem(3);
    wanted.search.evaluationSubset = 2;
    TimedOracle oracle;
    Recorder recorder;
    ASSERT_TRUE(searched(wanted, oracle, recorder));
    for (std::size_t i = 0; i + 1 < oracle.asked.size(); ++i) EXPECT_THAT(*oracle.asked[i].samples, ElementsAre(0, 1));
    EXPECT_FALSE(oracle.asked.back().samples);
    EXPECT_EQ(oracle.asked.back().candidate.settings.has_value(), true);
}

TEST(Tunable, GoesOnFromEarlierTrials) {
    TimedOracle oracle;
    Recorder first, second;
    TunableProblem wanted = problem(20);
    wanted.earlier = searched(wanted, oracle, first).value().steps;
    wanted.search.load = TrialsLoad::WarmStart;
    wanted.search.maxTrials = 30;
    oracle.asked.clear();
    const SearchOutcome outcome = searched(wanted, oracle, second).value();
    EXPECT_THAT(trialsOf(outcome.steps), SizeIs(10));  // 30 with those before
    for (const Settings& before : trialsOf(wanted.earlier))
        EXPECT_TRUE(std::none_of(oracle.asked.begin() + 2, oracle.asked.end(),
                                 [&](const Question& question) { return question.candidate.settings == before; }));
}

TEST(Tunable, RefinesTheBestOfAnEarlierSearch) {
    SearchStep best;
    best.what = "trial";
    best.best = true;
    best.candidate.settings.emplace().ignored.names = {"l0", "l5"};
    TunableProblem wanted = problem(20);
    wanted.earlier = {best};
    wanted.search.load = TrialsLoad::FineTune;
    TimedOracle oracle;
    Recorder recorder;
    const SearchOutcome outcome = searched(wanted, oracle, recorder).value();
    EXPECT_EQ(trialsOf(outcome.steps).front(), *best.candidate.settings);
    for (const Settings& trial : trialsOf(outcome.steps)) {
        EXPECT_TRUE(isInFloat(trial, "l0"));
        EXPECT_TRUE(isInFloat(trial, "l5"));
    }
}

TEST(Tunable, RebuildsTheBestOfAnEarlierSearch) {
    SearchStep best;
    best.what = "trial";
    best.best = true;
    best.candidate.settings.emplace().ignored.names = {"l0", "l5"};
    TunableProblem wanted = problem(20);
    wanted.earlier = {best};
    wanted.search.load = TrialsLoad::Eval;
    TimedOracle oracle;
    Recorder recorder;
    const SearchOutcome outcome = searched(wanted, oracle, recorder).value();
    EXPECT_EQ(outcome.best, best.candidate);
    EXPECT_TRUE(outcome.targetMet);
    EXPECT_THAT(recorder.kinds(), ElementsAre("float", "restored"));
    wanted.earlier.clear();
    EXPECT_THAT(searched(wanted, oracle, recorder).error().message(), HasSubstr("no earlier search"));
}

// Warm and fine starts without an earlier search are cold ones.
TEST(Tunable, StartsColdWithoutAnEarlierSearch) {
    Recorder cold, warm, fine;
    TimedOracle oracle;
    TunableProblem wanted = problem(15);
    ASSERT_TRUE(searched(wanted, oracle, cold));
    wanted.search.load = TrialsLoad::WarmStart;
    ASSERT_TRUE(searched(wanted, oracle, warm));
    wanted.search.load = TrialsLoad::FineTune;
    ASSERT_TRUE(searched(wanted, oracle, fine));
    EXPECT_EQ(trialsOf(warm.steps), trialsOf(cold.steps));
    EXPECT_EQ(trialsOf(fine.steps), trialsOf(cold.steps));
}

TEST(Tunable, LearnsFromTheTrialsOfOtherProcesses) {
    TimedOracle oracle;
    Recorder first, second;
    TunableProblem shared = problem(40);
    const std::vector<SearchStep> theirs = searched(shared, oracle, first).value().steps;
    shared.others = [&] { return Result<std::vector<SearchStep>>(theirs); };
    shared.stream = 1;
    shared.search.maxTrials = 50;
    const SearchOutcome outcome = searched(shared, oracle, second).value();
    EXPECT_THAT(trialsOf(outcome.steps), SizeIs(10));
    // The best of all is the result, whoever has found it.
    double fastest = 24;
    for (const std::vector<SearchStep>* steps : {&theirs, &outcome.steps})
        for (const SearchStep& step : *steps)
            if (step.accepted && step.what == "trial") fastest = std::min(fastest, step.answer.latency->milliseconds);
    EXPECT_EQ(outcome.answer.latency->milliseconds, fastest);
}

TEST(Tunable, LooksAtTheMetricThatIsNamed) {
    TunableProblem wanted = problem(2);
    wanted.search.metrics = {{"nothing", "", {}}};
    TimedOracle oracle;
    Recorder recorder;
    EXPECT_THAT(searched(wanted, oracle, recorder).error().message(), HasSubstr("measured are: accuracy@1, loss"));
    // With this value of the float model nothing is lost.
    wanted.search.metrics = {{"accuracy@1", "", 0.87}};
    EXPECT_TRUE(searched(wanted, oracle, recorder).value().targetMet);
}

TEST(Tunable, EndsWithTheListener) {
    TimedOracle oracle;
    Recorder recorder;
    recorder.then = [](const SearchStep& step) { return step.what == "trial" ? Result<void>(cancelled()) : Result<void>(); };
    EXPECT_EQ(searched(problem(5), oracle, recorder).error().code(), ErrorCode::Cancelled);
}

}  // namespace
}  // namespace rf::search
