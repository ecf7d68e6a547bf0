// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/search_memory.h"

#include <cmath>

#include "core/pipeline/search_measure.h"
#include "tests/support/graph_text.h"
#include "tests/support/sample_list.h"
#include "tests/support/temp_dir.h"

namespace rf::pipeline {
namespace {

/// Counts what it is asked.
class AskedOracle final : public search::Oracle {
public:
    const std::vector<search::MetricInfo>& metrics() const override { return m_metrics; }
    std::int64_t samples() const override { return 3; }
    Result<search::Answer> ask(const search::Question& question, const Progress&) override {
        ++asked;
        search::Answer answer;
        answer.values = {static_cast<double>(question.candidate.inFloat.size())};
        answer.perSample = {{1, std::nan(""), 0.25}};
        answer.latency = search::Latency{1.5, 0.25, true};
        answer.bytes = 12;
        answer.quantizedShare = 0.5;
        answer.seconds = 2;
        return answer;
    }
    Result<std::vector<search::Group>> groups(const search::Candidate&, const Progress&) override {
        ++asked;
        return std::vector<search::Group>{{"a", {"a", "b"}, {"layer"}}};
    }
    int asked = 0;

private:
    std::vector<search::MetricInfo> m_metrics{{"accuracy@1"}};
};

search::Question questionAbout(std::vector<std::string> inFloat) {
    search::Question question;
    question.candidate.settings.emplace();
    question.candidate.inFloat = std::move(inFloat);
    return question;
}

TEST(RememberingOracle, AsksEachQuestionOnce) {
    AskedOracle below;
    RememberingOracle oracle(below, nullptr, "");
    search::Question question = questionAbout({"a"});
    EXPECT_EQ(oracle.ask(question, Progress())->values, std::vector<double>{1});
    EXPECT_EQ(oracle.ask(question, Progress())->values, std::vector<double>{1});
    EXPECT_EQ(below.asked, 1);
    // Everything in a question counts.
    std::vector<search::Question> others(7, question);
    others[0].candidate.inFloat = {"b"};
    others[1].candidate.widened = {"a"};
    others[2].samples = {0, 2};
    others[3].perSample = true;
    others[4].mustReach = {0.5};
    others[5].latency = true;
    others[6].candidate.settings->preset = quantization::Preset::Mixed;
    for (const auto& other : others) ASSERT_TRUE(oracle.ask(other, Progress()));
    EXPECT_EQ(below.asked, 8);
    for (const auto& other : others) ASSERT_TRUE(oracle.ask(other, Progress()));
    EXPECT_EQ(below.asked, 8);
    ASSERT_TRUE(oracle.groups(question.candidate, Progress()));
    EXPECT_EQ(oracle.groups(question.candidate, Progress())->front().quantizers, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(below.asked, 9);
}

TEST(RememberingOracle, FindsAnswersOfEarlierProcesses) {
    const test::TempDir folder;
    const auto store = storage::Store::open(folder / "store").value();
    AskedOracle below;
    const search::Question question = questionAbout({});
    const search::Answer first = RememberingOracle(below, store, "one").ask(question, Progress()).value();
    const search::Answer again = RememberingOracle(below, store, "one").ask(question, Progress()).value();
    EXPECT_EQ(below.asked, 1);
    EXPECT_TRUE(std::isnan(again.perSample[0][1]));
    EXPECT_EQ(again.perSample[0][2], 0.25);
    EXPECT_EQ(again.latency, first.latency);
    EXPECT_EQ(again.bytes, 12);
    EXPECT_EQ(again.seconds, 2);
    ASSERT_TRUE(RememberingOracle(below, store, "another").ask(question, Progress()));
    EXPECT_EQ(below.asked, 2);
}

graph::Graph ending(const std::string& layers, const std::string& last) {
    return test::graphFrom("in = Parameter {shape: 1,4,5; element_type: f32} : f32 1x4x5\n" + layers + "out = Result(" + last + ")");
}

std::string chosenFor(const graph::Graph& model) {
    config::Project project;
    project.accuracyControl.emplace().maximalDrop = 0.25;
    const auto measure = searchMeasure(project, model, test::SampleList({})).value();
    EXPECT_EQ(measure.metrics.size(), 1u);
    EXPECT_EQ(measure.metrics[0].limit, 0.25);
    EXPECT_TRUE(measure.reason.starts_with(measure.metrics[0].type + ": no labels"));
    return measure.metrics[0].type;
}

TEST(SearchMeasure, NeedsNoLabels) {
    EXPECT_EQ(chosenFor(ending("y = ReLU(in) : f32 1x5\n", "y")), "agreement");
    EXPECT_EQ(chosenFor(ending("y = SoftMax(in) : f32 1x4x5\n", "y")), "ctc_agreement");
    EXPECT_EQ(chosenFor(ending("y = ReLU(in) : f32 1x4x5\n", "y")), "nmse");
}

TEST(SearchMeasure, TakesWhatTheUserNames) {
    config::Project project;
    project.accuracyControl.emplace().metrics = {{"accuracy@5", "", {}}};
    const graph::Graph model = ending("y = ReLU(in) : f32 1x4x5\n", "y");
    EXPECT_EQ(searchMeasure(project, model, test::SampleList({}))->metrics[0], metrics::parseSpec("accuracy@5").value());
    project.metrics = {metrics::parseSpec("mae").value()};
    EXPECT_EQ(searchMeasure(project, model, test::SampleList({}))->metrics, project.metrics);
}

TEST(SearchMeasure, FindsMetricsByTypeOrWhereThereIsOne) {
    const std::vector<metrics::MetricSpec> one{metrics::parseSpec("accuracy@1").value()},
        two{metrics::parseSpec("accuracy@1").value(), metrics::parseSpec("mae").value()};
    search::AccuracyControl control;
    control.metrics = {{"accuracy@top1", "accuracy", {}}};
    EXPECT_EQ(withMetricNames(control, two)->metrics[0].name, "accuracy@1");
    control.metrics = {{"my own", "", {}}};
    EXPECT_EQ(withMetricNames(control, one)->metrics[0].name, "accuracy@1");
    EXPECT_EQ(withMetricNames(control, two)->metrics[0].name, "my own");
}

}  // namespace
}  // namespace rf::pipeline
