// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/optimize.h"

#include <set>

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
    void placed(std::shared_ptr<const quantization::Placement> value) override { placement = std::move(value); }
    void histogramGrew(graph::Output tensor, std::shared_ptr<const calibration::Histogram> histogram) override { histograms[tensor] = std::move(histogram); }
    bool wantsHistograms() const override { return m_watch; }

    std::vector<Stage> stages;
    std::shared_ptr<const quantization::Placement> placement;
    std::map<graph::Output, std::shared_ptr<const calibration::Histogram>> histograms;

private:
    bool m_watch;
};

std::string exportedBytes(const Outcome& outcome) {
    const test::TempDir folder;
    EXPECT_TRUE(save(outcome, folder / "out", Progress()));
    return test::readFile(folder / "out/glyphs.xml") + test::readFile(folder / "out/glyphs.bin") + test::readFile(folder / "out/report.json");
}

TEST(Optimize, WatchingTheHistogramsChangesNothing) {
    Recorder blind(false), watching(true);
    const auto a = optimize(demoJob(12), blind, Progress());
    const auto b = optimize(demoJob(12), watching, Progress());
    ASSERT_TRUE(a) << a.error().message();
    ASSERT_TRUE(b) << b.error().message();
    EXPECT_TRUE(exportedBytes(*a) == exportedBytes(*b));
    EXPECT_TRUE(blind.histograms.empty());
    EXPECT_FALSE(watching.histograms.empty());
}

TEST(Optimize, HistogramsCountEveryValueOfEverySample) {
    Recorder recorder(true);
    ASSERT_TRUE(optimize(demoJob(12), recorder, Progress()));
    for (const auto& [tensor, histogram] : recorder.histograms) {
        const std::int64_t elements = elementCount(recorder.placement->graph.type(tensor).shape).value();
        EXPECT_EQ(histogram->total(), 12 * elements) << recorder.placement->graph.node(tensor.node).name;
    }
}

TEST(Optimize, EntersItsStagesInOrderAndPlacesBeforeAnyData) {
    Recorder recorder(false);
    ASSERT_TRUE(optimize(demoJob(4), recorder, Progress()));
    ASSERT_TRUE(recorder.placement);
    EXPECT_GT(recorder.placement->quantizers.size(), 10u);
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
