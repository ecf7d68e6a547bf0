// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/algorithm.h"
#include "core/quantization/range_estimator.h"

#include "tests/support/sample_list.h"

namespace rf::quantization {
namespace {

using A = AlgorithmName;
using Names = std::vector<std::vector<AlgorithmName>>;

Names namesOf(const Settings& settings) {
    Names names;
    const auto steps = plan(withoutChoice(settings)).value();
    for (const Step& step : steps) {
        names.emplace_back();
        for (const auto& algorithm : step.algorithms) names.back().push_back(algorithm->name());
    }
    return names;
}

Settings listOf(std::vector<AlgorithmEntry> algorithms) {
    Settings settings;
    settings.algorithms = std::move(algorithms);
    return withoutChoice(settings);
}

std::string refusalOf(std::vector<AlgorithmEntry> algorithms) {
    const auto planned = plan(listOf(std::move(algorithms)));
    return planned ? "" : planned.error().message();
}

TEST(Plan, AlignsFirstAndSharesOnePassForTheRest) {
    EXPECT_EQ(namesOf({}), (Names{{A::ActivationChannelAlignment, A::SmoothQuant}, {A::MinMaxQuantization, A::FastBiasCorrection}}));
}

// The choice of ranges is the second half of MinMaxQuantization and goes by its name.
TEST(Plan, ChoosesRangesWhereNothingIsNamedOutsidePotsCompatibility) {
    Settings settings;
    const auto last = [&] { return plan(settings).value().back().algorithms.size(); };
    EXPECT_EQ(last(), 3u);
    settings.compatibility = Compatibility::Pot;
    EXPECT_EQ(last(), 2u);
    settings.rangeEstimator.preset = EstimatorPreset::Automatic;
    EXPECT_FALSE(plan(settings));
    settings.compatibility = Compatibility::Default;
    EXPECT_EQ(last(), 3u);
    settings.rangeEstimator.preset = EstimatorPreset::Default;
    EXPECT_EQ(last(), 2u);
}

TEST(Plan, TakesTheExactBiasCorrectionWhereTheFastOneIsSwitchedOff) {
    Settings settings;
    settings.biasCorrection.fast = false;
    EXPECT_EQ(namesOf(settings), (Names{{A::ActivationChannelAlignment, A::SmoothQuant}, {A::MinMaxQuantization, A::BiasCorrection}}));
}

TEST(Plan, SmoothsOnceAndNotAsPot) {
    EXPECT_EQ(namesOf(listOf({{A::SmoothQuant}, {A::DefaultQuantization}})),
              (Names{{A::SmoothQuant}, {A::ActivationChannelAlignment}, {A::MinMaxQuantization, A::FastBiasCorrection}}));
    Settings pot, off;
    pot.compatibility = Compatibility::Pot;
    off.smoothQuant.use = false;
    for (const Settings& settings : {pot, off})
        EXPECT_EQ(namesOf(settings), (Names{{A::ActivationChannelAlignment}, {A::MinMaxQuantization, A::FastBiasCorrection}}));
}

TEST(Plan, CorrectsOverflowsOnlyWhereAccumulatorsAreNarrow) {
    for (const char* device : {"GNA", "GNA3", "GNA3.5"}) {
        Settings settings;
        settings.device = device;
        EXPECT_EQ(namesOf(settings), (Names{{A::ActivationChannelAlignment, A::SmoothQuant},
                                            {A::MinMaxQuantization, A::FastBiasCorrection, A::OverflowCorrection}}))
            << device;
    }
}

// Spec 02, section 1.1: an algorithm that changes the network ends a group, the others wait for the next one.
TEST(Plan, RunsAListAsGiven) {
    EXPECT_EQ(namesOf(listOf({{A::MinMaxQuantization}})), (Names{{A::MinMaxQuantization}}));
    EXPECT_EQ(namesOf(listOf({{A::MinMaxQuantization}, {A::FastBiasCorrection}})), (Names{{A::MinMaxQuantization, A::FastBiasCorrection}}));
    EXPECT_EQ(namesOf(listOf({{A::ActivationChannelAlignment}, {A::MinMaxQuantization}, {A::BiasCorrection}, {A::WeightBiasCorrection}})),
              (Names{{A::ActivationChannelAlignment}, {A::MinMaxQuantization, A::BiasCorrection}, {A::WeightBiasCorrection}}));
}

TEST(Plan, RefusesListsThatMakeNoSense) {
    EXPECT_THAT(refusalOf({}), testing::HasSubstr("empty"));
    EXPECT_THAT(refusalOf({{A::DefaultQuantization}, {A::MinMaxQuantization}}), testing::HasSubstr("twice"));
    EXPECT_THAT(refusalOf({{A::MinMaxQuantization}, {A::ActivationChannelAlignment}}), testing::HasSubstr("before"));
    EXPECT_THAT(refusalOf({{A::DefaultQuantization}, {A::SmoothQuant}}), testing::HasSubstr("SmoothQuant changes the float model"));
}

TEST(Plan, GivesEveryAlgorithmItsOwnSamples) {
    const auto steps = plan(listOf({{A::MinMaxQuantization, Sampling{4}}, {A::BiasCorrection, Sampling{10}}})).value();
    EXPECT_EQ(steps[0].algorithms[0]->samples(100), (std::vector<std::int64_t>{0, 1, 2, 3}));
    EXPECT_EQ(steps[0].algorithms[1]->samples(100), (std::vector<std::int64_t>{0, 1})) << "a fifth of 10";
    EXPECT_EQ(steps[0].algorithms[1]->samples(3), (std::vector<std::int64_t>{0})) << "at least one";
}

/// Asks for the maximum of one tensor on samples of its own, and remembers what it was given.
class Asking final : public Algorithm {
public:
    Asking(int node, std::vector<std::int64_t> samples)
        : Algorithm(Settings()), m_node(node), m_request{{std::to_string(node), 0}}, m_samples(std::move(samples)) {}
    AlgorithmName name() const override { return A::MinMaxQuantization; }
    std::vector<std::int64_t> samples(std::int64_t) const override { return m_samples; }
    Result<std::vector<calibration::StatisticRequest>> requests(const State&) const override {
        if (m_samples.empty()) return std::vector<calibration::StatisticRequest>{};
        return std::vector{m_request};
    }
    Result<State> apply(State state, const Answers& answers, const Progress&) const override {
        if (const auto* measured = answers.statistics.find(m_request)) m_given = measured->values;
        state.alignedConsumers.push_back(graph::NodeId(m_node));  // leaves its mark
        return state;
    }
    const calibration::StatisticRequest& request() const { return m_request; }
    const std::vector<float>& given() const { return m_given; }

private:
    int m_node;
    calibration::StatisticRequest m_request;
    std::vector<std::int64_t> m_samples;
    mutable std::vector<float> m_given;
};

struct TwoAlgorithms {
    std::shared_ptr<const Asking> many = std::make_shared<Asking>(1, std::vector<std::int64_t>{0, 2, 4});
    std::shared_ptr<const Asking> few = std::make_shared<Asking>(2, std::vector<std::int64_t>{4, 1});
    Step step{{many, few}};
};

TEST(NeedsOf, JoinsRequestsAndSamplesOfAllAlgorithms) {
    const TwoAlgorithms two;
    const StepNeeds needs = needsOf(two.step, {}, 5).value();
    EXPECT_THAT(needs.requests, testing::IsSupersetOf({two.many->request(), two.few->request()}));
    EXPECT_EQ(needs.samples, (std::vector<std::int64_t>{0, 2, 4, 1})) << "every sample once, those of the first algorithm first";
}

TEST(NeedsOf, MeasuresAllExtremesWhereOneIsWanted) {
    const StepNeeds needs = needsOf(Step{{std::make_shared<Asking>(1, std::vector<std::int64_t>{0})}}, {}, 5).value();
    std::vector<calibration::Reduction> reductions;
    for (const auto& request : needs.requests) reductions.push_back(request.reduction);
    EXPECT_THAT(reductions,
                testing::UnorderedElementsAre(calibration::Reduction::Max, calibration::Reduction::Min, calibration::Reduction::AbsMax));
}

TEST(NeedsOf, TakesNoSamplesForAnAlgorithmThatAsksForNothing) {
    const StepNeeds needs = needsOf(Step{{std::make_shared<Asking>(1, std::vector<std::int64_t>{})}}, {}, 5).value();
    EXPECT_TRUE(needs.requests.empty());
    EXPECT_TRUE(needs.samples.empty());
}

TEST(ApplyStep, GivesEveryAlgorithmTheStatisticsOfItsOwnSamples) {
    const TwoAlgorithms two;
    calibration::Statistics::Data data;
    data.samples = {0, 2, 4, 1};
    // The value is the sample's index, by tens for the second tensor.
    data.values[two.many->request()] = {4, 1, 1, {0, 2, 4, 1}};
    data.values[two.few->request()] = {4, 1, 1, {0, 20, 40, 10}};
    const StepNeeds needs = needsOf(two.step, {}, 5).value();
    const State state = applyStep(two.step, needs, calibration::Statistics(std::move(data)), {}, {}, Progress()).value();
    EXPECT_EQ(two.many->given(), (std::vector<float>{0, 2, 4}));
    EXPECT_EQ(two.few->given(), (std::vector<float>{40, 10}));
    EXPECT_EQ(state.alignedConsumers, (std::vector{graph::NodeId(1), graph::NodeId(2)}))
        << "one after the other, each on the other's result";
}

}  // namespace
}  // namespace rf::quantization
