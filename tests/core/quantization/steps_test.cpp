// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/algorithm.h"

#include <gmock/gmock.h>

namespace rf::quantization {
namespace {

using enum AlgorithmName;
using Names = std::vector<std::vector<AlgorithmName>>;

Names namesOf(const Settings& settings) {
    Names names;
    const auto steps = plan(settings).value();
    for (const Step& step : steps) {
        names.emplace_back();
        for (const auto& algorithm : step.algorithms) names.back().push_back(algorithm->name());
    }
    return names;
}

Settings listOf(std::vector<AlgorithmEntry> algorithms) {
    Settings settings;
    settings.algorithms = std::move(algorithms);
    return settings;
}

std::string refusalOf(std::vector<AlgorithmEntry> algorithms) {
    const auto planned = plan(listOf(std::move(algorithms)));
    return planned ? "" : planned.error().message();
}

TEST(Plan, AlignsFirstAndSharesOnePassForTheRest) {
    EXPECT_EQ(namesOf({}), (Names{{ActivationChannelAlignment}, {MinMaxQuantization, FastBiasCorrection}}));
}

TEST(Plan, TakesTheExactBiasCorrectionWhereTheFastOneIsSwitchedOff) {
    Settings settings;
    settings.biasCorrection.fast = false;
    EXPECT_EQ(namesOf(settings), (Names{{ActivationChannelAlignment}, {MinMaxQuantization, BiasCorrection}}));
}

TEST(Plan, CorrectsOverflowsOnlyWhereAccumulatorsAreNarrow) {
    for (const char* device : {"GNA", "GNA3", "GNA3.5"}) {
        Settings settings;
        settings.device = device;
        EXPECT_EQ(namesOf(settings), (Names{{ActivationChannelAlignment}, {MinMaxQuantization, FastBiasCorrection, OverflowCorrection}})) << device;
    }
}

// Spec 02, section 1.1: an algorithm that changes the network ends a group, the others wait for the next one.
TEST(Plan, RunsAListAsGiven) {
    EXPECT_EQ(namesOf(listOf({{MinMaxQuantization}})), (Names{{MinMaxQuantization}}));
    EXPECT_EQ(namesOf(listOf({{MinMaxQuantization}, {FastBiasCorrection}})), (Names{{MinMaxQuantization, FastBiasCorrection}}));
    EXPECT_EQ(namesOf(listOf({{ActivationChannelAlignment}, {MinMaxQuantization}, {BiasCorrection}, {WeightBiasCorrection}})),
              (Names{{ActivationChannelAlignment}, {MinMaxQuantization, BiasCorrection}, {WeightBiasCorrection}}));
}

TEST(Plan, RefusesListsThatMakeNoSense) {
    EXPECT_THAT(refusalOf({}), testing::HasSubstr("empty"));
    EXPECT_THAT(refusalOf({{DefaultQuantization}, {MinMaxQuantization}}), testing::HasSubstr("twice"));
    EXPECT_THAT(refusalOf({{MinMaxQuantization}, {ActivationChannelAlignment}}), testing::HasSubstr("before"));
}

TEST(Plan, GivesEveryAlgorithmItsOwnSamples) {
    const auto steps = plan(listOf({{MinMaxQuantization, Sampling{4}}, {BiasCorrection, Sampling{10}}})).value();
    EXPECT_EQ(steps[0].algorithms[0]->samples(100), (std::vector<std::int64_t>{0, 1, 2, 3}));
    EXPECT_EQ(steps[0].algorithms[1]->samples(100), (std::vector<std::int64_t>{0, 1})) << "a fifth of 10";
    EXPECT_EQ(steps[0].algorithms[1]->samples(3), (std::vector<std::int64_t>{0})) << "at least one";
}

}  // namespace
}  // namespace rf::quantization
