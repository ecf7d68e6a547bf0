// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/stored_run.h"

#include <gmock/gmock.h>

#include <atomic>

#include "core/data/forwarding_source.h"
#include "core/ir/ir.h"
#include "core/pipeline/stored_statistics.h"
#include "core/quantization/weight_compression.h"
#include "tests/support/temp_dir.h"

namespace rf::pipeline {
namespace {

using storage::RunStatus;
using storage::Store;

Job glyphsJob() {
    Job job;
    job.project.model = std::string(RF_DEMO_DIR) + "/glyphs.xml";
    job.project.data.sources = {{"", std::string(RF_DEMO_DIR) + "/calib-images.idx.gz", ""}};
    job.project.quantization.sampling.subsetSize = 12;
    job.project.quantization.rangeEstimator.preset = quantization::EstimatorPreset::Default;  // a choice reads samples once more
    job.project.errorSamples = 0;
    job.model = load(job.project, Progress()).value();
    return job;
}

std::string exportedBytes(const Outcome& outcome) {
    const auto image = ir::serialize(outcome.exported).value();
    std::string bytes = image.xml;
    for (const auto part : image.weights) bytes.append(reinterpret_cast<const char*>(part.data()), part.size());
    return bytes;
}

/// Stops a run as soon as it enters a stage for the given time.
class StopAt : public Listener {
public:
    StopAt(Stage stage, int times) : m_stage(stage), m_left(times) {}
    void stageEntered(Stage stage) override {
        if (stage == m_stage && --m_left == 0) m_source.request_stop();
    }
    Progress progress() const { return Progress(m_source.get_token(), {}); }

private:
    Stage m_stage;
    int m_left;
    std::stop_source m_source;
};

TEST(StoredRun, IsRecordedWithSettingsStepsAndReport) {
    const test::TempDir folder;
    const auto store = Store::open(folder.path()).value();
    StoredRun run({store, "optimize"});
    Listener nobody;
    const auto outcome = run.optimize(glyphsJob(), nobody, Progress());
    ASSERT_TRUE(outcome) << outcome.error().message();
    EXPECT_EQ(store->run(*run.id()).value()->status, RunStatus::Running);
    run.finish(outcome->report);
    const auto record = store->run(*run.id()).value();
    EXPECT_EQ(record->status, RunStatus::Finished);
    EXPECT_EQ(record->start.command, "optimize");
    EXPECT_EQ(record->start.model, "glyphs");
    EXPECT_THAT(record->start.project, testing::HasSubstr("glyphs.xml"));
    EXPECT_THAT(record->report, testing::HasSubstr("quantizers"));
    ASSERT_EQ(record->steps.size(), 2u);
    EXPECT_EQ(record->steps[0].name, "ActivationChannelAlignment, SmoothQuant");
    EXPECT_EQ(run.takeWarnings().size(), 0u);
}

TEST(StoredRun, GoesOnAfterTheLastFinishedStepWithTheSameBytes) {
    const Job job = glyphsJob();
    Listener nobody;
    const std::string expected = exportedBytes(optimize(job, nobody, Progress()).value());

    const test::TempDir folder;
    const auto store = Store::open(folder.path()).value();
    StoredRun stopped({store, "optimize"});
    StopAt second(Stage::Calibrate, 2);
    EXPECT_EQ(stopped.optimize(job, second, second.progress()).error().code(), ErrorCode::Cancelled);
    EXPECT_EQ(store->run(*stopped.id()).value()->status, RunStatus::Cancelled);

    Job other = job;
    other.project.quantization.preset = quantization::Preset::Mixed;
    StoredRun otherSettings({store, "optimize", true});
    ASSERT_TRUE(otherSettings.optimize(other, nobody, Progress()));
    EXPECT_EQ(otherSettings.stepsTakenOver(), 0u) << "the run with other settings is another one";

    StoredRun resumed({store, "optimize", true});
    const auto outcome = resumed.optimize(job, nobody, Progress());
    ASSERT_TRUE(outcome) << outcome.error().message();
    EXPECT_EQ(resumed.stepsTakenOver(), 1u);
    EXPECT_EQ(resumed.id(), stopped.id());
    EXPECT_TRUE(exportedBytes(*outcome) == expected);
    resumed.finish(outcome->report);
    EXPECT_EQ(store->run(*resumed.id()).value()->status, RunStatus::Finished);
    EXPECT_EQ(store->run(*resumed.id()).value()->steps.size(), 2u);
}

TEST(StoredRun, AFailedOneSaysWhy) {
    const test::TempDir folder, pictures;
    const auto store = Store::open(folder.path()).value();
    pictures.write("1.pgm", "P5\n28 28\n255\n" + std::string(784, 'x'));
    pictures.write("2.pgm", "P5\n28 28\n255\n");  // found out when it is read
    Job job = glyphsJob();
    job.project.data.sources = {{"", pictures.path().string(), ""}};
    StoredRun run({store, "optimize"});
    Listener nobody;
    ASSERT_FALSE(run.optimize(job, nobody, Progress()));
    const auto runs = store->runs().value();
    ASSERT_EQ(runs.size(), 1u);
    EXPECT_EQ(runs[0].status, RunStatus::Failed);
    EXPECT_THAT(runs[0].report, testing::HasSubstr("2.pgm"));
}

/// Counts how often a sample is read.
class Reads : public data::ForwardingSource {
public:
    using ForwardingSource::ForwardingSource;
    Result<data::Sample> sample(std::int64_t index) const override {
        ++count;
        return below().sample(index);
    }
    mutable std::atomic<int> count = 0;
};

/// A whole run with what the store knows; how many samples it reads.
int readsOf(const Job& job, const std::shared_ptr<Store>& store) {
    Resources resources = open(job, Progress()).value();
    const auto reads = std::make_shared<Reads>(resources.samples);
    resources.samples = reads;
    resources.memory = std::make_shared<StoredStatistics>(store);
    const Plan planned = plan(job.model, job.project.quantization, Progress()).value();
    Listener nobody;
    for (RunState state = begin(planned); !isDone(planned, state);)
        state = runStep(planned, std::move(state), resources, nobody, Progress()).value();
    return reads->count;
}

TEST(StoredStatistics, ServeLaterRunsOnTheSameContent) {
    const test::TempDir folder;
    const auto store = Store::open(folder / "store").value();
    Job job = glyphsJob();
    EXPECT_EQ(readsOf(job, store), 12) << "one pass for both steps";
    EXPECT_EQ(readsOf(job, store), 0);

    const auto copy = folder / "copy.idx.gz";
    std::filesystem::copy_file(job.project.data.sources[0].location, copy);
    job.project.data.sources[0].location = copy.string();
    EXPECT_EQ(readsOf(job, store), 0) << "the place of the data does not count";

    job.project.data.preprocess = data::parsePreprocess("scale=2").value();
    EXPECT_EQ(readsOf(job, store), 12) << "data that is prepared in another way is other data";
}

}  // namespace
}  // namespace rf::pipeline
