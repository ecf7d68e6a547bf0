// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/optimize.h"

#include <cmath>
#include <set>

#include "core/export/report.h"
#include "core/pipeline/commands.h"
#include "tests/support/temp_dir.h"

namespace rf::pipeline {
namespace {

config::Project demoProject(std::int64_t subset) {
    config::Project project;
    project.model = std::string(RF_DEMO_DIR) + "/glyphs.xml";
    project.data.sources = {{"", std::string(RF_DEMO_DIR) + "/calib-images.idx.gz", ""}};
    project.quantization.sampling.subsetSize = subset;
    project.errorSamples = 4;
    return project;
}

Job demoJob(std::int64_t subset) {
    const config::Project project = demoProject(subset);
    return {load(project, Progress()).value(), project};
}

/// Remembers what a run told it.
class Recorder : public Listener {
public:
    explicit Recorder(bool watch) : m_watch(watch) {}
    void stageEntered(Stage stage) override {
        if (stages.empty() || stages.back() != stage) stages.push_back(stage);
    }
    void histogramGrew(graph::Output tensor, std::shared_ptr<const calibration::Histogram> histogram) override {
        histograms[tensor] = std::move(histogram);
    }
    bool wantsHistograms() const override { return m_watch; }

    std::vector<Stage> stages;
    std::map<graph::Output, std::shared_ptr<const calibration::Histogram>> histograms;

private:
    bool m_watch;
};

std::string exportedBytes(const Outcome& outcome) {
    const test::TempDir folder;
    EXPECT_TRUE(save(outcome, {folder / "out", "glyphs"}, Progress()));
    return test::readFile(folder / "out/glyphs.xml") + test::readFile(folder / "out/glyphs.bin") +
           test::readFile(folder / "out/report.json");
}

TEST(Optimize, WatchingTheHistogramsChangesNothing) {
    Recorder blind(false), watching(true);
    const auto a = optimize(demoJob(12), blind, Progress());
    const auto b = optimize(demoJob(12), watching, Progress());
    ASSERT_TRUE(a) << a.error().message();
    ASSERT_TRUE(b) << b.error().message();
    const std::string bytes = exportedBytes(*a);
    ASSERT_GT(bytes.size(), 10'000u);
    EXPECT_TRUE(bytes == exportedBytes(*b));
    EXPECT_TRUE(blind.histograms.empty());
    EXPECT_FALSE(watching.histograms.empty());
}

TEST(Optimize, HistogramsCountEveryValueOfEverySample) {
    Recorder recorder(true);
    const auto outcome = optimize(demoJob(12), recorder, Progress());
    ASSERT_TRUE(outcome) << outcome.error().message();
    ASSERT_FALSE(recorder.histograms.empty());
    for (const auto& [tensor, histogram] : recorder.histograms) {
        const std::int64_t elements = elementCount(outcome->floatModel.type(tensor).shape).value();
        EXPECT_EQ(histogram->total(), 12 * elements) << outcome->floatModel.node(tensor.node).name;
    }
}

TEST(Optimize, EntersItsStagesInOrder) {
    Recorder recorder(false);
    ASSERT_TRUE(optimize(demoJob(4), recorder, Progress()));
    ASSERT_FALSE(recorder.stages.empty());
    EXPECT_EQ(recorder.stages.front(), Stage::Prepare);
    EXPECT_EQ(recorder.stages.back(), Stage::Compare);
    EXPECT_TRUE(std::set<Stage>(recorder.stages.begin(), recorder.stages.end()).contains(Stage::Calibrate));
}

TEST(Optimize, StopsWhenAskedAtAnyPoint) {
    // The stop comes with the n-th report of the run, for several n: during preparation, statistics, comparison.
    for (const int reports : {1, 3, 6}) {
        std::stop_source stop;
        int seen = 0;
        const Progress progress(stop.get_token(), [&](const ProgressReport&) {
            if (++seen == reports) stop.request_stop();
        });
        Recorder recorder(false);
        const auto outcome = optimize(demoJob(100), recorder, progress);
        ASSERT_FALSE(outcome) << "after " << reports << " reports";
        EXPECT_EQ(outcome.error().code(), ErrorCode::Cancelled);
    }
}

TEST(Optimize, RecordsWhatWasReallyUsed) {
    Recorder recorder(false);
    Job job = demoJob(1000000);
    job.project.data.sources[0].location = "synthetic:5";
    const auto outcome = optimize(job, recorder, Progress());
    ASSERT_TRUE(outcome) << outcome.error().message();
    EXPECT_EQ(outcome->report.provenance.samples, 5);
}

TEST(Optimize, MeasuresEveryMetricAgainstItsOwnLimit) {
    Recorder recorder(false);
    Job job = demoJob(20);
    for (const char* text : {"accuracy@1", "sqnr:limit=1000", "nmse:limit=0.5", "accuracy@5:limit=1"})
        job.project.metrics.push_back(metrics::parseSpec(text).value());
    const auto outcome = optimize(job, recorder, Progress());
    ASSERT_TRUE(outcome) << outcome.error().message();
    const auto& scores = outcome->report.scores;
    ASSERT_EQ(scores.size(), 4u);
    EXPECT_EQ(scores[0].metric, "accuracy@1");
    EXPECT_TRUE(scores[0].isWithinLimit());  // there is none
    EXPECT_TRUE(std::isinf(scores[1].reference.value()));
    EXPECT_GT(scores[1].value, 5);  // decibels; noise of 8 bits, not of a broken model
    EXPECT_FALSE(scores[1].isWithinLimit());
    EXPECT_EQ(scores[2].reference, 0.0);
    EXPECT_NEAR(scores[2].value, std::pow(10, -scores[1].value / 10), 1e-9);  // the same in other units
    EXPECT_TRUE(scores[2].isWithinLimit());
    EXPECT_THAT(exporting::toJson(outcome->report), testing::HasSubstr("\"within_limit\": false"));
}

TEST(Score, LosesWhatTheFloatModelHadMore) {
    const results::Score higher{"accuracy@1", 0.875, 0.9, 10, 0.03},
        lower{"mae", 1.5, 1.0, 10, 0.25, metrics::Better::Lower, metrics::Unit::Number};
    EXPECT_NEAR(higher.loss(), 0.025, 1e-12);
    EXPECT_TRUE(higher.isWithinLimit());
    EXPECT_DOUBLE_EQ(lower.loss(), 0.5);
    EXPECT_FALSE(lower.isWithinLimit());
}

TEST(Commands, OfAProjectAreListedOnceEach) {
    config::Project project;
    project.data.sources = {{"", R"(command:["python3", "data.py"])", ""}};
    project.testData = project.data;
    project.metrics = {metrics::parseSpec(R"(command:["python3","score.py"])").value(), metrics::parseSpec("accuracy@1").value(),
                       metrics::parseSpec(R"(command:["r", "x"],timeout=5)").value()};
    const auto commands = commandsOf(project);
    ASSERT_TRUE(commands) << commands.error().message();
    EXPECT_EQ(*commands, (std::vector<process::CommandLine>{{"python3", "data.py"}, {"python3", "score.py"}, {"r", "x"}}));
    EXPECT_TRUE(permissionFor(*commands)({"r", "x"}));
    EXPECT_FALSE(permissionFor(*commands)({"r", "y"}));
    EXPECT_TRUE(commandsOf({})->empty());
    project.data.sources[0].location = "command:python3";
    EXPECT_EQ(commandsOf(project).error().message(), "'python3' is no command; write [\"program\", \"argument\", …]");
}

TEST(Preview, NeedsNoDataAndAgreesWithTheRun) {
    const Job job = demoJob(2);
    const auto placement = preview(job.model, job.project.quantization, Progress());
    ASSERT_TRUE(placement) << placement.error().message();
    Recorder recorder(false);
    const auto outcome = optimize(job, recorder, Progress());
    ASSERT_TRUE(outcome);
    std::vector<std::string> previewed, done;
    for (const auto& quantizer : placement->quantizers) previewed.push_back(quantizer.name);
    for (const auto& quantizer : outcome->placement.quantizers) done.push_back(quantizer.name);
    EXPECT_EQ(previewed, done);
}

TEST(Load, SaysThatNoModelIsNamed) {
    const auto graph = load({}, Progress());
    ASSERT_FALSE(graph);
    EXPECT_EQ(graph.error().code(), ErrorCode::InvalidArgument);
}

}  // namespace
}  // namespace rf::pipeline
