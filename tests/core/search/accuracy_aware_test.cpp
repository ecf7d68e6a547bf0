// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/accuracy_aware.h"

#include "tests/core/search/fake_oracle.h"
#include "tests/support/pch.h"

namespace rf::search {
namespace {

using test::FakeOracle;
using test::FloatLayers;
using test::StepList;
using testing::DoubleNear;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

AccuracyControl within(double drop) {
    AccuracyControl control;
    control.maximalDrop = drop;
    return control;
}

Result<SearchOutcome> searched(FakeOracle& oracle, const AccuracyControl& control, StepList& steps, const Budget& budget = {}) {
    return accuracyAware(control, {}, quantization::Compatibility::Default, oracle, steps, budget, Progress());
}

FloatLayers floatLayersOf(const SearchOutcome& outcome) { return FakeOracle::layersOf(outcome.best); }

// Eight layers lose 8, 7 … 1 of a thousand samples, 36 in all. 15 may be lost, so the first three (8 + 7 + 6 = 21) have to go:
// prefixes of 1, 2, 4, then 3; 1 and 2 of them, given back, lose too much (7 + 15 and 8 + 15 of them).
std::map<std::string, std::vector<std::int64_t>> eightLayers() {
    std::map<std::string, std::vector<std::int64_t>> spoils;
    std::int64_t next = 0;
    for (int lost = 8; lost >= 1; --lost)
        for (int i = 0; i < lost; ++i) spoils[std::string(1, static_cast<char>('a' + 8 - lost))].push_back(next += 11);
    return spoils;
}

TEST(AccuracyAware, FindsTheShortestBeginningOfTheRankingByDoublingAndHalving) {
    FakeOracle oracle(1000, {"h", "g", "f", "e", "d", "c", "b", "a"}, test::spoiledBy(eightLayers()));
    StepList steps;
    const SearchOutcome outcome = searched(oracle, within(0.015), steps).value();
    EXPECT_EQ(floatLayersOf(outcome), (FloatLayers{"a", "b", "c"}));
    EXPECT_TRUE(outcome.targetMet);
    EXPECT_EQ(outcome.stoppedBy, "target");
    EXPECT_DOUBLE_EQ(outcome.answer.values[0], 0.985);
    const std::vector<std::string> story = steps.story();
    EXPECT_THAT(std::vector(story.begin() + 2, story.begin() + 6),
                ElementsAre("reverted a: 0.97", "reverted a b: 0.98", "reverted a b c d: 0.99", "reverted a b c: 0.98"));
    for (const SearchStep& step : steps.steps) EXPECT_FALSE(step.what == "restored" && step.accepted);
}

// The first layer of the ranking helps only as long as the second is quantized: together with it, it is in float for nothing.
TEST(AccuracyAware, QuantizesAgainWhatTurnsOutHarmless) {
    StepList steps;
    FakeOracle oracle(100, {"a", "b", "c"},
                      test::fromTable({{{}, 90}, {{"a"}, 96}, {{"b"}, 95}, {{"a", "b"}, 97}, {{"a", "b", "c"}, 99}, {{"b", "c"}, 99}}, 90));
    const SearchOutcome outcome = searched(oracle, within(0.01), steps).value();
    EXPECT_EQ(floatLayersOf(outcome), (FloatLayers{"b", "c"}));
    EXPECT_THAT(steps.story(), testing::Contains("restored b c: 0.99"));
    EXPECT_TRUE(outcome.targetMet);
}

// In the order a, b, d three layers are needed. Once a is in float, c helps more than the other two together.
TEST(AccuracyAware, RanksAnewBehindTheFirstHalf) {
    FakeOracle oracle(100, {"a", "b", "c", "d"},
                      test::fromTable({{{}, 90},
                                       {{"a"}, 95},
                                       {{"b"}, 94},
                                       {{"c"}, 92},
                                       {{"d"}, 93},
                                       {{"a", "b"}, 96},
                                       {{"a", "d"}, 96},
                                       {{"b", "d"}, 95},
                                       {{"a", "b", "d"}, 99},
                                       {{"a", "b", "c", "d"}, 99},
                                       {{"a", "c"}, 99}},
                                      94));
    StepList steps;
    const SearchOutcome outcome = searched(oracle, within(0.01), steps).value();
    EXPECT_THAT(steps.story(), testing::Contains("reverted a b d: 0.99"));
    EXPECT_EQ(floatLayersOf(outcome), (FloatLayers{"a", "c"}));
}

TEST(AccuracyAware, ReturnsTheNearestModelWhereNothingIsEnough) {
    FakeOracle oracle(100, {"a", "b", "c"}, test::fromTable({{{}, 90}, {{"a"}, 96}}, 92));
    StepList steps;
    AccuracyControl control = within(0.01);
    const SearchOutcome outcome = searched(oracle, control, steps).value();
    EXPECT_FALSE(outcome.targetMet);
    EXPECT_EQ(outcome.stoppedBy, "exhausted");
    EXPECT_EQ(floatLayersOf(outcome), (FloatLayers{"a", "b", "c"})) << "evaluations that end early are no values to compare";
    EXPECT_DOUBLE_EQ(outcome.answer.values[0], 0.92);
}

TEST(AccuracyAware, AcceptsAModelInFloatIfNothingElseWillDo) {
    FakeOracle oracle(100, {"a", "b"}, test::fromTable({{{"a", "b"}, 100}}, 90));
    StepList steps;
    const SearchOutcome outcome = searched(oracle, within(0.01), steps).value();
    EXPECT_TRUE(outcome.targetMet);
    EXPECT_EQ(floatLayersOf(outcome), (FloatLayers{"a", "b"}));
}

TEST(AccuracyAware, EndsEvaluationsThatCantBeAcceptedAnyMore) {
    FakeOracle oracle(1000, {"h", "g", "f", "e", "d", "c", "b", "a"}, test::spoiledBy(eightLayers()));
    StepList steps;
    ASSERT_TRUE(searched(oracle, within(0.015), steps));
    for (const Question& question : oracle.asked) {
        const bool isDecision = !question.samples && !question.perSample;
        ASSERT_EQ(question.mustReach.empty(), !isDecision);
        EXPECT_NEAR(isDecision ? *question.mustReach[0] : 0.985, 0.985, 1e-8);
    }
}

TEST(AccuracyAware, TakesTheSameWayEveryTime) {
    std::vector<SearchStep> first;
    for (int run = 0; run < 2; ++run) {
        FakeOracle oracle(1000, {"h", "g", "f", "e", "d", "c", "b", "a"}, test::spoiledBy(eightLayers()));
        StepList steps;
        ASSERT_TRUE(searched(oracle, within(0.015), steps));
        if (run == 0) first = steps.steps;
        EXPECT_EQ(steps.steps, first);
    }
}

TEST(AccuracyAware, TellsTheBestSoFar) {
    FakeOracle oracle(1000, {"h", "g", "f", "e", "d", "c", "b", "a"}, test::spoiledBy(eightLayers()));
    StepList steps;
    const SearchOutcome outcome = searched(oracle, within(0.015), steps).value();
    const auto last = std::find_if(steps.steps.rbegin(), steps.steps.rend(), [](const SearchStep& step) { return step.best; });
    ASSERT_NE(last, steps.steps.rend());
    EXPECT_EQ(last->candidate, outcome.best);
    EXPECT_EQ(outcome.steps, steps.steps);
    EXPECT_TRUE(steps.steps[2].secondsLeft);
}

TEST(AccuracyAware, StopsWithTheBestOfItsBudget) {
    for (const Budget& budget : {Budget{0, 3}, Budget{50, 0}}) {  // a sample takes a second
        FakeOracle oracle(1000, {"h", "g", "f", "e", "d", "c", "b", "a"}, test::spoiledBy(eightLayers()));
        StepList steps;
        const SearchOutcome outcome = searched(oracle, within(0.015), steps, budget).value();
        EXPECT_EQ(outcome.stoppedBy, "budget");
        EXPECT_FALSE(outcome.targetMet);
        EXPECT_LE(oracle.evaluations(), 3);
        EXPECT_TRUE(outcome.best.settings);
    }
}

TEST(AccuracyAware, EndsWithTheErrorOfItsListener) {
    FakeOracle oracle(100, {"a", "b"}, test::fromTable({}, 90));
    StepList steps;
    steps.limit = 2;
    const auto outcome = searched(oracle, within(0.01), steps);
    ASSERT_FALSE(outcome);
    EXPECT_THAT(outcome.error().message(), HasSubstr("disk is full"));
}

TEST(AccuracyAware, KeepsTheBetterOfTwoPresets) {
    for (const auto& [mixed, expected] :
         {std::pair{90.0, quantization::Preset::Performance}, std::pair{97.0, quantization::Preset::Mixed}}) {
        FakeOracle oracle(
            100, {"a"}, [mixed = mixed](std::int64_t sample, const FloatLayers& layers, const quantization::Settings* settings) {
                if (!settings || !layers.empty()) return 1.0;
                return static_cast<double>(sample) < (settings->preset == quantization::Preset::Mixed ? mixed : 95.0) ? 1.0 : 0.0;
            });
        AccuracyControl control = within(0.01);
        control.convertToMixedPreset = true;
        StepList steps;
        EXPECT_EQ(searched(oracle, control, steps)->best.settings->preset, expected);
    }
}

// Exact bias correction is right where fast is not; the estimators make no difference.
TEST(AccuracyAware, TunesSettingsOnTheHardestSamples) {
    FakeOracle oracle(100, {"a"}, [](std::int64_t sample, const FloatLayers&, const quantization::Settings* settings) {
        return !settings || !settings->biasCorrection.fast || sample < 90 ? 1.0 : 0.0;
    });
    AccuracyControl control = within(0.01);
    control.tuneHyperparameters = true;
    control.rankingSubsetSize = 10;
    StepList steps;
    const SearchOutcome outcome = searched(oracle, control, steps).value();
    EXPECT_THAT(steps.story(), ElementsAre("float: 1.00", "quantized: 0.90", "tuned: 1.00"));
    EXPECT_FALSE(outcome.best.settings->biasCorrection.fast);
    std::size_t choices = 0;
    for (const Question& question : oracle.asked)
        if (question.samples) {
            ++choices;
            EXPECT_THAT(*question.samples, UnorderedElementsAre(90, 91, 92, 93, 94, 95, 96, 97, 98, 99));
        }
    EXPECT_EQ(choices, 1u + 10u + 2u);
}

TEST(AccuracyAware, HoldsEveryMetricToItsOwnLimit) {
    FakeOracle oracle(100, {"a", "b"}, test::fromTable({}, 95));  // loses 0.05
    oracle.setMetric(0, {"accuracy@1", metrics::Better::Higher, metrics::Unit::Share, 0.05});
    oracle.add({"loss", metrics::Better::Lower, metrics::Unit::Number},
               [](std::int64_t, const FloatLayers& layers, const quantization::Settings* settings) {
                   return settings && !layers.contains("b") ? 2.3 : 2.0;
               });
    StepList steps;
    const SearchOutcome outcome = searched(oracle, within(0.1), steps).value();
    EXPECT_EQ(floatLayersOf(outcome), FloatLayers{"b"}) << "the loss grew by 0.3";
    EXPECT_TRUE(outcome.targetMet);
    EXPECT_THAT(steps.steps[1].drops, ElementsAre(DoubleNear(0.05, 1e-12), DoubleNear(0.3, 1e-12)));
}

// The float model's distance to itself is infinite; the limit is the least value.
TEST(AccuracyAware, WorksWithoutLabels) {
    const auto infinite = std::numeric_limits<double>::infinity();
    FakeOracle oracle(10, {"a", "b"}, [=](std::int64_t, const FloatLayers& layers, const quantization::Settings* settings) {
        return !settings ? infinite : layers.contains("a") ? 31.0 : layers.contains("b") ? 24.0 : 21.0;
    });
    oracle.setMetric(0, {"sqnr", metrics::Better::Higher, metrics::Unit::Decibel, 30.0});
    StepList steps;
    const SearchOutcome outcome = searched(oracle, within(0.01), steps).value();
    EXPECT_TRUE(outcome.targetMet);
    EXPECT_EQ(floatLayersOf(outcome), FloatLayers{"a"});
}

TEST(AccuracyAware, RefusesDevicesThatCantRunFloat) {
    FakeOracle oracle(10, {"a"}, test::fromTable({}, 9));
    StepList steps;
    quantization::Settings base;
    base.device = "GNA3";
    const auto outcome = accuracyAware(within(0.01), base, quantization::Compatibility::Default, oracle, steps, {}, Progress());
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code(), ErrorCode::Unsupported);
    EXPECT_TRUE(oracle.asked.empty());
}

TEST(AccuracyAware, RefusesMetricsThatItCantCompare) {
    FakeOracle oracle(10, {"a"}, [](std::int64_t, const FloatLayers&, const quantization::Settings* settings) {
        return settings ? 20.0 : std::numeric_limits<double>::infinity();
    });
    oracle.setMetric(0, {"sqnr", metrics::Better::Higher, metrics::Unit::Decibel});
    StepList steps;
    EXPECT_THAT(searched(oracle, within(0.01), steps).error().message(), HasSubstr("no metric"));
    AccuracyControl control = within(0.01);
    control.metrics = {{"sqnr", "", {}}};
    EXPECT_THAT(searched(oracle, control, steps).error().message(), HasSubstr("'sqnr'"));
    control.metrics = {{"accuracy@5", "", {}}};
    EXPECT_THAT(searched(oracle, control, steps).error().message(), HasSubstr("measured are: sqnr"));
    EXPECT_TRUE(steps.steps.empty());
}

}  // namespace
}  // namespace rf::search
