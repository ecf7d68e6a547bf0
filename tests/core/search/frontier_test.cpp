// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/frontier.h"

#include <gmock/gmock.h>

namespace rf::search {
namespace {

using metrics::Better;
using testing::ElementsAre;

SearchStep step(const std::string& layer, double value, double milliseconds, std::int64_t bytes) {
    SearchStep step;
    step.what = "trial";
    step.candidate.settings.emplace();
    step.candidate.settings->ignored.names = {layer};
    step.answer.values = {value};
    step.answer.latency = Latency{milliseconds};
    step.answer.bytes = bytes;
    return step;
}

std::vector<std::string> layersOf(const std::vector<SearchStep>& steps) {
    std::vector<std::string> layers;
    for (const SearchStep& step : steps) layers.push_back(step.candidate.settings->ignored.names[0]);
    return layers;
}

const std::vector<SearchStep> kSteps = {
    step("accurate", 0.90, 4, 400),  //
    step("fast", 0.80, 1, 100),      //
    step("between", 0.85, 2, 200),   //
    step("slower", 0.85, 3, 200),    // between is faster
    step("smaller", 0.85, 3, 150),   // between is faster, this is smaller
    step("worse", 0.79, 1, 100),     // fast is better
};

TEST(Frontier, KeepsWhatNothingBeats) {
    EXPECT_THAT(onFrontier(kSteps, Better::Higher), ElementsAre(true, true, true, false, true, false));
    EXPECT_THAT(layersOf(frontier(kSteps, Better::Higher)), ElementsAre("fast", "between", "smaller", "accurate"));
}

TEST(Frontier, KnowsMetricsThatShouldBeLow) {
    const std::vector<SearchStep> steps = {step("a", 0.1, 2, 1), step("b", 0.2, 1, 1), step("c", 0.2, 2, 1)};
    EXPECT_THAT(onFrontier(steps, Better::Lower), ElementsAre(true, true, false));
}

TEST(Frontier, LeavesOutRepetitionsAndWhatEndedEarly) {
    std::vector<SearchStep> steps = {step("a", 0.9, 1, 1), step("a", 0.9, 1, 1), step("b", 0.99, 0.5, 1)};
    steps[2].answer.gaveUp = true;
    EXPECT_THAT(onFrontier(steps, Better::Higher), ElementsAre(true, false, false));
}

TEST(Frontier, TakesWhatWasNotMeasuredForTheWorst) {
    std::vector<SearchStep> steps = {step("timed", 0.9, 1, 1), step("untimed", 0.9, 0, 1), step("better", 0.95, 0, 1),
                                     step("blind", 0, 0, 0)};
    for (const std::size_t i : {1, 2, 3}) steps[i].answer.latency.reset();
    steps[3].answer.values.clear();
    EXPECT_THAT(onFrontier(steps, Better::Higher), ElementsAre(true, false, true, false));
}

TEST(Frontier, OfNothingIsEmpty) { EXPECT_TRUE(frontier({}, Better::Higher).empty()); }

}  // namespace
}  // namespace rf::search
