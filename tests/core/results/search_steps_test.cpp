// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/results/search_steps.h"

#include <gmock/gmock.h>

#include <cmath>
#include <nlohmann/json.hpp>

namespace rf::results {
namespace {

using testing::HasSubstr;

const std::vector<search::MetricInfo> kMetrics = {{"accuracy@1", metrics::Better::Higher, metrics::Unit::Share},
                                                  {"sqnr", metrics::Better::Higher, metrics::Unit::Decibel}};

search::SearchStep trial() {
    search::SearchStep step;
    step.what = "trial";
    step.candidate.settings.emplace();
    step.candidate.settings->preset = quantization::Preset::Mixed;
    step.candidate.settings->ignored.names = {"conv1"};
    step.candidate.settings->sampling.subsetSize = 100;
    step.candidate.inFloat = {"conv2/fq_input_0"};
    step.candidate.widened = {"conv3/fq_weights_1"};
    step.answer.values = {0.875, 21.5};
    step.answer.latency = search::Latency{1.25, 0.125, true};
    step.answer.bytes = 81'234;
    step.answer.quantizedShare = 0.75;
    step.answer.seconds = 3.5;
    step.drops = {0.0078125, -0.5};
    step.layers = {"conv2"};
    step.accepted = step.best = true;
    step.secondsLeft = 12.5;
    return step;
}

TEST(SearchSteps, ComeBackFromOneLine) {
    const std::string line = toJson(trial(), kMetrics);
    EXPECT_EQ(line.find('\n'), std::string::npos);
    const auto again = stepFromJson(line, "line");
    ASSERT_TRUE(again) << again.error().message();
    EXPECT_EQ(*again, trial());
}

TEST(SearchSteps, CallMetricsByName) {
    const auto json = nlohmann::json::parse(toJson(trial(), kMetrics));
    EXPECT_EQ(json["metrics"][0], (nlohmann::json{{"name", "accuracy@1"}, {"value", 0.875}, {"drop", 0.0078125}}));
    EXPECT_EQ(json["latency"], (nlohmann::json{{"ms", 1.25}, {"spread_ms", 0.125}, {"predicted", true}}));
    EXPECT_EQ(json["candidate"]["settings"]["compression"]["algorithms"][0]["params"]["preset"], "mixed");
}

TEST(SearchSteps, TellTheFloatModelFromDefaultSettings) {
    search::Candidate plain;
    EXPECT_EQ(candidateFromJson(toJson(plain), "candidate").value(), plain);
    plain.settings.emplace();
    EXPECT_EQ(candidateFromJson(toJson(plain), "candidate").value(), plain);
}

TEST(SearchSteps, KeepInfinityAndWhatHasNoValue) {
    search::SearchStep step = trial();
    step.answer.values = {std::nan(""), std::numeric_limits<double>::infinity()};
    step.drops.clear();
    const auto again = stepFromJson(toJson(step, kMetrics), "line");
    ASSERT_TRUE(again) << again.error().message();
    EXPECT_TRUE(std::isnan(again->answer.values[0]));
    EXPECT_EQ(again->answer.values[1], std::numeric_limits<double>::infinity());
    EXPECT_TRUE(again->drops.empty());
}

TEST(SearchSteps, MakeARecord) {
    search::SearchStep first = trial();
    first.what = "float";
    first.candidate = {};
    const SearchRecord record{kMetrics, {0.01, 1}, true, "budget", {first, trial()}};
    const auto again = searchFromJson(toJson(record), "report.json");
    ASSERT_TRUE(again) << again.error().message();
    ASSERT_EQ(again->steps.size(), 2u);
    EXPECT_EQ(again->steps[0], first);
    EXPECT_EQ(again->steps[1], trial());
    EXPECT_EQ(again->metrics[1].name, "sqnr");
    EXPECT_EQ(again->metrics[1].unit, metrics::Unit::Decibel);
    EXPECT_EQ(again->limits, record.limits);
    EXPECT_TRUE(again->targetMet);
    EXPECT_EQ(again->stoppedBy, "budget");
}

TEST(SearchSteps, AreReadFromASectionThatSaysMore) {
    const auto record = searchFromJson(R"({"arithmetic": "exact", "metrics": [{"name": "top1"}, {"name": "top5"}],
                                           "limits": [0.01, null], "steps": [{"what": "float"}]})",
                                       "report.json");
    ASSERT_TRUE(record) << record.error().message();
    EXPECT_EQ(record->limits[0], 0.01);
    EXPECT_TRUE(std::isnan(record->limits[1]));
    EXPECT_EQ(record->steps[0].what, "float");
    EXPECT_THAT(searchFromJson(R"({"limits": [true]})", "report.json").error().message(), HasSubstr("'limits[0]'"));
}

TEST(SearchSteps, SayEverythingThatIsWrong) {
    const auto damaged = stepFromJson(R"({"latency": {"ms": "fast"}, "bytes": -1})", "run 7");
    ASSERT_FALSE(damaged);
    for (const char* part : {"run 7", "'what' is missing", "'latency.ms'", "'bytes'"})
        EXPECT_THAT(damaged.error().message(), HasSubstr(part));
    EXPECT_EQ(stepFromJson("{", "run 7").error().code(), ErrorCode::InvalidFile);
}

}  // namespace
}  // namespace rf::results
