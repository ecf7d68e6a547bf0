// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/choose_settings.h"

#include <gtest/gtest.h>

#include "tests/core/search/fake_oracle.h"

namespace rf::search {
namespace {

using quantization::Preset;
using quantization::Settings;

class Steps final : public SearchListener {
public:
    Result<void> stepDone(const SearchStep& step) override {
        told.push_back(step);
        return {};
    }
    std::vector<SearchStep> told;
};

Answer answerOf(std::vector<std::vector<double>> perSample) {
    Answer answer;
    for (const auto& values : perSample)
        answer.values.push_back(std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size()));
    answer.perSample = std::move(perSample);
    return answer;
}

const std::vector<MetricInfo> kShareAndError{{"agreement"}, {"nmse", metrics::Better::Lower}};

// Differences 1, 1, 1, 3: mean 1.5, standard error ½. Differences 1, 1, 1, −1: mean ½, standard error ½.
TEST(IsClearlyBetter, AsksTheNextMetricWhereTheFirstIsChance) {
    const auto better = [](const Answer& one, const Answer& other) { return isClearlyBetter(one, other, kShareAndError); };
    EXPECT_TRUE(better(answerOf({{2, 2, 2, 4}, {9, 9, 9, 9}}), answerOf({{1, 1, 1, 1}, {1, 1, 1, 1}})));
    EXPECT_FALSE(better(answerOf({{1, 1, 1, 1}, {1, 1, 1, 1}}), answerOf({{2, 2, 2, 4}, {9, 9, 9, 9}})));
    EXPECT_TRUE(better(answerOf({{1, 1, 1, 0}, {2, 2, 2, 1}}), answerOf({{0, 0, 0, 1}, {3, 3, 3, 4}}))) << "less of an error is better";
    EXPECT_FALSE(better(answerOf({{1, 1, 1, 0}, {3, 3, 3, 4}}), answerOf({{0, 0, 0, 1}, {2, 2, 2, 1}})));
    EXPECT_FALSE(better(answerOf({{1, 1}, {2, 2}}), answerOf({{1, 1}, {2, 2}})));
}

TEST(IsClearlyBetter, TakesTheValueOfAMetricWithoutValuesOfSamples) {
    Answer one, other;
    one.values = {0.8, 5};
    other.values = {0.7, 1};
    EXPECT_TRUE(isClearlyBetter(one, other, kShareAndError));
    EXPECT_FALSE(isClearlyBetter(other, one, kShareAndError));
}

Variation variation(std::string name, std::function<void(Settings&)> change) {
    return {std::move(name), [change = std::move(change)](Settings best, const Progress&) -> Result<Settings> {
                change(best);
                return best;
            }};
}

// Performance has two of ten right, mixed eight, without bias correction on top of mixed three of ten: only mixed stays.
TEST(ChooseSettings, KeepsWhatIsClearlyBetterAndGoesOnFromThere) {
    test::FakeOracle oracle(10, {"a"}, [](std::int64_t sample, const test::FloatLayers&, const Settings* settings) {
        if (!settings) return 1.0;
        const bool mixed = settings->preset == Preset::Mixed, corrects = settings->biasCorrection.fast;
        return sample < (mixed ? (corrects ? 8 : 3) : 2) ? 1.0 : 0.0;
    });
    const std::vector<Variation> variations{variation("mixed preset", [](Settings& s) { s.preset = Preset::Mixed; }),
                                            variation("exact bias correction", [](Settings& s) { s.biasCorrection.fast = false; })};
    Steps steps;
    const SearchOutcome outcome = chooseSettings({}, variations, oracle, steps, Progress()).value();
    EXPECT_EQ(outcome.best.settings->preset, Preset::Mixed);
    EXPECT_TRUE(outcome.best.settings->biasCorrection.fast);
    EXPECT_TRUE(outcome.targetMet);
    EXPECT_DOUBLE_EQ(outcome.answer.values[0], 0.8);
    std::vector<std::string> names;
    std::vector<bool> kept;
    for (const SearchStep& step : steps.told) names.push_back(step.what), kept.push_back(step.best);
    EXPECT_EQ(names, (std::vector<std::string>{"float", "quantized", "mixed preset", "exact bias correction"}));
    EXPECT_EQ(kept, (std::vector<bool>{false, true, true, false}));
    EXPECT_EQ(steps.told.back().candidate.settings->preset, Preset::Mixed) << "tried on top of what was kept";
    EXPECT_NEAR(steps.told.back().drops[0], 0.7, 1e-12);
}

TEST(ChooseSettings, ComparesOnSomeOfManySamplesAndMeasuresTheEndOnAll) {
    test::FakeOracle oracle(1000, {"a"},
                            [](std::int64_t sample, const test::FloatLayers&, const Settings*) { return sample % 2 ? 1.0 : 0.0; });
    Steps steps;
    const SearchOutcome outcome = chooseSettings({}, {}, oracle, steps, Progress()).value();
    EXPECT_DOUBLE_EQ(outcome.answer.values[0], 0.5);
    ASSERT_EQ(oracle.asked.size(), 4u);
    EXPECT_EQ(oracle.asked[0].samples->size(), static_cast<std::size_t>(kComparedSamples));
    EXPECT_FALSE(oracle.asked[1].samples) << "the float model, on all";
    EXPECT_EQ(oracle.asked[2].samples, oracle.asked[0].samples);
    EXPECT_FALSE(oracle.asked[3].samples) << "the result, on all";
}

}  // namespace
}  // namespace rf::search
