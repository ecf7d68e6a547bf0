// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/accuracy_aware_targets.h"

#include "tests/support/pch.h"

namespace rf::search {
namespace {

const std::vector<MetricInfo> kTopTwo{{"top1"}, {"top5"}};

AccuracyTargets targetsOf(const AccuracyControl& control, const std::vector<MetricInfo>& metrics, const std::vector<double>& floatValues,
                          quantization::Compatibility compatibility = quantization::Compatibility::Default) {
    AccuracyTargets targets = AccuracyTargets::create(control, metrics, quantization::habitsOf(compatibility)).value();
    targets.useMeasured(floatValues);
    targets.check().value();
    return targets;
}

AccuracyControl dropOf(double drop, DropType type = DropType::Absolute) {
    AccuracyControl control;
    control.maximalDrop = drop;
    control.dropType = type;
    return control;
}

// Appendix of spec 02: baseline 0.72, quantized 0.713.
TEST(AccuracyTargets, TakeDropsAbsolutelyOrAsAShare) {
    EXPECT_TRUE(targetsOf(dropOf(0.01), {{"top1"}}, {0.72}).accepts({0.713}));
    const AccuracyTargets relative = targetsOf(dropOf(0.01, DropType::Relative), {{"top1"}}, {0.72});
    EXPECT_DOUBLE_EQ(relative.limits()[0], 0.0072);
    EXPECT_TRUE(relative.accepts({0.713}));
    EXPECT_FALSE(relative.accepts({0.712}));
}

TEST(AccuracyTargets, TurnDropsOfMetricsThatShouldBeLow) {
    const AccuracyTargets targets = targetsOf(dropOf(0.3), {{"loss", metrics::Better::Lower}}, {2.0});
    EXPECT_NEAR(targets.drops({2.3})[0], 0.3, 1e-12);
    EXPECT_TRUE(targets.accepts({2.3}));
    EXPECT_FALSE(targets.accepts({2.31}));
    EXPECT_NEAR(*targets.leastValues()[0], 2.3, 1e-8);
}

// Appendix of spec 02: 0.01 / 0.7 = 0.0143 against 0.005 / 0.9 = 0.0056.
TEST(AccuracyTargets, FindTheMetricThatIsFarthestFromItsLimit) {
    const AccuracyTargets targets = targetsOf(dropOf(0.01), kTopTwo, {0.7, 0.9});
    EXPECT_EQ(targets.worst({0.68, 0.885}), 0u);
    EXPECT_NEAR(targets.excess({0.68, 0.885}), 0.01 / 0.7, 1e-12);
    EXPECT_NEAR(targets.meanDrop({0.68, 0.885}), 0.0175, 1e-12);
    EXPECT_EQ(targetsOf(dropOf(0.01), kTopTwo, {0.5, 0.5}).worst({0.4, 0.4}), 1u) << "of equals the last";
}

TEST(AccuracyTargets, AcceptADropThatEqualsItsLimitInDecimals) {
    EXPECT_TRUE(targetsOf(dropOf(0.01), {{"top1"}}, {0.86}).accepts({0.85}));
    EXPECT_FALSE(targetsOf(dropOf(0.01), {{"top1"}}, {0.86}, quantization::Compatibility::Pot).accepts({0.85}))
        << "0.86 - 0.85 = 0.010000000000000009";
}

TEST(AccuracyTargets, TakeAShareOfTheMagnitudeOfANegativeValue) {
    const AccuracyControl control = dropOf(0.1, DropType::Relative);
    EXPECT_TRUE(targetsOf(control, {{"score"}}, {-2.0}).accepts({-2.1}));
    const AccuracyTargets pot = targetsOf(control, {{"score"}}, {-2.0}, quantization::Compatibility::Pot);
    EXPECT_FALSE(pot.accepts({-2.0}));
    EXPECT_TRUE(pot.accepts({-1.7})) << "POT wants the model to be better";
}

TEST(AccuracyTargets, LetAMetricHaveItsOwnLimit) {
    std::vector<MetricInfo> metrics = kTopTwo;
    metrics[1].limit = 0.001;
    EXPECT_FALSE(targetsOf(dropOf(0.01), metrics, {0.7, 0.9}).accepts({0.695, 0.895}));
    EXPECT_TRUE(targetsOf(dropOf(0.01), metrics, {0.7, 0.9}, quantization::Compatibility::Pot).accepts({0.695, 0.895}));
}

TEST(AccuracyTargets, LookAtTheMetricsThatTheUserNames) {
    AccuracyControl control = dropOf(0.01);
    control.metrics = {{"top5", "", 0.9}};
    AccuracyTargets targets = AccuracyTargets::create(control, kTopTwo, {}).value();
    EXPECT_TRUE(targets.areGiven());
    targets.useGiven();
    ASSERT_TRUE(targets.check());
    EXPECT_TRUE(targets.accepts({0.1, 0.895}));
    EXPECT_FALSE(targets.accepts({0.7, 0.88}));
    EXPECT_TRUE(std::isnan(targets.drops({0.1, 0.895})[0])) << "nobody knows the float model's top1";
}

}  // namespace
}  // namespace rf::search
