// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/results/frontier_output.h"

#include <gmock/gmock.h>

#include <limits>

namespace rf::results {
namespace {

using testing::HasSubstr;
using testing::Not;

search::SearchStep measured(const std::string& what, const std::string& inFloat, double value, double milliseconds, std::int64_t bytes) {
    search::SearchStep step;
    step.what = what;
    if (what != "float") step.candidate.settings.emplace().ignored.names = {inFloat};
    step.answer.values = {value};
    step.answer.latency = search::Latency{milliseconds};
    step.answer.bytes = bytes;
    step.answer.quantizedShare = what == "float" ? 0 : 0.5;
    step.accepted = value >= 0.87;
    return step;
}

/// The float model, two that are on the frontier, one that is not, a repetition, and one that ended early.
SearchRecord fiveSteps() {
    SearchRecord record{{{"accuracy@1"}}, {0.01}, true, "budget", {}};
    record.steps = {measured("float", "", 0.88, 4, 400), measured("quantized", "a", 0.86, 2, 100), measured("trial", "b", 0.875, 2.5, 200),
                    measured("trial", "c", 0.85, 3, 300), measured("trial", "b", 0.875, 2.5, 200)};
    record.steps.push_back(measured("trial", "d", 0.9, 1, 1));
    record.steps.back().answer.gaveUp = true;
    return record;
}

TEST(FrontierOutput, RatesEveryCandidateOnce) {
    std::vector<std::pair<std::size_t, bool>> rated;
    for (const RatedStep& step : ratedSteps(fiveSteps())) rated.emplace_back(step.number, step.onFrontier);
    EXPECT_EQ(rated, (std::vector<std::pair<std::size_t, bool>>{{1, true}, {2, true}, {3, true}, {4, false}}));
}

TEST(FrontierOutput, KnowsTheTarget) {
    SearchRecord record = fiveSteps();
    EXPECT_DOUBLE_EQ(*targetValue(record), 0.87);
    record.metrics[0].better = metrics::Better::Lower;
    EXPECT_DOUBLE_EQ(*targetValue(record), 0.89);
    record.steps[0].answer.values[0] = std::numeric_limits<double>::infinity();
    record.limits = {20};
    EXPECT_DOUBLE_EQ(*targetValue(record), 20);  // of SQNR the least value is the limit
    record.limits.clear();
    EXPECT_EQ(targetValue(record), std::nullopt);
}

TEST(FrontierOutput, WritesATable) {
    SearchRecord record = fiveSteps();
    record.steps[3].answer.latency.reset();
    EXPECT_EQ(frontierCsv(record),
              "number,what,accuracy@1,latency_ms,bytes,quantized_share,on_frontier,accepted\n"
              "1,float,0.88,4,400,0,1,1\n"
              "2,quantized,0.86,2,100,0.5,1,0\n"
              "3,trial,0.875,2.5,200,0.5,1,1\n"
              "4,trial,0.85,,300,0.5,0,0\n");
}

int occurrences(const std::string& text, const std::string& part) {
    int count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

TEST(FrontierOutput, DrawsEveryCandidateWithALatency) {
    const std::string svg = frontierSvg(fiveSteps());
    EXPECT_EQ(occurrences(svg, "<circle"), 4);
    EXPECT_EQ(occurrences(svg, "fill-opacity"), 1);  // the one that is beaten
    EXPECT_THAT(svg, HasSubstr(">target 87.00 %<"));
    EXPECT_THAT(svg, HasSubstr(">accuracy@1, %<"));
    EXPECT_EQ(occurrences(svg, "<svg"), occurrences(svg, "</svg>"));
}

// Milliseconds 2 to 4 with room: the axis goes from 1.5 to 4.5 in steps of 0.5, 658 pixels wide from 78 on.
TEST(FrontierOutput, PlacesPointsByTheirValues) { EXPECT_THAT(frontierSvg(fiveSteps()), HasSubstr("cx=\"187.7\"")); }

TEST(FrontierOutput, CopesWithOnePointAndWithNone) {
    SearchRecord record = fiveSteps();
    record.steps.resize(1);
    record.limits.clear();
    EXPECT_EQ(occurrences(frontierSvg(record), "<circle"), 1);
    EXPECT_THAT(frontierSvg(record), Not(HasSubstr("nan")));
    record.steps.clear();
    EXPECT_THAT(frontierSvg(record), HasSubstr("No candidate has a latency"));
}

TEST(FrontierOutput, EscapesNames) {
    SearchRecord record = fiveSteps();
    record.metrics[0].name = "a<b & c";
    EXPECT_THAT(frontierSvg(record), HasSubstr("a&lt;b &amp; c over latency"));
}

}  // namespace
}  // namespace rf::results
