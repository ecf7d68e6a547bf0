// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/tpe.h"

#include <gmock/gmock.h>

#include <limits>

#include "core/base/random.h"

namespace rf::search {
namespace {

using testing::ElementsAre;

// Ten trials of two parameters with 2 and 3 options; the last but one is the best.
std::vector<TpeTrial> tenTrials() {
    std::vector<TpeTrial> trials;
    for (std::size_t i = 0; i < 10; ++i) trials.push_back({{i % 2, i % 3}, 10.0 + static_cast<double>(i)});
    trials[8] = {{1, 2}, 1.0};
    return trials;
}

// ceil(0.3 * sqrt(10)) = ceil(0.949) = 1.
TEST(Tpe, CallsTheBestFewTrialsGood) {
    const TpeSplit split = splitTrials(tenTrials(), 0.3);
    EXPECT_THAT(split.good, ElementsAre(8));
    EXPECT_THAT(split.bad, ElementsAre(0, 1, 2, 3, 4, 5, 6, 7, 9));
}

TEST(Tpe, KeepsGoodTrialsInTheOrderInWhichTheyWereRun) {
    std::vector<TpeTrial> trials;
    for (std::size_t i = 0; i < 40; ++i) trials.push_back({{0}, 40.0 - static_cast<double>(i)});
    EXPECT_THAT(splitTrials(trials, 0.3).good, ElementsAre(38, 39));  // ceil(0.3 * 6.32) = 2; the later is the better
    EXPECT_EQ(splitTrials(trials, 10).good.size(), 25u);              // never more than 25
}

// With 28 observations the newest 25 weigh 1, the three older ones 1/28, half way up, and 1.
TEST(Tpe, ForgetsOldTrials) {
    EXPECT_THAT(forgettingWeights(3), ElementsAre(1, 1, 1));
    const std::vector<double> weights = forgettingWeights(28);
    EXPECT_DOUBLE_EQ(weights[0], 1.0 / 28);
    EXPECT_DOUBLE_EQ(weights[1], 1.0 / 28 + (1 - 1.0 / 28) / 2);
    EXPECT_DOUBLE_EQ(weights[2], 1.0);
    EXPECT_DOUBLE_EQ(weights[27], 1.0);
    EXPECT_DOUBLE_EQ(forgettingWeights(26)[0], 1.0 / 26);
}

// The smallest parameter has 2 options, so the prior of each option is 1/2. Good: one trial that chose 2, so 0.5, 0.5 and 1.5 of 2.5.
TEST(Tpe, CountsChoicesAboveThePrior) {
    EXPECT_THAT(optionProbabilities(3, std::vector<std::size_t>{2}, 0.5), ElementsAre(0.2, 0.2, 0.6));
    EXPECT_THAT(optionProbabilities(2, std::vector<std::size_t>{0, 1, 0, 1, 0, 1, 0, 1, 1}, 0.5), ElementsAre(0.45, 0.55));
    EXPECT_THAT(optionProbabilities(2, {}, 1), ElementsAre(0.5, 0.5));
}

// One step with two draws a parameter.
// First parameter: good 0.25, 0.75; bad saw 4 zeros and 5 ones: 0.45, 0.55. Option 1 has the better ratio (1.36 to 0.56), so 0 is
// taken only when both draws are 0: 1/16.
// Second parameter: good 0.2, 0.2, 0.6; bad saw 0, 1, 2, 0, 1, 2, 0, 1, 0: 4.5, 3.5 and 2.5 of 10.5. The ratios are 0.47, 0.6 and
// 2.52: option 2 is taken unless neither draw is 2, 0.4 * 0.4 = 0.16; option 0 only when both draws are 0, 0.04.
TEST(Tpe, TakesTheDrawWithTheBestRatio) {
    constexpr int kDraws = 20000;
    std::vector<int> first(2), second(3);
    const std::vector<std::size_t> sizes = {2, 3};
    for (std::uint64_t stream = 0; stream < kDraws; ++stream) {
        TpeOptions options;
        options.stream = stream;
        const auto choice = nextChoice(sizes, tenTrials(), options);
        ++first[choice[0]];
        ++second[choice[1]];
    }
    // More than five standard deviations.
    EXPECT_NEAR(first[0], kDraws / 16.0, 200);
    EXPECT_NEAR(second[2], kDraws * 0.84, 300);
    EXPECT_NEAR(second[0], kDraws * 0.04, 150);
}

TEST(Tpe, StartsWithUniformDraws) {
    std::vector<int> counts(4);
    const std::vector<std::size_t> sizes = {4};
    std::vector<TpeTrial> nine(9, TpeTrial{{3}, 0.0});
    for (std::uint64_t seed = 0; seed < 8000; ++seed) {
        TpeOptions options;
        options.seed = seed;
        ++counts[nextChoice(sizes, nine, options)[0]];
    }
    for (const int count : counts) EXPECT_NEAR(count, 2000, 200);
}

TEST(Tpe, GivesTheSameChoiceForTheSameTrials) {
    const std::vector<std::size_t> sizes = {2, 3};
    for (const bool multivariate : {false, true}) {
        TpeOptions options;
        options.multivariate = multivariate;
        EXPECT_EQ(nextChoice(sizes, tenTrials(), options), nextChoice(sizes, tenTrials(), options));
    }
}

TEST(Tpe, LivesWithFailedTrialsAndParametersWithoutAChoice) {
    const std::vector<std::size_t> sizes = {1, 2};
    const std::vector<TpeTrial> failed(12, TpeTrial{{0, 1}, std::numeric_limits<double>::infinity()});
    for (const bool multivariate : {false, true}) {
        TpeOptions options;
        options.multivariate = multivariate;
        const auto choice = nextChoice(sizes, failed, options);
        EXPECT_EQ(choice[0], 0u);
        EXPECT_LT(choice[1], 2u);
    }
}

/// 24 layers with 3 options each: every layer has a cost of its own for each option, and neighbours that choose differently cost a bit
/// more.
class Landscape {
public:
    explicit Landscape(std::uint64_t seed) {
        Random random(seed, 99);
        for (std::size_t i = 0; i < kLayers * kOptions; ++i) m_costs.push_back(random.uniform());
    }
    double at(const std::vector<std::size_t>& choice) const {
        double sum = 0;
        for (std::size_t i = 0; i < kLayers; ++i) {
            sum += m_costs[i * kOptions + choice[i]];
            if (i > 0 && choice[i] != choice[i - 1]) sum += 0.1;
        }
        return sum;
    }
    static constexpr std::size_t kLayers = 24, kOptions = 3;

private:
    std::vector<double> m_costs;
};

double bestFound(const Landscape& landscape, const TpeOptions& options, std::size_t trials) {
    const std::vector<std::size_t> sizes(Landscape::kLayers, Landscape::kOptions);
    std::vector<TpeTrial> finished;
    double best = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < trials; ++i) {
        auto choice = nextChoice(sizes, finished, options);
        const double loss = landscape.at(choice);
        best = std::min(best, loss);
        finished.push_back({std::move(choice), loss});
    }
    return best;
}

int winsAgainstRandom(bool multivariate) {
    int wins = 0;
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const Landscape landscape(seed);
        TpeOptions tpe, random;
        tpe.seed = random.seed = seed;
        tpe.multivariate = multivariate;
        random.startup = std::numeric_limits<std::size_t>::max();
        if (bestFound(landscape, tpe, 100) < bestFound(landscape, random, 100)) ++wins;
    }
    return wins;
}

TEST(Tpe, BeatsRandomSearchOfAsManyTrials) {
    EXPECT_GE(winsAgainstRandom(false), 40);
    EXPECT_GE(winsAgainstRandom(true), 40);
}

}  // namespace
}  // namespace rf::search
