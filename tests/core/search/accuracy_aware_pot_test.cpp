// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/accuracy_aware.h"
#include "tests/core/search/fake_oracle.h"
#include "tests/support/pch.h"

/// POT's loop, branch by branch (spec 02, section 4.5). One sample of a hundred is 0.01.
namespace rf::search {
namespace {

using test::FakeOracle;
using test::FloatLayers;
using test::StepList;
using testing::ElementsAre;

AccuracyControl allowing(double drop, std::int64_t rankingSize = 10) {
    AccuracyControl control;
    control.maximalDrop = drop;
    control.rankingSubsetSize = rankingSize;
    return control;
}

SearchOutcome searchedAsPot(FakeOracle& oracle, const AccuracyControl& control, StepList& steps, const Budget& budget = {}) {
    return accuracyAware(control, {}, quantization::Compatibility::Pot, oracle, steps, budget, Progress()).value();
}

TEST(PotLoop, EndsWithTheQuantizedModelWhereItIsGoodEnough) {
    FakeOracle oracle(100, {"a"}, test::fromTable({}, 99));
    StepList steps;
    const SearchOutcome outcome = searchedAsPot(oracle, allowing(0.02), steps);
    EXPECT_THAT(steps.story(), ElementsAre("float: 1.00", "quantized: 0.99"));
    EXPECT_EQ(outcome.stoppedBy, "target");
    EXPECT_TRUE(outcome.targetMet);
    EXPECT_EQ(oracle.asked.size(), 2u);
}

// Of the eight samples that are lost a spoils 5, b 2, c 1.
TEST(PotLoop, TakesOutTheGroupsThatHelpTheHardestSamplesMost) {
    FakeOracle oracle(100, {"c", "b", "a"}, test::spoiledBy({{"a", {0, 1, 2, 3, 4}}, {"b", {10, 11}}, {"c", {20}}}));
    StepList steps;
    const SearchOutcome outcome = searchedAsPot(oracle, allowing(0.02, 8), steps);
    EXPECT_THAT(steps.story(), ElementsAre("float: 1.00", "quantized: 0.92", "reverted a: 0.97", "reverted a b: 0.99"));
    EXPECT_THAT(outcome.best.inFloat, ElementsAre("a/fq_weights_1", "b/fq_weights_1"));
    std::set<std::int64_t> hardest;
    for (const Question& question : oracle.asked)
        if (question.samples) hardest.insert(question.samples->begin(), question.samples->end());
    EXPECT_EQ(hardest, (std::set<std::int64_t>{0, 1, 2, 3, 4, 10, 11, 20}));
}

// a + d is worse than a, so the loop steps back and ranks anew; all that is left scores the same, so d, the greatest name, is
// first again; it is taken now, for its own drop is what is remembered.
TEST(PotLoop, StepsBackOnceAndRemembersTheDropOfTheRejectedModel) {
    FakeOracle oracle(100, {"a", "b", "c", "d"},
                      test::fromTable({{{}, 90}, {{"b"}, 90}, {{"c"}, 90}, {{"d"}, 90}, {{"a"}, 97}, {{"a", "c", "d"}, 98}}, 96));
    StepList steps;
    const SearchOutcome outcome = searchedAsPot(oracle, allowing(0.025), steps);
    EXPECT_THAT(steps.story(), ElementsAre("float: 1.00", "quantized: 0.90", "reverted a: 0.97", "reverted a d: 0.96", "reverted a d: 0.96",
                                           "reverted a c d: 0.98"));
    EXPECT_TRUE(outcome.targetMet);
}

TEST(PotLoop, KeepsTheWorseModelIfToldSo) {
    FakeOracle oracle(100, {"a", "b", "c", "d"},
                      test::fromTable({{{}, 90}, {{"b"}, 90}, {{"c"}, 90}, {{"d"}, 90}, {{"a"}, 97}, {{"a", "c", "d"}, 98}}, 96));
    StepList steps;
    AccuracyControl control = allowing(0.025);
    control.stepBackWhenDropGrows = false;
    searchedAsPot(oracle, control, steps);
    EXPECT_THAT(steps.story(),
                ElementsAre("float: 1.00", "quantized: 0.90", "reverted a: 0.97", "reverted a d: 0.96", "reverted a c d: 0.98"));
}

TEST(PotLoop, ToleratesGrowthInTheFirstIteration) {
    FakeOracle oracle(100, {"a", "b"}, test::fromTable({{{}, 95}, {{"a", "b"}, 99}}, 94));
    StepList steps;
    AccuracyControl control = allowing(0.01);
    control.maxIterations = 1;
    const SearchOutcome outcome = searchedAsPot(oracle, control, steps);
    EXPECT_THAT(steps.story(), ElementsAre("float: 1.00", "quantized: 0.95", "reverted b: 0.94"));
    EXPECT_THAT(outcome.best.inFloat, ElementsAre("b/fq_weights_1")) << "the last model, though the quantized one was nearer";
    EXPECT_EQ(outcome.stoppedBy, "budget");
    EXPECT_FALSE(outcome.targetMet);
}

TEST(PotLoop, CallsAModelWithoutQuantizersAFailure) {
    FakeOracle oracle(100, {"a", "b"}, test::fromTable({{{}, 90}, {{"a", "b"}, 100}}, 91));
    StepList steps;
    const SearchOutcome outcome = searchedAsPot(oracle, allowing(0.01), steps);
    EXPECT_EQ(steps.story().back(), "reverted a b: 1.00");
    EXPECT_EQ(outcome.stoppedBy, "exhausted");
    EXPECT_FALSE(outcome.targetMet);
}

// Metric 1 loses 0.10, metric 2 loses 0.05: the first is worse. Taking out a mends it; then the second decides, ranked by its own
// scores: c before b.
TEST(PotLoop, TurnsToAnotherMetricOnceTheFirstIsFine) {
    FakeOracle oracle(100, {"a", "b", "c"},
                      test::rightSamples([](const FloatLayers& inFloat) { return inFloat.contains("a") ? 100 : 90; }));
    oracle.add({"second"}, test::rightSamples([](const FloatLayers& inFloat) { return inFloat.contains("c") ? 100 : 95; }));
    StepList steps;
    const SearchOutcome outcome = searchedAsPot(oracle, allowing(0.01), steps);
    EXPECT_THAT(steps.story(), ElementsAre("float: 1.00", "quantized: 0.90", "reverted a: 1.00", "reverted a c: 1.00"));
    EXPECT_THAT(steps.steps[2].drops, ElementsAre(testing::DoubleNear(0, 1e-12), testing::DoubleNear(0.05, 1e-12)));
    EXPECT_TRUE(outcome.targetMet);
}

TEST(PotLoop, DoesNotMeasureTheFloatModelWhereItsValueIsGiven) {
    FakeOracle oracle(100, {"a", "b"}, test::spoiledBy({{"a", {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}}, {"b", {60}}}));
    AccuracyControl control = allowing(0.02);
    control.metrics = {{"accuracy@1", "", 1.0}};
    StepList steps;
    searchedAsPot(oracle, control, steps);
    EXPECT_THAT(steps.story(), ElementsAre("quantized: 0.89", "reverted a: 0.99"));
    const auto floatQuestion =
        std::find_if(oracle.asked.begin(), oracle.asked.end(), [](const Question& question) { return !question.candidate.settings; });
    ASSERT_NE(floatQuestion, oracle.asked.end());
    ASSERT_TRUE(floatQuestion->samples);
    EXPECT_EQ(floatQuestion->samples->size(), 50u) << "half of all, by metric_subset_ratio";
    EXPECT_TRUE(std::is_sorted(floatQuestion->samples->begin(), floatQuestion->samples->end()));
}

FakeOracle::Score byPreset(double performance, double mixed) {
    return [=](std::int64_t sample, const FloatLayers& inFloat, const quantization::Settings* settings) {
        if (!settings || !inFloat.empty()) return 1.0;
        return static_cast<double>(sample) < (settings->preset == quantization::Preset::Mixed ? mixed : performance) ? 1.0 : 0.0;
    };
}

TEST(PotLoop, GoesOnWithTheMixedPresetEvenIfItIsWorse) {
    FakeOracle oracle(100, {"a", "b"}, byPreset(95, 90));
    AccuracyControl control = allowing(0.01);
    control.convertToMixedPreset = true;
    StepList steps;
    const SearchOutcome outcome = searchedAsPot(oracle, control, steps);
    EXPECT_THAT(steps.story(), ElementsAre("float: 1.00", "quantized: 0.95", "mixed: 0.90", "reverted b: 1.00"));
    EXPECT_EQ(outcome.best.settings->preset, quantization::Preset::Mixed);
}

TEST(PotLoop, LeavesOutTheMixedPresetWhereSomethingIsAsymmetricAlready) {
    FakeOracle oracle(100, {"a", "b"}, byPreset(95, 100));
    AccuracyControl control = allowing(0.01);
    control.convertToMixedPreset = true;
    quantization::Settings base;
    base.activations.mode = quantization::Mode::Asymmetric;
    StepList steps;
    ASSERT_TRUE(accuracyAware(control, base, quantization::Compatibility::Pot, oracle, steps, {}, Progress()));
    EXPECT_THAT(steps.story(), ElementsAre("float: 1.00", "quantized: 0.95", "reverted b: 1.00"));
}

TEST(PotLoop, EndsWithinItsBudget) {
    FakeOracle oracle(100, {"a", "b", "c"}, test::fromTable({}, 90));
    StepList steps;
    const SearchOutcome outcome = searchedAsPot(oracle, allowing(0.01), steps, {0, 2});
    EXPECT_EQ(oracle.evaluations(), 2);
    EXPECT_EQ(outcome.stoppedBy, "budget");
}

}  // namespace
}  // namespace rf::search
